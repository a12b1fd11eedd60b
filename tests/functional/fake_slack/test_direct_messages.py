"""The app's conversations with one person or several: opening them, and with whom it cannot."""

from typing import Any

import pytest
from slack_sdk import WebClient

from tests.functional.fake_slack.refusals import code
from tools.fake_slack.client import FakeSlackClient

pytestmark = pytest.mark.enable_socket
IT, ANA, BEN, OLA, BOT = "C0ITHAPPEN", "U0ANA00001", "U0BEN00001", "U0OLA00001", "U0BOT00001"
CORA, GUS = "U0CORA0001", "U0GUS00001"


def refused(web: WebClient, **asked: Any) -> str:
    return code(lambda: web.api_call("conversations.open", json=asked))


@pytest.mark.parametrize("users", [ANA, [ANA, BEN], CORA])
def test_opening_twice_gives_the_same_conversation(web: WebClient, users: str | list[str]) -> None:
    first = web.conversations_open(users=users)
    again = web.conversations_open(users=users)
    by_id = web.conversations_open(channel=first["channel"]["id"], return_im=True)
    assert "already_open" not in first.data
    assert (again["already_open"], again["no_op"]) == (True, True)
    assert again["channel"] == first["channel"] == {"id": by_id["channel"]["id"]}
    assert by_id["already_open"]


def test_the_order_of_names_makes_no_other_group(web: WebClient) -> None:
    one = web.conversations_open(users=[ANA, BEN, OLA], return_im=True)["channel"]
    other = web.conversations_open(users=[OLA, BOT, ANA, BEN])["channel"]
    assert (one["is_mpim"], one["is_private"], one["id"]) == (True, True, other["id"])
    members = web.conversations_members(channel=one["id"])["members"]
    assert set(members) == {BOT, ANA, BEN, OLA}


def test_a_group_is_written_to_and_read(web: WebClient) -> None:
    group = web.conversations_open(users=[ANA, BEN])["channel"]["id"]
    web.chat_postMessage(channel=group, text="you two")
    assert web.conversations_history(channel=group)["messages"][0]["text"] == "you two"


def test_a_conversation_can_be_looked_for_without_making_it(web: WebClient) -> None:
    assert refused(web, users=ANA, prevent_creation=True) == "channel_not_found"
    opened = web.conversations_open(users=ANA)["channel"]
    found = web.conversations_open(users=ANA, prevent_creation=True)
    assert found["channel"] == opened


def test_who_cannot_be_written_to_is_told_apart(web: WebClient, fake: FakeSlackClient) -> None:
    alerts = {"key": "alerts", "name": "Alerts", "bot_id": "B0ALERTS01", "app_id": "A0ALERTS01"}
    sam = {"key": "sam", "name": "Sam Stranger", "team": "T0ACME0001"}
    added = fake.add_people(people=[alerts, sam])
    fake.act("adam", "deactivate", user="ola")
    assert refused(web, users="U0NOBODY01") == "user_not_found"
    assert refused(web, users="ana") == "user_not_found"
    assert refused(web, users=added["sam"]) == "user_not_visible"
    assert refused(web, users=OLA) == "user_disabled"
    assert refused(web, users=BOT) == refused(web, users=added["alerts"]) == "cannot_dm_bot"


def test_a_group_needs_the_right_number_of_the_right_people(
    web: WebClient, fake: FakeSlackClient
) -> None:
    nine = list(fake.add_people(9).values())
    assert refused(web) == refused(web, users=" , ") == "users_list_not_supplied"
    assert refused(web, users=",".join(nine)) == "too_many_users"
    assert refused(web, users=f"{ANA},{ANA}") == "not_enough_users"
    assert refused(web, users=f"{ANA},{BOT}") == "not_enough_users"
    assert refused(web, users=f"{GUS},{CORA}") == "invalid_user_combination"
    assert web.conversations_open(users=nine[:8])["ok"]


def test_only_direct_conversations_are_opened_by_id(web: WebClient) -> None:
    assert refused(web, channel=IT) == "method_not_supported_for_channel_type"
    assert refused(web, channel="D0NOWHERE1") == "channel_not_found"
