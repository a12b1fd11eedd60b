"""Who comes and goes in channels, what the app hears of it, and people a test brings along."""

from typing import Any

import pytest
from slack_bolt import App
from slack_sdk import WebClient

from tests.functional.fake_slack.harness import Receiver, read_by
from tools.fake_slack.client import FakeSlackClient

pytestmark = pytest.mark.enable_socket
IT, TRIAGE, ONCALL = "C0ITHAPPEN", "C0ITTRIAGE", "C0ITONCALL"
ANA, BEN, BOT = "U0ANA00001", "U0BEN00001", "U0BOT00001"
JOINED, LEFT = "member_joined_channel", "member_left_channel"


def test_joining_is_announced_in_the_channel_and_to_the_app(
    fake: FakeSlackClient, receiver: Receiver
) -> None:
    assert fake.act("ana", "join", channel="it-triage")["ok"]
    fake.wait()
    (joined,) = receiver.events(JOINED)
    (message,) = receiver.events("message")
    assert {**joined, "event_ts": ""} == {
        "type": JOINED,
        "user": ANA,
        "channel": TRIAGE,
        "channel_type": "C",
        "team": "T0DESK0001",
        "event_ts": "",
    }
    assert (message["subtype"], message["user"]) == ("channel_join", ANA)
    assert message["text"] == f"<@{ANA}> has joined the channel"


def test_joining_twice_changes_nothing(fake: FakeSlackClient, receiver: Receiver) -> None:
    fake.act("ana", "join", channel="it-happens")
    fake.wait()
    assert receiver.events(JOINED) == []


def test_leaving_is_announced_and_ends_writing(fake: FakeSlackClient, receiver: Receiver) -> None:
    assert fake.act("ana", "leave", channel="it-happens")["ok"]
    fake.wait()
    (left,) = receiver.events(LEFT)
    (message,) = receiver.events("message")
    assert (left["user"], left["channel"], left["channel_type"]) == (ANA, IT, "C")
    assert message["subtype"] == "channel_leave"
    assert not fake.act("ana", "message", channel="it-happens", text="hello?")["ok"]
    assert not fake.act("ana", "leave", channel="it-happens")["ok"]


def test_an_invitation_names_who_invited(fake: FakeSlackClient, receiver: Receiver) -> None:
    assert fake.act("ben", "invite", channel="it-oncall", user="ana")["ok"]
    fake.wait()
    (joined,) = receiver.events(JOINED)
    (message,) = receiver.events("message")
    assert (joined["user"], joined["inviter"], joined["channel_type"]) == (ANA, BEN, "G")
    assert (message["subtype"], message["inviter"]) == ("channel_join", BEN)
    assert fake.say("ana", "it-oncall", "thanks")


def test_the_app_hears_nothing_where_it_was_removed_until_it_is_invited_again(
    web: WebClient, fake: FakeSlackClient, receiver: Receiver
) -> None:
    assert fake.act("ben", "kick", channel="it-triage", user="deskbell")["ok"]
    fake.act("ana", "join", channel="it-triage")
    fake.wait()
    assert receiver.of("events") == []
    assert not web.conversations_info(channel=TRIAGE)["channel"]["is_member"]
    assert fake.act("ana", "invite", channel="it-triage", user=BOT)["ok"]
    fake.wait()
    (joined,) = receiver.events(JOINED)
    (message,) = receiver.events("message")
    assert (joined["user"], joined["inviter"]) == (BOT, ANA)
    assert (message["user"], "bot_id" in message) == (BOT, False)
    assert web.conversations_info(channel=TRIAGE)["channel"]["is_member"]


def test_a_plain_bolt_app_takes_joining_and_leaving(
    bolt: App, fake: FakeSlackClient, receiver: Receiver
) -> None:
    heard = list[str]()
    bolt.event("message")(lambda event: heard.append(event["subtype"]))
    bolt.event(JOINED)(lambda event: heard.append(event["inviter"]))
    bolt.event(LEFT)(lambda event: heard.append(event["user"]))
    fake.act("ben", "invite", channel="it-triage", user="ana")
    fake.act("ana", "leave", channel="it-triage")
    fake.wait()
    assert {read_by(bolt, request) for request in receiver.of("events")} == {200}
    assert sorted(heard) == [ANA, BEN, "channel_join", "channel_leave"]


