"""The control API in general: what a mistake is answered with, and what the world looks like."""

from typing import Any

import httpx
import pytest

from tools.fake_slack.client import FakeSlackClient

pytestmark = pytest.mark.enable_socket


def answer(fake: FakeSlackClient, method: str, path: str, **body: Any) -> httpx.Response:
    return httpx.request(method, f"{fake.base_url}/_control/{path}", trust_env=False, **body)


@pytest.mark.parametrize(
    ("method", "path", "body", "words"),
    [
        ("POST", "act", {"content": "{"}, "the body is not JSON"),
        ("POST", "act", {"json": ["ana"]}, "the body is not a JSON object"),
        ("POST", "act", {}, "there is no person None"),
        ("POST", "act", {"json": {"as": "ana", "do": "fly"}}, "cannot do 'fly'; known: message"),
        ("POST", "act", {"json": {"as": "ana", "do": "message"}}, "message needs channel, text"),
        ("GET", "messages?channel=nowhere", {}, "there is no such channel: 'nowhere'"),
        ("GET", "dms?user=nobody", {}, "there is no such person: 'nobody'"),
        ("GET", "ephemerals", {}, "there is no such person: None"),
        ("GET", "views?user=nobody", {}, "there is no such person: 'nobody'"),
        ("GET", "home?user=nobody", {}, "there is no such person: 'nobody'"),
        ("POST", "people", {"json": {"channels": ["nowhere"]}}, "there is no such channel"),
        ("POST", "seed", {"json": {}}, "an entry is missing or misspelt"),
        ("POST", "restore", {"json": {}}, "this is no snapshot of the fake Slack"),
        ("GET", "traffic?limit=0", {}, "`limit` is a number from 1 to 2000"),
        ("POST", "calls/c9/replay", {}, "there is no such call"),
        ("POST", "tick", {"json": {}}, "the clock of the fake alone is moved by POST clock"),
    ],
)
def test_a_mistake_is_a_400_that_says_what_is_wrong(
    fake: FakeSlackClient, method: str, path: str, body: dict[str, Any], words: str
) -> None:
    refused = answer(fake, method, path, **body)
    assert refused.status_code == 400
    assert words in refused.json()["error"]
    assert refused.json()["ok"] is False


def test_a_call_that_does_not_exist_names_those_that_do(fake: FakeSlackClient) -> None:
    refused = answer(fake, "POST", "mesages")
    assert refused.status_code == 404
    assert "there is no POST mesages; known: " in refused.json()["error"]
    assert "GET messages" in refused.json()["error"]


def test_the_world_is_told_with_people_channels_and_groups(fake: FakeSlackClient) -> None:
    world = fake.world()
    people = {one["key"]: one for one in world["people"]}
    channels = {one["name"]: one for one in world["channels"]}
    assert people["cora"]["is_external"]
    assert people["gus"]["is_guest"]
    assert people["adam"]["is_admin"]
    assert channels["it-oncall"]["kind"] == "private_channel"
    assert channels["x-team"]["shared_with"] == ["T0ACME0001"]
    assert world["app"]["id"] in channels["it-happens"]["members"]
    assert "message" in world["event_types"]
