"""The log of the app's calls: what it keeps, what it leaves out, and calling once more."""

import json

import httpx
import pytest
from slack_sdk import WebClient

from tests.functional.fake_slack.harness import BOT_TOKEN
from tools.fake_slack.client import FakeSlackClient
from tools.fake_slack.web_api.call_log import KEPT, CallLog

pytestmark = pytest.mark.enable_socket
IT, ANA = "C0ITHAPPEN", "U0ANA00001"


def test_a_call_is_kept_with_all_that_explains_it(web: WebClient, fake: FakeSlackClient) -> None:
    web.users_info(user=ANA)
    call = fake.calls("users.info")[0]
    assert (call["args"], call["ok"], call["error"]) == ({"user": ANA}, True, None)
    assert (call["status"], call["fault"]) == (200, None)
    assert call["rate"] == {"per_minute": 100, "left": 99}
    assert call["answer"]["user"]["id"] == ANA
    assert call["headers"]["content-type"] == "application/x-www-form-urlencoded"
    assert call["ms"] >= 0
    assert call["wall"] <= call["at"] + 1


def test_no_token_is_kept_wherever_it_was(web: WebClient, fake: FakeSlackClient) -> None:
    web.auth_test()
    httpx.post(f"{fake.base_url}/api/auth.test", data={"token": BOT_TOKEN}, trust_env=False)
    assert len(fake.calls("auth.test")) == 2
    assert BOT_TOKEN not in json.dumps(fake.calls())


def test_a_fault_is_in_the_log_with_what_the_caller_saw(
    web: WebClient, fake: FakeSlackClient
) -> None:
    fake.fault("call", "slow", seconds=0.001, times=1)
    web.auth_test()
    fake.fault("call", "http_status", status=502, times=1)
    httpx.post(f"{fake.base_url}/api/auth.test", trust_env=False)
    slow, broken = fake.calls("auth.test")
    assert (slow["fault"], slow["ok"], slow["status"]) == ("slow", True, 200)
    assert (broken["fault"], broken["status"]) == ("http_status", 502)


def test_a_call_can_be_made_once_more(web: WebClient, fake: FakeSlackClient) -> None:
    blocks = [{"type": "divider"}]
    web.chat_postMessage(channel=IT, text="again", blocks=blocks, unfurl_links=False)
    first = fake.calls("chat.postMessage")[0]
    again = fake.replay(first["id"])
    assert json.loads(again["answer"])["ok"]
    assert [one["text"] for one in fake.messages("it-happens")] == ["again", "again"]
    ids = [one["id"] for one in fake.calls("chat.postMessage")]
    assert len(set(ids)) == 2


def test_the_log_forgets_the_oldest_and_its_counts_forget_nothing() -> None:
    log = CallLog()
    entry = {"method": "auth.test", "ok": True, "error": None}
    for _ in range(KEPT + 3):
        log.add({**entry, "args": {}, "headers": {}, "answer": {}})
    assert (len(log), next(iter(log))["id"], next(reversed(log))["id"]) == (KEPT, "c4", "c5003")
    assert log.outcomes == {("auth.test", "ok"): KEPT + 3}