@pytest.mark.parametrize(
    ("person", "do", "channel", "user", "told"),
    [
        ("ana", "invite", "it-triage", "ola", "not in this channel"),
        ("gus", "invite", "it-happens", "cora", "Guests cannot"),
        ("ben", "invite", "it-triage", "lena", "already in this channel"),
        ("ben", "invite", "it-triage", "cora", "not shared with their company"),
        ("ben", "kick", "it-triage", "ana", "are not in this channel"),
        ("cora", "kick", "x-team", "ana", "cannot remove"),
        ("ana", "leave", "it-triage", "", "not in this channel"),
    ],
)
def test_slack_says_who_may_not_come_or_go(
    fake: FakeSlackClient, person: str, do: str, channel: str, user: str, told: str
) -> None:
    seen = fake.act(person, do, channel=channel, user=user)
    assert not seen["ok"]
    assert told in seen["error"]


def test_a_guest_finds_no_channel_to_join(fake: FakeSlackClient) -> None:
    with pytest.raises(ValueError, match="sees no channel"):
        fake.act("gus", "join", channel="it-triage")


def test_two_hundred_people_come_at_once_and_each_can_act(
    web: WebClient, fake: FakeSlackClient, receiver: Receiver
) -> None:
    added = fake.add_people(200, channels=["it-happens"])
    assert len(added) == len(set(added.values())) == 200
    first, last = min(added), max(added)
    assert fake.say(first, "it-happens", "hello")
    assert fake.act(last, "join", channel="it-triage")["ok"]
    fake.wait()
    assert [event["user"] for event in receiver.events(JOINED)] == [added[last]]
    members = web.conversations_members(channel=IT, limit=999)["members"]
    assert set(added.values()) < set(members)
    locales = {
        web.users_info(user=added[key], include_locale=True)["user"]["locale"]
        for key in list(added)[:3]
    }
    assert locales == {"en-US", "ko-KR", "pl-PL"}


def test_added_people_are_gone_after_a_reset(fake: FakeSlackClient) -> None:
    fake.add_people(2)
    fake.reset()
    assert len(fake.state()["users"]) == 11


def test_a_guest_and_another_apps_bot_can_be_added(
    web: WebClient, fake: FakeSlackClient, receiver: Receiver
) -> None:
    bot: dict[str, Any] = {"key": "alerts", "name": "Alerts", "bot_id": "B0ALERTS01"}
    people = [{"key": "gil", "name": "Gil", "is_guest": True}, {**bot, "app_id": "A0ALERTS01"}]
    added = fake.add_people(people=people, channels=["it-happens"])
    fake.say("alerts", "it-happens", "disk full")
    fake.wait()
    (message,) = receiver.events("message")
    assert web.users_info(user=added["gil"])["user"]["is_restricted"]
    assert web.users_info(user=added["alerts"])["user"]["is_bot"]
    assert (message["user"], message["bot_id"]) == (added["alerts"], "B0ALERTS01")
    assert (message["app_id"], "client_msg_id" in message) == ("A0ALERTS01", False)


@pytest.mark.parametrize(
    ("wanted", "told"),
    [
        ({"people": [{"name": "no key"}]}, "key"),
        ({"people": [{"key": "x", "name": "X", "colour": "red"}]}, "colour"),
        ({"people": [{"key": "ana", "name": "Ana"}]}, "already there"),
        ({"count": 1, "channels": ["nowhere"]}, "no such channel"),
    ],
)
def test_people_who_cannot_be_added_are_told_why(
    fake: FakeSlackClient, wanted: dict[str, Any], told: str
) -> None:
    with pytest.raises(ValueError, match=told):
        fake.add_people(**wanted)
