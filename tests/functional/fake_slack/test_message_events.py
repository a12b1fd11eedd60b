"""What the app hears of messages: in every kind of channel, mentioned, changed, with metadata."""

from typing import Any

import pytest
from slack_sdk import WebClient

from tests.functional.fake_slack.event_harness import heard, told
from tests.functional.fake_slack.harness import Receiver
from tools.fake_slack.client import FakeSlackClient

pytestmark = pytest.mark.enable_socket
IT, ONCALL = "C0ITHAPPEN", "C0ITONCALL"
ANA, BEN, BOT = "U0ANA00001", "U0BEN00001", "U0BOT00001"
OUTBOX = {"event_type": "desk_outbox", "event_payload": {"row": "1"}}
METADATA_IS_WHOSE = {"app_id": "A0DESK0001", "bot_id": "B0BOT00001", "user_id": BOT}


def test_a_message_is_told_in_all_four_kinds_of_conversation(
    eager: FakeSlackClient, receiver: Receiver
) -> None:
    eager.say("ana", "it-happens", "public")
    eager.say("ben", "it-oncall", "private")
    eager.say("ana", eager.act("ana", "open_dm")["channel"], "direct")
    together = eager.act("ana", "open_dm", **{"with": ["ben", "deskbell"]})["channel"]
    eager.say("ana", together, "together")
    eager.wait()
    kinds = {one["text"]: one["channel_type"] for one in receiver.events("message")}
    assert kinds == {"public": "channel", "private": "group", "direct": "im", "together": "mpim"}


def test_a_group_without_the_app_keeps_its_talk_to_itself(
    eager: FakeSlackClient, receiver: Receiver
) -> None:
    together = eager.act("ana", "open_dm", **{"with": ["ben", "minjun"]})["channel"]
    eager.say("ana", together, "just us")
    eager.say("lena", "it-leads", "just us")
    assert heard(eager, receiver) == []


def test_a_mention_is_told_beside_its_message(eager: FakeSlackClient, receiver: Receiver) -> None:
    root = eager.say("ben", "it-happens", "root")
    ts = eager.say("ana", "it-happens", "@deskbell help", thread_ts=root)
    mention = told(eager, receiver, "app_mention")
    (_root, message) = receiver.events("message")
    assert {name: mention[name] for name in ("text", "user", "ts", "event_ts", "thread_ts")} == {
        "text": f"<@{BOT}> help",
        "user": ANA,
        "ts": ts,
        "event_ts": ts,
        "thread_ts": root,
    }
    assert mention["client_msg_id"] == message["client_msg_id"]
    assert "channel_type" not in mention


def test_a_mention_that_an_edit_adds_is_told_once(
    eager: FakeSlackClient, receiver: Receiver
) -> None:
    ts = eager.say("ana", "it-happens", "help")
    eager.act("ana", "edit", channel=IT, ts=ts, text="help @deskbell")
    eager.act("ana", "edit", channel=IT, ts=ts, text="help, @deskbell")
    mention = told(eager, receiver, "app_mention")
    assert (mention["ts"], mention["text"]) == (ts, f"help <@{BOT}>")
    assert mention["event_ts"] == mention["edited"]["ts"]


def test_a_mention_of_somebody_else_and_one_in_a_dm_are_only_messages(
    eager: FakeSlackClient, receiver: Receiver
) -> None:
    eager.say("ana", "it-happens", "@ben help")
    eager.say("ana", eager.act("ana", "open_dm")["channel"], "@deskbell help")
    assert sorted(heard(eager, receiver)) == ["app_home_opened", "message", "message"]


def test_a_broadcast_reply_brings_its_root(eager: FakeSlackClient, receiver: Receiver) -> None:
    root = eager.say("ana", "it-happens", "root")
    eager.act("ben", "reply", channel=IT, thread_ts=root, text="to all", broadcast=True)
    eager.wait()
    broadcast = receiver.events("message")[-1]
    assert (broadcast["subtype"], broadcast["thread_ts"]) == ("thread_broadcast", root)
    assert (broadcast["root"]["ts"], broadcast["root"]["reply_count"]) == (root, 1)
    assert [one["ts"] for one in eager.messages(IT)] == [root, broadcast["ts"]]


def test_slash_me_tells_what_somebody_does(eager: FakeSlackClient, receiver: Receiver) -> None:
    eager.say("ana", "it-happens", "/me waves")
    message = told(eager, receiver, "message")
    assert (message["subtype"], message["text"]) == ("me_message", "waves")
    assert "client_msg_id" not in message


