"""What apps, scripts and other sites may send: never a failure of the fake, and nothing stays."""

import base64
import json
import logging
from dataclasses import replace
from typing import Any

import httpx
import pytest
from slack_sdk import WebClient
from starlette.responses import Response

from tests.functional.fake_slack.harness import BOT_TOKEN, Receiver
from tests.functional.fake_slack.refusals import code
from tools.fake_slack.client import FakeSlackClient
from tools.fake_slack.strict_json import DEEPEST, read_json
from tools.fake_slack.web_api.methods import METHODS

pytestmark = pytest.mark.enable_socket
IT = "C0ITHAPPEN"
BEARER = {"Authorization": f"Bearer {BOT_TOKEN}"}
HALF, NAN, HUGE = '"\\ud83d"', "NaN", "1e999"
TOO_DEEP = "[" * (DEEPEST + 1) + "]" * (DEEPEST + 1)


@pytest.mark.parametrize("value", [HALF, NAN, "-Infinity", HUGE, TOO_DEEP, "[" * 100_000])
def test_only_what_can_be_told_again_is_json(value: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  # of the parser, the encoder or ours
        read_json(value)


@pytest.mark.parametrize("value", [HALF, NAN])
def test_a_call_with_what_is_no_json_leaves_nothing(
    http: httpx.Client, fake: FakeSlackClient, value: str
) -> None:
    body = f'{{"channel": "{IT}", "text": {value}}}'
    headers = {**BEARER, "Content-Type": "application/json"}
    for method in ("chat.postMessage", "api.test"):
        answer = http.post(f"{fake.base_url}/api/{method}", content=body, headers=headers)
        assert (answer.status_code, answer.json()["error"]) == (200, "invalid_json")
    assert fake.messages(IT) == []
    assert len(fake.calls()) == 2


@pytest.mark.parametrize("value", [HALF, NAN])
def test_blocks_in_a_form_are_read_as_strictly(web: WebClient, value: str) -> None:
    assert code(lambda: web.chat_postMessage(channel=IT, text="x", blocks=f"[{value}]")) == (
        "invalid_blocks_format"
    )


def test_an_answer_that_is_no_json_shows_nowhere(fake: FakeSlackClient, receiver: Receiver) -> None:
    said = '{"text": "\\ud83d", "response_type": "in_channel"}'
    receiver.on_command = lambda _: Response(said, media_type="application/json")
    assert not fake.act("ana", "slash", channel=IT, command="/it")["ok"]
    assert fake.messages(IT) == []


def test_a_mistake_of_the_fake_is_an_internal_error_in_the_log(
    web: WebClient,
    fake: FakeSlackClient,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def broken(_call: object) -> Any:
        raise ZeroDivisionError

    monkeypatch.setitem(METHODS, "api.test", replace(METHODS["api.test"], work=broken))
    with caplog.at_level(logging.ERROR, logger="tools.fake_slack"):
        assert code(web.api_test) == "internal_error"
    assert [one["error"] for one in fake.calls("api.test")] == ["internal_error"]
    assert "ZeroDivisionError" in caplog.text


@pytest.mark.parametrize("place", ["1.5", "9" * 5000, "-1", "", "²"])
def test_a_cursor_that_no_list_gave_is_refused(web: WebClient, place: str) -> None:
    first = web.conversations_members(channel=IT, limit=1)["response_metadata"]["next_cursor"]
    name, _, _ = base64.urlsafe_b64decode(first).decode().rpartition(":")
    made_up = base64.urlsafe_b64encode(f"{name}:{place}".encode()).decode()
    told = code(lambda: web.conversations_members(channel=IT, cursor=made_up))
    assert told == "invalid_cursor"


@pytest.mark.parametrize("limit", [0, 1.9, True, "0", "1.9", [], "9" * 5000])
def test_a_limit_is_a_whole_number_in_json_as_in_forms(web: WebClient, limit: Any) -> None:
    def ask() -> object:
        return web.api_call("conversations.members", json={"channel": IT, "limit": limit})

    assert code(ask) == ("invalid_array_arg" if limit == [] else "invalid_limit")


@pytest.mark.parametrize("limit", [None, "", 3, "3"])
def test_no_limit_is_the_usual_one(web: WebClient, limit: Any) -> None:
    assert web.api_call("conversations.members", json={"channel": IT, "limit": limit})["ok"]


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("act", {"as": "ana", "do": "edit", "channel": IT, "ts": {}, "text": "x"}),
        ("act", {"as": "ana", "do": "reply", "channel": IT, "thread_ts": [1], "text": "x"}),
        ("act", {"as": "ana", "do": "message", "channel": IT, "text": None}),
        ("act", {"as": "ana", "do": "submit", "values": [1]}),
        ("act", {"as": "ana", "do": "upload", "filename": "f", "content": "é"}),
        ("wait", {"until": "idle", "timeout": "x"}),
        ("wait", {"until": "view", "user": []}),
        ("wait", {"until": "call", "count": "9" * 400}),
        ("wait", {"until": "message", "contains": 5}),
        ("install", {"team": "T0ACME0001", "scopes": 5}),
        ("install", {"team": "T0ACME0001", "granted": 5}),
        ("send_raw", {"to": "events", "headers": [1]}),
        ("send_raw", {"to": "events", "headers": {"X-Own": "é"}}),
        ("send_raw", {"to": "events", "skew": "x"}),
        ("send_raw", {"to": "events", "base64": 5}),
        ("release", {"order": [[1]]}),
        ("people", {"count": "x"}),
        ("people", {"count": 1e9}),
        ("people", {"channels": 5}),
        ("people", {"people": 5}),
        ("people", {"people": [{"key": 5, "name": "x"}]}),
        ("people", {"people": [{"key": "x", "name": 5}]}),
        ("people", {"people": [{"key": "x", "name": "x", "tz": "Mars/Olympus"}]}),
        ("clock", {"now": 10**400}),
        ("clock", {"advance": 1e300}),
        ("faults", {"on": "call", "do": "error", "times": "3"}),
    ],
)
def test_a_value_of_another_kind_is_a_400(
    http: httpx.Client, fake: FakeSlackClient, web: WebClient, path: str, body: dict[str, Any]
) -> None:
    refused = http.post(f"{fake.base_url}/_control/{path}", json=body)
    assert (refused.status_code, refused.json()["ok"]) == (400, False)
    assert web.users_list()["ok"]
    assert fake.messages(IT) == []


