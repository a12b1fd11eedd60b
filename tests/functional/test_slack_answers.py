"""Our Slack adapter before right, wrong and broken answers, byte by byte."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from urllib.parse import parse_qs

import pytest

from deskbell.adapters.slack.web_api import SlackWorkspace
from deskbell.domain.errors import SecretUnavailableError
from deskbell.domain.ids import Thread, Ts
from deskbell.usecases.slack_ports import Later, Message, Outcome, Sent, Unknown
from tests.builders import ANA, BEN, IT_HAPPENS, IT_TRIAGE, a_desk
from tests.functional.slack_stub import SILENCE, Stub, http, ok, slack_stub

HELLO = Message("Hello", [{"type": "divider"}])
ROOT = Thread(IT_HAPPENS, Ts("1795424400.000100"))
ROW = "T#ABC/3/0"


@pytest.fixture(scope="module")
def server() -> Iterator[Stub]:
    with slack_stub() as stub:
        yield stub


@pytest.fixture
def stub(server: Stub) -> Stub:
    server.answers.clear()
    server.requests.clear()
    return server


@pytest.fixture
def slack(stub: Stub) -> SlackWorkspace:
    return SlackWorkspace(a_desk().workspace, stub.url, lambda: "xoxb-1", timeout=0.2)


def post(slack: SlackWorkspace) -> Outcome:
    return slack.post(IT_HAPPENS, None, HELLO, ROW)


def test_post_carries_its_row_and_neither_unfurls_nor_pings(
    stub: Stub, slack: SlackWorkspace
) -> None:
    stub.answers = [ok(channel=IT_HAPPENS, ts=ROOT.ts)]

    assert post(slack) == Sent(IT_HAPPENS, ROOT.ts)
    ((path, headers, body),) = stub.requests
    assert path == "/api/chat.postMessage"
    assert headers["Authorization"] == "Bearer xoxb-1"
    assert json.loads(body) == {
        "channel": IT_HAPPENS,
        "text": "Hello",
        "blocks": [{"type": "divider"}],
        "metadata": {"event_type": "desk_outbox", "event_payload": {"id": ROW}},
        "unfurl_links": False,
        "unfurl_media": False,
        "link_names": False,
        "parse": "none",
    }


@pytest.mark.parametrize(
    "answer",
    [
        http("<html>not today</html>", "200 OK", "Content-Type: text/html"),
        http('{"ok": false}'),
        http('{"ok": fal'),
        http(""),
        http('["ok"]'),
        http('"ok"'),
        http("7"),
        http(b'{"ok": true, "ts": "\xff\xfe"}'),
        ok(),
        ok(channel=IT_HAPPENS, ts=None),
        http('{"ok": true, "ts": "1"}', "500 Internal Server Error"),
        http("<html>bad gateway</html>", "502 Bad Gateway"),
        http('{"ok": false, "error": "internal_error"}'),
        http(b"x", "503 Service Unavailable", "Content-Type: text/html; charset=no-such"),
        http(b"\x1f\x8b", "200 OK", "Content-Type: application/gzip"),
        http("x" * 10)[:-5],
        b"not HTTP at all\r\n\r\n",
        SILENCE,
    ],
    ids=str,
)
def test_answer_that_is_none_leaves_open_whether_it_was_posted(
    stub: Stub, slack: SlackWorkspace, answer: bytes
) -> None:
    stub.answers = [answer]

    assert isinstance(post(slack), Unknown)
    assert len(stub.requests) == 1


def test_slack_that_cannot_be_reached_leaves_open_whether_it_was_posted() -> None:
    slack = SlackWorkspace(a_desk().workspace, "http://127.0.0.1:9/api/", lambda: "xoxb-1")

    assert isinstance(post(slack), Unknown)


@pytest.mark.parametrize(
    ("header", "seconds"),
    [("7", 7.0), ("-1", -1.0), ("86400", 86400.0), ("abc", 60.0), ("nan", 60.0), ("", 60.0)],
)
def test_retry_after_is_read_whatever_it_says(
    stub: Stub, slack: SlackWorkspace, header: str, seconds: float
) -> None:
    stub.answers = [
        http('{"ok": false, "error": "ratelimited"}', "429 Too Many", f"Retry-After: {header}")
    ]

    assert post(slack) == Later(seconds, "ratelimited")


def test_retry_after_may_be_a_date(stub: Stub, slack: SlackWorkspace) -> None:
    soon = format_datetime(datetime.now(UTC) + timedelta(minutes=5), usegmt=True)
    stub.answers = [http("{}", "429 Too Many", f"Retry-After: {soon}")]

    outcome = post(slack)
    assert isinstance(outcome, Later)
    assert outcome.seconds == pytest.approx(300, abs=5)


def test_slack_is_not_asked_again_before_it_wants_to_be(stub: Stub, slack: SlackWorkspace) -> None:
    limited = http('{"ok": false, "error": "ratelimited"}', "429 Too Many", "Retry-After: 7")
    stub.answers = [limited, ok(channel=IT_TRIAGE, ts="1.000001")]

    post(slack)
    again = post(slack)
    assert isinstance(again, Later)
    assert again.seconds == pytest.approx(7, abs=1)
    assert isinstance(slack.post(IT_TRIAGE, None, HELLO, ROW), Sent)
    assert len(stub.requests) == 2


def test_secret_that_cannot_be_read_now_is_waited_for(stub: Stub) -> None:
    def no_token() -> str:
        raise SecretUnavailableError("throttled")

    slack = SlackWorkspace(a_desk().workspace, stub.url, no_token)

    assert post(slack) == Later(None, "secret_unavailable")
    assert stub.requests == []


def test_read_back_goes_on_to_the_last_page(stub: Stub, slack: SlackWorkspace) -> None:
    metadata = {"event_type": "desk_outbox", "event_payload": {"id": ROW}}
    ours = {"ts": "1795424402.000100", "metadata": metadata}
    odd = {"ts": "1795424403.000100", "metadata": "odd"}
    stub.answers = [
        ok(messages=[odd, "odd"], response_metadata={"next_cursor": "more"}),
        ok(messages=[ours], response_metadata={"next_cursor": ""}),
    ]

    assert slack.find_post(IT_HAPPENS, None, ROW, 1795424395.0) == Sent(
        IT_HAPPENS, Ts("1795424402.000100")
    )
    first, second = (parse_qs(body) for _, _, body in stub.requests)
    assert first["include_all_metadata"] == ["1"]
    assert first["oldest"] == ["1795424395.000000"]
    assert second["cursor"] == ["more"]


def test_read_back_that_never_ends_knows_nothing(stub: Stub, slack: SlackWorkspace) -> None:
    page = ok(messages=[], response_metadata={"next_cursor": "more"})
    stub.answers = [page] * 20

    assert slack.find_post(IT_HAPPENS, None, ROW, 0.0) == Unknown("too_many_pages")


def test_read_back_that_breaks_off_knows_nothing(stub: Stub, slack: SlackWorkspace) -> None:
    stub.answers = [ok(messages=[], response_metadata={"next_cursor": "more"}), http("oops")]

    assert isinstance(slack.find_post(IT_HAPPENS, None, ROW, 0.0), Unknown)


def test_thread_leaves_out_bots_joins_and_what_has_no_shape(
    stub: Stub, slack: SlackWorkspace
) -> None:
    stub.answers = [
        ok(
            messages=[
                {"ts": ROOT.ts, "subtype": "bot_message", "bot_id": "B0ALERTS01", "text": "Alert"},
                {"ts": "1795424401.000100", "user": ANA, "text": "I see it", "thread_ts": ROOT.ts},
                {"ts": "1795424402.000100", "bot_id": "B0ALERTS01", "text": "Again"},
                {"ts": "1795424403.000100", "user": BEN, "subtype": "channel_join", "text": "in"},
                {"ts": "1795424404.000100", "app_id": "A0DESK0001", "bot_id": "B", "text": "card"},
                {"ts": "soon", "user": BEN, "text": "?"},
                {
                    "ts": "1795424405.000100",
                    "user": BEN,
                    "subtype": "file_share",
                    "text": "",
                    "files": [{"id": "F0000001", "name": "../log.txt", "permalink": "https://x"}],
                },
            ]
        )
    ]

    read = slack.read_thread(ROOT)
    assert isinstance(read, list)
    assert [(message.author, message.text) for message in read] == [
        (None, "Alert"),
        (ANA, "I see it"),
        (BEN, ""),
    ]
    assert [file.name for file in read[-1].files] == ["_log.txt"]


def test_profile_without_a_shape_is_no_answer(stub: Stub, slack: SlackWorkspace) -> None:
    stub.answers = [ok(user={"id": ANA})]

    assert isinstance(slack.profile(ANA), Unknown)


def test_thread_whose_first_message_is_gone_was_begun_by_nobody(
    stub: Stub, slack: SlackWorkspace
) -> None:
    tombstone = {"ts": ROOT.ts, "subtype": "tombstone", "user": "USLACKBOT", "text": "deleted"}
    reply = {"ts": "1795424401.000100", "user": ANA, "text": "I see it", "thread_ts": ROOT.ts}
    stub.answers = [ok(messages=[tombstone, reply])]

    assert slack.read_thread(ROOT) == []


def test_thread_that_has_no_end_is_read_as_far_as_it_goes(stub: Stub) -> None:
    said = {"ts": ROOT.ts, "user": ANA, "text": "It began"}
    stub.answers = [ok(messages=[said], response_metadata={"next_cursor": "more"})]
    slack = SlackWorkspace(a_desk().workspace, stub.url, lambda: "xoxb-1", 5, most_pages=1)

    read = slack.read_thread(ROOT)
    assert isinstance(read, list)
    assert [message.text for message in read] == ["It began"]
