"""The ingress's two calls of Slack's Web API: in time, or not at all."""

import json
import time
from collections.abc import Iterator
from urllib.parse import parse_qs

import pytest

from deskbell.adapters.slack import plain_api
from deskbell.adapters.slack.plain_api import PlainSlackApi
from tests.http_stub import Reply, Stub, http_stub


@pytest.fixture
def slack() -> Iterator[Stub]:
    with http_stub() as stub:
        yield stub


def api(stub: Stub) -> PlainSlackApi:
    return PlainSlackApi(f"{stub.url}/api/", lambda: "fake-token")


def test_a_modal_is_opened_by_its_trigger(slack: Stub) -> None:
    slack.replies = [Reply(body=b'{"ok": true, "view": {}}')]

    assert api(slack).open_view("1.2.fake", {"type": "modal"}) is None

    [asked] = slack.asked
    assert asked.path == "/api/views.open"
    assert asked.headers["authorization"] == "Bearer fake-token"
    assert asked.json == {"trigger_id": "1.2.fake", "view": {"type": "modal"}}


def test_an_open_modal_is_updated_by_its_id(slack: Stub) -> None:
    slack.replies = [
        Reply(body=b'{"ok": true}'),
        Reply(body=b'{"ok": false, "error": "not_found"}'),
    ]

    assert api(slack).update_view("V1", {"type": "modal"}) is None
    assert api(slack).update_view("V1", {"type": "modal"}) == "not_found"

    assert slack.asked[0].path == "/api/views.update"
    assert slack.asked[0].json == {"view_id": "V1", "view": {"type": "modal"}}


def test_slacks_reason_is_told(slack: Stub) -> None:
    slack.replies = [Reply(body=b'{"ok": false, "error": "expired_trigger_id"}')]

    assert api(slack).open_view("1.2.fake", {}) == "expired_trigger_id"


@pytest.mark.parametrize(
    "reply",
    [
        Reply(body=b"<html>", status=502),
        Reply(body=b""),
        Reply(body=b"[]"),
        Reply(body=b'{"ok": fal'),
        Reply(body=b'{"ok": "true"}'),
        Reply(body=b"[" * 100_000),
    ],
    ids=["html", "empty", "list", "cut", "no-boolean", "deep"],
)
def test_no_answer_of_slacks_kind_opens_nothing(reply: Reply, slack: Stub) -> None:
    slack.replies = [reply]

    assert api(slack).open_view("1.2.fake", {}) == "no_answer"


def test_a_slow_slack_is_given_up_in_time(slack: Stub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plain_api, "OPEN_SECONDS", 0.1)
    monkeypatch.setattr(plain_api, "LOOK_UP_SECONDS", 0.1)
    slack.replies = [Reply(before=True), Reply(before=True)]
    started = time.monotonic()

    assert api(slack).open_view("1.2.fake", {}) == "no_answer"
    assert api(slack).locale("U0ANA00001") is None

    assert time.monotonic() - started < 1


def test_nobody_listening_is_no_answer() -> None:
    with http_stub() as stub:
        gone = api(stub)

    assert gone.open_view("1.2.fake", {}) == "no_answer"


def test_a_trigger_is_used_once_even_if_the_connection_breaks(slack: Stub) -> None:
    slack.replies = [Reply(body=b'{"ok": true}', close_after=True), Reply(body=b'{"ok": true}')]

    api(slack).open_view("1", {})
    api(slack).open_view("2", {})

    assert [asked.json["trigger_id"] for asked in slack.asked] == ["1", "2"]


def test_a_locale_is_asked_with_the_person(slack: Stub) -> None:
    slack.replies = [Reply(body=json.dumps({"ok": True, "user": {"locale": "pl-PL"}}).encode())]

    assert api(slack).locale("U0OLA00001") == "pl-PL"

    [asked] = slack.asked
    assert asked.path == "/api/users.info"
    assert parse_qs(asked.body.decode()) == {"user": ["U0OLA00001"], "include_locale": ["true"]}


@pytest.mark.parametrize(
    "answer", [{"ok": True, "user": {}}, {"ok": False, "error": "user_not_found"}, {"user": []}]
)
def test_somebody_without_a_locale_has_none(answer: dict[str, object], slack: Stub) -> None:
    slack.replies = [Reply(body=json.dumps(answer).encode())]

    assert api(slack).locale("U0CORA0001") is None