@pytest.mark.parametrize("value", [HALF, NAN, HUGE])
def test_the_control_api_takes_strict_json_only(
    http: httpx.Client, fake: FakeSlackClient, value: str
) -> None:
    body = f'{{"as": "ana", "do": "message", "channel": "{IT}", "text": {value}}}'
    refused = http.post(f"{fake.base_url}/_control/act", content=body)
    assert (refused.status_code, "is not JSON" in refused.json()["error"]) == (400, True)
    assert fake.messages(IT) == []


@pytest.mark.parametrize(
    "query", ["traffic?limit=", "deliveries?since=", f"../_page/messages?channel={IT}&limit="]
)
@pytest.mark.parametrize("number", ["x", "nan", "-1", "9" * 5000])
def test_a_query_that_needs_a_number_says_so(
    http: httpx.Client, fake: FakeSlackClient, query: str, number: str
) -> None:
    refused = http.get(f"{fake.base_url}/_control/{query}{number}")
    assert (refused.status_code, "is a number from" in refused.json()["error"]) == (400, True)


@pytest.mark.parametrize("origin", ["https://elsewhere.example", "null", "http://127.0.0.1"])
@pytest.mark.parametrize("path", ["_control/act", "_control/reset", "_page/read"])
def test_a_page_of_another_site_is_not_obeyed(
    http: httpx.Client, fake: FakeSlackClient, origin: str, path: str
) -> None:
    said = fake.say("ana", "it-happens", "stays")
    gesture = {"as": "ana", "do": "delete", "channel": IT, "ts": said}
    headers = {"Origin": origin, "Content-Type": "text/plain"}
    url = f"{fake.base_url}/{path}"
    assert http.post(url, content=json.dumps(gesture), headers=headers).status_code == 403
    assert [one["text"] for one in fake.messages(IT)] == ["stays"]


def test_its_own_page_is(http: httpx.Client, fake: FakeSlackClient) -> None:
    gesture = {"as": "ana", "do": "message", "channel": IT, "text": "hello"}
    headers = {"Origin": fake.base_url}
    answer = http.post(f"{fake.base_url}/_control/act", json=gesture, headers=headers)
    assert answer.json()["ok"]
