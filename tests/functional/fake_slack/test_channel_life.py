"""Channels are made, renamed, closed and deleted: who may, what is seen, what the app hears."""

from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from tests.functional.fake_slack.event_harness import heard, told
from tests.functional.fake_slack.harness import Receiver
from tools.fake_slack.client import FakeSlackClient

pytestmark = pytest.mark.enable_socket
TRIAGE, ONCALL = "C0ITTRIAGE", "C0ITONCALL"
ANA, BEN, ADAM, BOT = "U0ANA00001", "U0BEN00001", "U0ADAM0001", "U0BOT00001"


def bare(event: dict[str, Any]) -> dict[str, Any]:
    """Without its time, which the clock decides."""
    return {name: value for name, value in event.items() if name != "event_ts"}


def test_a_new_public_channel_is_told_to_an_app_that_is_not_inside(
    eager: FakeSlackClient, receiver: Receiver
) -> None:
    made = eager.act("ana", "create", name="printers")["channel"]
    created = told(eager, receiver, "channel_created")["channel"]
    assert (created["id"], created["name"], created["creator"]) == (made, "printers", ANA)
    assert (created["is_channel"], created["is_private"]) == (True, False)
    assert receiver.events("message") == receiver.events("member_joined_channel") == []
    assert eager.say("ana", "printers", "mine")


def test_a_new_private_channel_is_told_to_nobody(
    eager: FakeSlackClient, receiver: Receiver
) -> None:
    assert eager.act("ana", "create", name="secret", is_private=True)["ok"]
    assert heard(eager, receiver) == []


def test_a_new_name_is_told_by_a_line_and_by_an_event(
    eager: FakeSlackClient, eager_web: WebClient, receiver: Receiver
) -> None:
    assert eager.act("adam", "rename", channel="it-triage", name="it-inbox")["ok"]
    renamed = told(eager, receiver, "channel_rename")["channel"]
    (line,) = receiver.events("message")
    assert (renamed["id"], renamed["name"], renamed["name_normalized"]) == (
        TRIAGE,
        "it-inbox",
        "it-inbox",
    )
    assert (line["subtype"], line["old_name"], line["name"]) == (
        "channel_name",
        "it-triage",
        "it-inbox",
    )
    channel = eager_web.conversations_info(channel=TRIAGE)["channel"]
    assert (channel["name"], channel["previous_names"]) == ("it-inbox", ["it-triage"])


def test_a_private_channel_has_events_of_its_own(
    eager: FakeSlackClient, receiver: Receiver
) -> None:
    eager.act("adam", "rename", channel="it-oncall", name="on-call")
    eager.act("adam", "archive", channel="on-call")
    eager.act("adam", "unarchive", channel="on-call")
    eager.act("adam", "delete_channel", channel="on-call")
    assert {one for one in heard(eager, receiver) if not one.startswith("message")} == {
        "group_rename",
        "group_archive",
        "group_unarchive",
        "group_deleted",
    }


def test_the_topic_is_told_by_a_line(
    eager: FakeSlackClient, eager_web: WebClient, receiver: Receiver
) -> None:
    assert eager.act("ben", "set_topic", channel="it-triage", topic="Calm today")["ok"]
    line = told(eager, receiver, "message")
    assert (line["subtype"], line["topic"], line["user"]) == ("channel_topic", "Calm today", BEN)
    assert line["text"] == f"<@{BEN}> set the channel topic: Calm today"
    assert eager_web.conversations_info(channel=TRIAGE)["channel"]["topic"]["value"] == "Calm today"


def test_a_channel_made_private_is_seen_by_its_members_only(
    eager: FakeSlackClient, eager_web: WebClient, receiver: Receiver
) -> None:
    assert eager.act("adam", "make_private", channel="it-triage")["ok"]
    assert heard(eager, receiver) == ["message.channel_convert_to_private"]
    eager.say("ben", TRIAGE, "just us now")
    assert told(eager, receiver, "message")["channel_type"] == "group"
    assert eager_web.conversations_info(channel=TRIAGE)["channel"]["is_private"]
    with pytest.raises(ValueError, match="sees no channel"):
        eager.act("ana", "join", channel="it-triage")


def test_an_archived_channel_is_told_and_can_be_opened_again(
    eager: FakeSlackClient, receiver: Receiver
) -> None:
    eager.act("ben", "archive", channel="it-triage")
    archived = told(eager, receiver, "channel_archive")
    assert bare(archived) == {
        "type": "channel_archive",
        "channel": TRIAGE,
        "user": BEN,
        "is_moved": 0,
    }
    assert "archived" in eager.act("ben", "message", channel=TRIAGE, text="hello?")["error"]
    assert "archived" in eager.act("ana", "join", channel=TRIAGE)["error"]
    eager.act("ben", "unarchive", channel="it-triage")
    assert eager.say("ben", TRIAGE, "back")