def test_metadata_is_told_when_posted_changed_and_gone(
    eager: FakeSlackClient, eager_web: WebClient, receiver: Receiver
) -> None:
    ts = eager_web.chat_postMessage(channel=IT, text="card", metadata=OUTBOX)["ts"]
    later = {**OUTBOX, "event_payload": {"row": "2"}}
    eager_web.chat_update(channel=IT, ts=ts, text="card", metadata=later)
    eager_web.chat_delete(channel=IT, ts=ts)
    posted = told(eager, receiver, "message_metadata_posted")
    updated = told(eager, receiver, "message_metadata_updated")
    deleted = told(eager, receiver, "message_metadata_deleted")
    assert (posted["metadata"], posted["message_ts"], posted["event_ts"]) == (OUTBOX, ts, ts)
    assert (updated["previous_metadata"], updated["metadata"]) == (OUTBOX, later)
    assert (deleted["previous_metadata"], "metadata" in deleted) == (later, False)
    for event in (posted, updated, deleted):
        assert METADATA_IS_WHOSE.items() <= event.items()
        assert (event["channel_id"], event["message_ts"]) == (IT, ts)


def test_metadata_of_a_type_that_the_manifest_does_not_name_is_not_told(
    eager: FakeSlackClient, eager_web: WebClient, receiver: Receiver
) -> None:
    other: dict[str, Any] = {"event_type": "something_else", "event_payload": {}}
    eager_web.chat_postMessage(channel=IT, text="card", metadata=other)
    assert heard(eager, receiver) == ["message"]


def test_a_message_in_a_channel_of_another_bot_names_that_bot(
    full: FakeSlackClient, receiver: Receiver
) -> None:
    full.say("alerts", "public-with-app", "disk full")
    full.say("hook", "public-with-app", "build broken")
    full.wait()
    by_bot, by_hook = receiver.events("message")
    assert (by_bot["user"], by_bot["bot_id"]) == ("U0ALERTS01", "B0ALERTS01")
    assert (by_hook["subtype"], by_hook["username"]) == ("bot_message", "Build watch")
    assert ("user" in by_hook, by_hook["bot_id"]) == (False, "B0HOOK0001")


def test_a_test_can_hand_over_any_event(eager: FakeSlackClient, receiver: Receiver) -> None:
    event = {"type": "emoji_changed", "subtype": "add", "name": "it", "event_ts": "1790000000.1"}
    eager.send_event(event)
    eager.wait()
    (request,) = receiver.of("events")
    assert request.event == event
    assert (request.envelope["team_id"], request.envelope["type"]) == (
        "T0DESK0001",
        "event_callback",
    )
    with pytest.raises(ValueError, match="`type`"):
        eager.send_event({"name": "no type"})


@pytest.mark.parametrize(
    ("person", "channel", "told_why"),
    [
        ("ana", "read-only", "Only admins can post"),
        ("ana", "threads-only", "Only replies in threads"),
        ("ana", "archived", "archived"),
        ("adam", "public-without-app", "not in this channel"),
    ],
)
def test_slack_says_who_may_not_write_here(
    full: FakeSlackClient, person: str, channel: str, told_why: str
) -> None:
    seen = full.act(person, "message", channel=channel, text="hello?")
    assert (seen["ok"], told_why in seen["error"]) == (False, True)


def test_an_admin_writes_where_others_may_not_and_others_reply_where_threads_are_wanted(
    full: FakeSlackClient,
) -> None:
    assert full.say("adam", "read-only", "news")
    root = full.say("adam", "threads-only", "topic of the week")
    assert full.say("ana", "threads-only", "first!", thread_ts=root)
    root = full.say("ana", "no-threads", "flat")
    seen = full.act("ana", "reply", channel="no-threads", thread_ts=root, text="deep")
    assert "Threads are turned off" in seen["error"]


@pytest.mark.parametrize("do", ["react", "unreact"])
def test_nobody_reacts_from_outside_or_in_an_archive(full: FakeSlackClient, do: str) -> None:
    ts = full.say("ana", "public-without-app", "look")
    outside = full.act("adam", do, channel="public-without-app", ts=ts, name="eyes")
    full.act("ana", "archive", channel="public-without-app")
    archived = full.act("ana", do, channel="public-without-app", ts=ts, name="eyes")
    assert "not in this channel" in outside["error"]
    assert "archived" in archived["error"]
