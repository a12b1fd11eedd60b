"""How often the app may call: a limit a method, one a channel for posts, and how to move them."""

from collections.abc import Callable
from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from tools.fake_slack.client import FakeSlackClient
from tools.fake_slack.web_api.methods import METHODS

pytestmark = pytest.mark.enable_socket
IT, ANA = "C0ITHAPPEN", "U0ANA00001"
TIER_3 = ("chat.update", "reactions.add", "conversations.info", "users.conversations")


def seconds_to_wait(call: Callable[[], Any]) -> int:
    with pytest.raises(SlackApiError, match="ratelimited") as refused:
        call()
    assert refused.value.response.status_code == 429
    return int(refused.value.response.headers["Retry-After"])


def info(web: WebClient) -> None:
    web.conversations_info(channel=IT)


def test_the_tiers_are_slacks() -> None:
    assert {METHODS[name].per_minute for name in TIER_3} == {50}
    assert METHODS["reactions.remove"].per_minute == METHODS["users.list"].per_minute == 20
    assert METHODS["views.publish"].per_minute == METHODS["users.info"].per_minute == 100
    assert METHODS["chat.postMessage"].per_minute is None


def test_a_full_minute_refuses_the_next_call_and_no_other_method(
    web: WebClient, fake: FakeSlackClient
) -> None:
    for _ in range(50):
        info(web)
    assert 55 <= seconds_to_wait(lambda: info(web)) <= 60
    web.users_info(user=ANA)
    log = fake.calls("conversations.info")
    assert [one["rate"]["left"] for one in log[:3]] == [49, 48, 47]
    assert (log[-1]["rate"], log[-1]["status"]) == ({"per_minute": 50, "left": 0}, 429)


def test_the_limit_is_free_again_after_the_time_it_named(
    web: WebClient, fake: FakeSlackClient
) -> None:
    fake.fault("call", "limit", method="conversations.info", per_minute=2)
    info(web)
    fake.advance(30)
    info(web)
    fake.advance(seconds_to_wait(lambda: info(web)))
    info(web)
    assert 25 <= seconds_to_wait(lambda: info(web)) <= 30


def test_a_limit_can_be_taken_away_and_comes_back(web: WebClient, fake: FakeSlackClient) -> None:
    unlimited = fake.fault("call", "limit", method="conversations.info")
    for _ in range(60):
        info(web)
    assert fake.calls("conversations.info")[-1]["rate"] is None
    fake.remove_fault(unlimited)
    assert seconds_to_wait(lambda: info(web))


def test_a_method_can_be_closed_altogether(web: WebClient, fake: FakeSlackClient) -> None:
    fake.fault("call", "limit", method="chat.postMessage", per_minute=0)
    assert seconds_to_wait(lambda: web.chat_postMessage(channel=IT, text="x")) == 60
    assert fake.messages("it-happens") == []


def test_posting_can_be_freed_of_its_limit(web: WebClient, fake: FakeSlackClient) -> None:
    fake.fault("call", "limit", method="chat.postMessage", channel=IT)
    for number in range(8):
        web.chat_postMessage(channel=IT, text=str(number))
    assert len(fake.messages("it-happens")) == 8


def test_a_call_with_a_wrong_token_uses_nothing_up(
    web: WebClient, fake: FakeSlackClient, fake_url: str
) -> None:
    fake.fault("call", "limit", method="auth.test", per_minute=1)
    stranger = WebClient(token="xoxb-other", base_url=f"{fake_url}/api/", retry_handlers=[])
    with pytest.raises(SlackApiError, match="invalid_auth"):
        stranger.auth_test()
    assert web.auth_test()["ok"]