def test_a_deleted_channel_is_told_and_gone(
    eager: FakeSlackClient, eager_web: WebClient, receiver: Receiver
) -> None:
    assert eager.act("adam", "delete_channel", channel="it-triage")["ok"]
    gone = told(eager, receiver, "channel_deleted")
    assert (gone["channel"], gone["actor_id"]) == (TRIAGE, ADAM)
    listed = eager_web.conversations_list(types="public_channel", limit=200)["channels"]
    assert TRIAGE not in {one["id"] for one in listed}
    with pytest.raises(ValueError, match="sees no channel"):
        eager.say("ben", TRIAGE, "hello?")


def test_a_shared_channel_is_made_private_on_our_side_only(
    full: FakeSlackClient, receiver: Receiver
) -> None:
    bot = full.install(team="T0ACME0001")["bot_user"]
    full.act("cora", "invite", channel="with-acme", user=bot)
    full.act("ana", "make_private", channel="with-acme")
    heard(full, receiver)
    full.say("ana", "with-acme", "which is it?")
    full.wait()
    kinds = {one.envelope["team_id"]: one.event["channel_type"] for one in receiver.of("events")}
    assert kinds == {"T0DESK0001": "channel", "T0ACME0001": "channel"}
    full.act("adam", "join", channel="with-acme")
    assert full.act("adam", "make_private", channel="with-acme")["ok"]
    heard(full, receiver)
    full.say("ana", "with-acme", "and now?")
    full.wait()
    kinds = {one.envelope["team_id"]: one.event["channel_type"] for one in receiver.of("events")}
    assert kinds == {"T0DESK0001": "group", "T0ACME0001": "channel"}


def test_files_of_a_deleted_channel_can_still_be_asked_about(
    eager: FakeSlackClient, eager_web: WebClient, receiver: Receiver
) -> None:
    eager.act("ben", "upload", channel="it-triage", filename="log.txt", text="it broke")
    eager.advance(5)
    file_id = told(eager, receiver, "file_shared")["file_id"]
    eager.act("adam", "delete_channel", channel="it-triage")
    with pytest.raises(SlackApiError) as caught:
        eager_web.files_info(file=file_id)
    assert caught.value.response["error"] in ("file_not_found", "not_visible")


@pytest.mark.parametrize(
    ("channel", "kind"), [("it-triage", "channel_left"), ("it-oncall", "group_left")]
)
def test_the_app_is_told_that_it_was_removed_and_nothing_more(
    eager: FakeSlackClient, receiver: Receiver, channel: str, kind: str
) -> None:
    eager.act("ben", "kick", channel=channel, user="deskbell")
    eager.say("ben", channel, "alone at last")
    eager.wait()
    (left,) = (one.event for one in receiver.of("events"))
    place = {"it-triage": TRIAGE, "it-oncall": ONCALL}[channel]
    assert bare(left) == {"type": kind, "channel": place, "actor_id": BEN}


@pytest.mark.parametrize(
    ("person", "do", "details", "told_why"),
    [
        ("gus", "create", {"name": "guests"}, "cannot create"),
        ("cora", "create", {"name": "acme"}, "cannot create"),
        ("ana", "create", {"name": "With Spaces"}, "Try a different name"),
        ("ana", "create", {"name": "it-triage"}, "already taken"),
        ("ana", "create", {"name": "it-agents"}, "already taken"),
        ("ana", "create", {"name": "ben"}, "already taken"),
        ("ben", "rename", {"channel": "it-triage", "name": "mine"}, "an admin, can rename"),
        ("adam", "rename", {"channel": "it-triage", "name": "it-oncall"}, "already taken"),
        ("adam", "rename", {"channel": "office-move", "name": "moved"}, "archived"),
        ("ana", "set_topic", {"channel": "it-triage", "topic": "hi"}, "not in this channel"),
        ("ana", "set_topic", {"channel": "office-move", "topic": "hi"}, "archived"),
        ("ben", "set_topic", {"channel": "it-triage", "topic": "x" * 251}, "250 characters"),
        ("ben", "make_private", {"channel": "it-triage"}, "make it private"),
        ("adam", "make_private", {"channel": "it-oncall"}, "already private"),
        ("adam", "make_private", {"channel": "office-move"}, "archived"),
        ("gus", "archive", {"channel": "it-happens"}, "cannot archive"),
        ("lena", "delete_channel", {"channel": "it-triage"}, "Only an admin"),
        ("adam", "delete_channel", {"channel": "x-team"}, "Stop sharing"),
        ("gus", "leave", {"channel": "it-happens"}, "Guests cannot leave"),
        ("ben", "invite", {"channel": "it-triage", "user": "gus"}, "only be in one channel"),
    ],
)
def test_slack_says_who_may_not_change_a_channel(
    eager: FakeSlackClient, person: str, do: str, details: dict[str, Any], told_why: str
) -> None:
    seen = eager.act(person, do, **details)
    assert (seen["ok"], told_why in seen["error"]) == (False, True), seen


def test_korean_is_a_channel_name(eager: FakeSlackClient) -> None:
    assert eager.act("minjun", "create", name="도움-요청")["ok"]
