"""The Web API of the fake, called by an unmodified slack_sdk client."""

from http.client import HTTPException
from typing import Any
from urllib.error import URLError

import httpx
import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from tests.functional.fake_slack.harness import BOT_TOKEN
from tests.functional.fake_slack.refusals import code, refusal
from tools.fake_slack.client import FakeSlackClient

pytestmark = pytest.mark.enable_socket
IT, BOT, ANA = "C0ITHAPPEN", "U0BOT00001", "U0ANA00001"


def refused(web: WebClient, method: str, **arguments: Any) -> str:
    """For arguments slack_sdk itself would not send."""
    return code(lambda: web.api_call(method, json=arguments))


def section(text: str) -> dict[str, Any]:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}}


def test_the_app_learns_who_it_is(web: WebClient) -> None:
    who = web.auth_test()
    assert (who["team_id"], who["user_id"], who["bot_id"]) == ("T0DESK0001", BOT, "B0BOT00001")


def test_bad_blocks_are_refused_with_a_pointer(web: WebClient) -> None:
    answer = refusal(
        lambda: web.chat_postMessage(channel=IT, text="x", blocks=[section("x" * 3_001)])
    )
    told = "must be less than 3001 characters [json-pointer:/blocks/0/text/text]"
    assert answer["error"] == "invalid_blocks"
    assert answer["errors"] == [told]
    assert answer["response_metadata"]["messages"] == [f"[ERROR] {told}"]
    encoded_twice = refused(web, "chat.postMessage", channel=IT, blocks='"[]"')
    assert encoded_twice == "invalid_blocks_format"


def post(fake_url: str, method: str, **request: Any) -> dict[str, Any]:
    address = f"{fake_url}/api/{method}"
    answer = httpx.post(address, trust_env=False, **request)
    body: dict[str, Any] = answer.json()
    return body


BEARER = {"Authorization": f"Bearer {BOT_TOKEN}"}


@pytest.mark.parametrize(
    ("method", "request_", "error"),
    [
        ("no.method", {}, "unknown_method"),
        ("files.upload", {}, "method_deprecated"),
        ("auth.test", {"content": b"{}"}, "missing_post_type"),
        (
            "auth.test",
            {"content": b"<x/>", "headers": {"Content-Type": "text/xml"}},
            "invalid_post_type",
        ),
        (
            "auth.test",
            {"content": b"{", "headers": {"Content-Type": "application/json"}},
            "invalid_json",
        ),
        ("auth.test", {"json": [1]}, "json_not_object"),
        ("auth.test", {"json": {"a-b": 1}}, "invalid_arg_name"),
        ("auth.test", {}, "not_authed"),
        ("auth.test", {"headers": {"Authorization": "Bearer xoxb-other"}}, "invalid_auth"),
        ("chat.postMessage", {"headers": BEARER, "json": {}}, "invalid_arguments"),
        (
            "chat.postMessage",
            {"headers": BEARER, "json": {"channel": ["C"], "text": "x"}},
            "invalid_array_arg",
        ),
    ],
)
@pytest.mark.usefixtures("fake")
def test_a_call_is_checked_in_slacks_order(
    fake_url: str, method: str, request_: dict[str, Any], error: str
) -> None:
    assert post(fake_url, method, **request_)["error"] == error


@pytest.mark.usefixtures("fake")
def test_a_missing_argument_is_named(fake_url: str) -> None:
    answer = post(fake_url, "users.info", headers=BEARER)
    assert answer["response_metadata"]["messages"] == ["[ERROR] missing required field: user"]


def test_every_call_is_in_the_log_without_its_token(web: WebClient, fake: FakeSlackClient) -> None:
    web.api_call("users.info", params={"user": ANA, "token": BOT_TOKEN})
    call = fake.calls("users.info")[0]
    assert (call["ok"], call["args"]["user"]) == (True, ANA)
    assert BOT_TOKEN not in str(fake.calls())


def test_an_injected_error_hits_as_often_as_asked(web: WebClient, fake: FakeSlackClient) -> None:
    fake.fault("call", "error", method="chat.postMessage", error="fatal_error", times=1)
    assert code(lambda: web.chat_postMessage(channel=IT, text="x")) == "fatal_error"
    web.chat_postMessage(channel=IT, text="x")
    assert len(fake.messages("it-happens")) == 1


def test_an_injected_429_says_how_long_to_wait(web: WebClient, fake: FakeSlackClient) -> None:
    fake.fault("call", "ratelimited", method="users.info", retry_after=30)
    with pytest.raises(SlackApiError) as refused:
        web.users_info(user=ANA)
    assert refused.value.response.headers["Retry-After"] == "30"
    fake.clear_faults()
    web.users_info(user=ANA)


def test_an_injected_500_is_no_json(web: WebClient, fake: FakeSlackClient) -> None:
    fake.fault("call", "http_status", status=503, times=1)
    with pytest.raises(SlackApiError) as refused:
        web.chat_postMessage(channel=IT, text="x")
    assert refused.value.response.status_code == 503
    assert fake.messages("it-happens") == []


@pytest.mark.parametrize(("fault", "posted"), [("drop_before", 0), ("drop_after", 1)])
def test_a_cut_connection_leaves_the_caller_unsure(
    web: WebClient, fake: FakeSlackClient, fault: str, posted: int
) -> None:
    fake.fault("call", fault, method="chat.postMessage", times=1)
    with pytest.raises((HTTPException, URLError, ConnectionError)):
        web.chat_postMessage(channel=IT, text="did it arrive?")
    assert len(fake.messages("it-happens")) == posted


def test_a_slow_answer_outlasts_a_short_timeout(fake: FakeSlackClient, fake_url: str) -> None:
    fake.fault("call", "slow", method="users.info", seconds=0.3, times=1)
    with pytest.raises(httpx.ReadTimeout):
        post(fake_url, "users.info", headers=BEARER, data={"user": ANA}, timeout=0.1)
    fake.wait("call", method="users.info")
    assert fake.calls("users.info")[0]["ok"]


def test_an_unknown_fault_is_refused_with_what_is_allowed(fake: FakeSlackClient) -> None:
    with pytest.raises(ValueError, match="explode"):
        fake.fault("call", "explode")
    with pytest.raises(ValueError, match="cannot happen on a call"):
        fake.fault("call", "duplicate")
