"""What the app reads back of what was said: history and threads, page by page."""

from typing import Any

import pytest
from slack_sdk import WebClient

from tests.functional.fake_slack.refusals import code
from tools.fake_slack.client import FakeSlackClient

pytestmark = pytest.mark.enable_socket
IT, TRIAGE, ONCALL = "C0ITHAPPEN", "C0ITTRIAGE", "C0ITONCALL"
HISTORY, REPLIES = "conversations.history", "conversations.replies"


def stamps(answer: Any) -> list[str]:
    return [message["ts"] for message in answer["messages"]]


def refused(web: WebClient, method: str, **arguments: Any) -> str:
    return code(lambda: web.api_call(method, params={"channel": IT, **arguments}))


def test_history_pages_stay_apart_while_people_go_on_talking(
    web: WebClient, fake: FakeSlackClient
) -> None:
    said = [fake.say("ana", "it-happens", f"message {number}") for number in range(5)]
    first = web.conversations_history(channel=IT, limit=2)
    fake.say("ben", "it-happens", "in between")
    cursor = first["response_metadata"]["next_cursor"]
    second = web.conversations_history(channel=IT, limit=2, cursor=cursor)
    last = web.conversations_history(
        channel=IT, limit=2, cursor=second["response_metadata"]["next_cursor"]
    )
    assert [*stamps(first), *stamps(second), *stamps(last)] == said[::-1]
    assert [first["has_more"], second["has_more"], last["has_more"]] == [True, True, False]
    assert last["response_metadata"]["next_cursor"] == ""


def test_a_thread_is_paged_oldest_first(web: WebClient, fake: FakeSlackClient) -> None:
    root = fake.say("ana", "it-happens", "help")
    said = [fake.say("ben", "it-happens", str(n), thread_ts=root) for n in range(3)]
    first = web.conversations_replies(channel=IT, ts=root, limit=2)
    cursor = first["response_metadata"]["next_cursor"]
    second = web.conversations_replies(channel=IT, ts=root, limit=2, cursor=cursor)
    assert [*stamps(first), *stamps(second)] == [root, *said]


def test_a_span_of_time_leaves_out_its_ends_unless_they_are_asked_for(
    web: WebClient, fake: FakeSlackClient
) -> None:
    one, two, three, four = (fake.say("ana", "it-happens", str(n)) for n in range(4))

    def between(*, inclusive: bool = False) -> list[str]:
        found = web.conversations_history(channel=IT, oldest=one, latest=four, inclusive=inclusive)
        return stamps(found)

    assert between() == [three, two]
    assert between(inclusive=True) == [four, three, two, one]
    replies = [fake.say("ben", "it-happens", str(n), thread_ts=one) for n in range(3)]
    since = web.conversations_replies(channel=IT, ts=one, oldest=replies[0])
    assert stamps(since) == [one, *replies[1:]]


@pytest.mark.parametrize("method", [HISTORY, REPLIES])
@pytest.mark.parametrize(
    ("asked", "error"),
    [
        ({"channel": "C0NOWHERE1"}, "channel_not_found"),
        ({"channel": ONCALL}, "channel_not_found"),
        ({"channel": TRIAGE}, "not_in_channel"),
        ({"oldest": "soon"}, "invalid_ts_oldest"),
        ({"latest": "1.1234567"}, "invalid_ts_latest"),
        ({"cursor": "nonsense"}, "invalid_cursor"),
        ({"limit": 1001}, "invalid_arguments"),
        ({"limit": "many"}, "invalid_arguments"),
    ],
)
def test_what_cannot_be_read_is_refused(
    web: WebClient, fake: FakeSlackClient, method: str, asked: dict[str, Any], error: str
) -> None:
    ts = fake.say("ben", "it-happens", "hello")
    fake.act("ben", "kick", channel="it-triage", user="deskbell")
    fake.act("ben", "kick", channel="it-oncall", user="deskbell")
    assert refused(web, method, **({"ts": ts} | asked)) == error


def test_a_cursor_of_another_channel_is_invalid(web: WebClient, fake: FakeSlackClient) -> None:
    for text in ("one", "two"):
        fake.say("ben", "it-happens", text)
    answer = web.conversations_history(channel=IT, limit=1)
    cursor = answer["response_metadata"]["next_cursor"]
    assert refused(web, HISTORY, channel=TRIAGE, cursor=cursor) == "invalid_cursor"


def test_a_thread_that_is_not_there_is_not_found(web: WebClient) -> None:
    assert refused(web, REPLIES, ts="1.000001") == "thread_not_found"


def test_metadata_is_read_whole_only_when_asked_for(web: WebClient) -> None:
    metadata = {"event_type": "desk_outbox", "event_payload": {"id": "row-1"}}
    ts = web.chat_postMessage(channel=IT, text="card", metadata=metadata)["ts"]
    short = web.conversations_replies(channel=IT, ts=ts)["messages"][0]
    whole = web.conversations_history(channel=IT, include_all_metadata=True)["messages"][0]
    assert short["metadata"] == {"event_type": "desk_outbox"}
    assert whole["metadata"] == metadata


def test_with_a_read_lag_a_post_is_not_there_at_once(web: WebClient, fake: FakeSlackClient) -> None:
    root = fake.say("ana", "it-happens", "help")
    fake.advance(60)
    fake.fault("call", "read_lag", channel=IT, seconds=30)
    ts = web.chat_postMessage(channel=IT, thread_ts=root, text="on it")["ts"]
    assert stamps(web.conversations_replies(channel=IT, ts=root)) == [root]
    assert refused(web, REPLIES, ts=ts) == "thread_not_found"
    late = web.chat_postMessage(channel=IT, text="news")["ts"]
    assert stamps(web.conversations_history(channel=IT)) == [root]
    fake.advance(31)
    assert stamps(web.conversations_history(channel=IT)) == [late, root]
    assert stamps(web.conversations_replies(channel=IT, ts=root)) == [root, ts]


def test_the_ts_of_a_reply_gives_that_reply_with_its_thread(
    web: WebClient, fake: FakeSlackClient
) -> None:
    root = fake.say("ana", "it-happens", "printer is broken")
    reply = fake.say("ben", "it-happens", "which one?", thread_ts=root)
    alone = web.conversations_replies(channel=IT, ts=reply)["messages"]
    assert [(one["ts"], one["thread_ts"]) for one in alone] == [(reply, root)]
    thread = web.conversations_replies(channel=IT, ts=root)["messages"]
    assert [one["ts"] for one in thread] == [root, reply]
    assert thread[0]["reply_count"] == 1
