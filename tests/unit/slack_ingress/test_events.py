"""What Slack's events become: keys by meaning, one group a thread, and what is left alone."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from deskbell.adapters.slack.events import EventReader
from deskbell.adapters.slack.readings import Ignored
from deskbell.domain.errors import InputError
from deskbell.domain.ids import ChannelId, PersonId, Ts
from deskbell.domain.inputs import (
    Envelope,
    FileRef,
    MessageDeleted,
    MessageEdited,
    MessagePosted,
    PostEchoed,
    ReactionChanged,
)
from tests.api_gateway import AT, a_message_event
from tests.builders import ANA, IT_HAPPENS, a_desk

NOW = datetime.fromtimestamp(AT, UTC)
READER = EventReader(a_desk().workspace, NOW)
MINJUN = PersonId("U0MINJUN01")
TS, ROOT_TS = Ts("1795424458.000100"), Ts("1795424400.000100")
OUTBOX = {"event_type": "desk_outbox", "event_payload": {"id": "T#ABC/1/0"}}


def envelope_of(event: dict[str, Any]) -> Envelope:
    reading = READER.read(event)
    assert isinstance(reading, Envelope)
    return reading


def reason(event: dict[str, Any]) -> str:
    reading = READER.read(event)
    assert isinstance(reading, Ignored)
    return reading.reason


def a_reaction(kind: str = "reaction_added", **fields: Any) -> dict[str, Any]:
    return {
        "type": kind,
        "user": MINJUN,
        "reaction": "ticket",
        "item": {"type": "message", "channel": IT_HAPPENS, "ts": TS},
        "item_user": ANA,
        "event_ts": "1795424459.000200",
        **fields,
    }


def an_edit(**fields: Any) -> dict[str, Any]:
    message = {
        "type": "message",
        "user": ANA,
        "text": "My monitor does not start",
        "ts": TS,
        "thread_ts": ROOT_TS,
        "edited": {"user": ANA, "ts": "1795424459.000000"},
    }
    return {
        "type": "message",
        "subtype": "message_changed",
        "hidden": True,
        "channel": IT_HAPPENS,
        "message": {**message, **fields.pop("message", {})},
        "previous_message": {**message, "text": "My laptop does not start"},
        "ts": "1795424459.000300",
        "event_ts": "1795424459.000300",
        **fields,
    }


def test_a_message_is_named_by_its_channel_and_timestamp() -> None:
    envelope = envelope_of(a_message_event())

    assert envelope.key == f"msg:T0DESK0001:{IT_HAPPENS}:{TS}"
    assert envelope.group == f"T0DESK0001:{IT_HAPPENS}:{TS}"
    assert envelope.occurred_at == datetime(2026, 11, 23, 9, 0, 58, 100, UTC)
    assert envelope.received_at == NOW
    assert envelope.input == MessagePosted(
        channel=IT_HAPPENS,
        ts=TS,
        thread_ts=None,
        author=ANA,
        text="My laptop does not start",
        client_msg_id="332295b5-cfb1-4884-8091-c16be84690ba",
        team="T0DESK0001",
    )


def test_a_reply_is_in_the_order_of_its_thread() -> None:
    envelope = envelope_of(a_message_event(thread_ts=ROOT_TS))

    assert envelope.group == f"T0DESK0001:{IT_HAPPENS}:{ROOT_TS}"
    assert isinstance(envelope.input, MessagePosted)
    assert envelope.input.thread_ts == ROOT_TS


def test_a_root_that_names_itself_as_its_thread_is_still_a_root() -> None:
    posted = envelope_of(a_message_event(thread_ts=TS)).input

    assert isinstance(posted, MessagePosted)
    assert posted.thread_ts is None


@pytest.mark.parametrize("subtype", ["file_share", "thread_broadcast", "me_message"])
def test_these_subtypes_are_messages_of_people(subtype: str) -> None:
    assert isinstance(envelope_of(a_message_event(subtype=subtype)).input, MessagePosted)


def test_a_file_keeps_its_id_a_harmless_name_and_its_link() -> None:
    files = [
        {"id": "F1", "name": "../../etc/pass\nwd", "permalink": "https://x.slack.com/f"},
        {"id": "F2", "file_access": "check_file_info"},
        {"id": "F3", "name": "n" * 300, "permalink": "javascript:alert(1)"},
    ]

    posted = envelope_of(a_message_event(subtype="file_share", text="", files=files)).input

    assert isinstance(posted, MessagePosted)
    assert posted.files[0] == FileRef("F1", "_.._etc_pass_wd", "https://x.slack.com/f")
    assert posted.files[1] == FileRef("F2", "", "")
    assert len(posted.files[2].name) <= 100
    assert posted.files[2].permalink == ""


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"subtype": "channel_join"}, "unhandled_subtype"),
        ({"subtype": "reminder_add"}, "unhandled_subtype"),
        ({"subtype": "bot_message", "user": None, "bot_id": "B0OTHER001"}, "other_bot"),
        ({"bot_id": "B0OTHER001"}, "other_bot"),
        ({"app_id": "A0DESK0001", "bot_id": "B0BOT00001"}, "own_post"),
        ({"user": "U0BOT00001"}, "own_post"),
        ({"bot_id": "B0OTHER001", "metadata": OUTBOX}, "other_bot"),
    ],
)
def test_messages_of_nobody_are_left_alone(fields: dict[str, Any], why: str) -> None:
    assert reason(a_message_event(**fields)) == why


@pytest.mark.parametrize(
    "kind", ["app_mention", "message_metadata_posted", "team_join", "made_up", None, 7]
)
def test_other_events_are_counted_and_left_alone(kind: object) -> None:
    assert reason({"type": kind}) == "unhandled_event"


def test_our_own_post_tells_that_it_arrived() -> None:
    own = a_message_event(user="U0BOT00001", app_id="A0DESK0001", metadata=OUTBOX)

    envelope = envelope_of({**own, "thread_ts": ROOT_TS})

    assert envelope.input == PostEchoed("T#ABC/1/0", IT_HAPPENS, TS, ROOT_TS)
    assert envelope.key == f"echo:T0DESK0001:{IT_HAPPENS}:{TS}:T#ABC/1/0"


@pytest.mark.parametrize(
    "metadata",
    [
        {"event_type": "other", "event_payload": {"id": "T#ABC/1/0"}},
        {"event_type": "desk_outbox", "event_payload": {}},
        None,
    ],
)
def test_a_post_of_ours_without_our_metadata_settles_nothing(metadata: object) -> None:
    own = a_message_event(user="U0BOT00001", app_id="A0DESK0001", metadata=metadata)

    assert reason(own) == "own_post"


def test_an_edit_is_named_by_message_and_time_of_edit() -> None:
    envelope = envelope_of(an_edit())

    assert envelope.key == f"edit:T0DESK0001:{IT_HAPPENS}:{TS}:1795424459.000000"
    assert envelope.group == f"T0DESK0001:{IT_HAPPENS}:{ROOT_TS}"
    assert isinstance(envelope.input, MessageEdited)
    assert envelope.input.text == "My monitor does not start"


def test_link_previews_alone_are_no_edit() -> None:
    same = an_edit(message={"text": "My laptop does not start", "attachments": [{}]})

    assert reason(same) == "unchanged_text"


def test_without_the_text_before_only_a_marked_edit_counts() -> None:
    unmarked = an_edit(previous_message=None, message={"edited": None})

    assert isinstance(envelope_of(an_edit(previous_message=None)).input, MessageEdited)
    assert reason(unmarked) == "unchanged_text"


def test_an_update_of_our_own_card_is_no_edit() -> None:
    assert reason(an_edit(message={"app_id": "A0DESK0001", "bot_id": "B0BOT00001"})) == "own_post"
    assert reason(an_edit(message={"bot_id": "B0OTHER001"})) == "other_bot"


def test_a_deleted_message_is_a_deletion_in_its_thread() -> None:
    deletion = {
        "type": "message",
        "subtype": "message_deleted",
        "channel": IT_HAPPENS,
        "deleted_ts": TS,
        "previous_message": {"type": "message", "user": ANA, "ts": TS, "thread_ts": ROOT_TS},
        "event_ts": "1795424459.000400",
        "ts": "1795424459.000400",
    }

    envelope = envelope_of(deletion)

    assert envelope.key == f"del:T0DESK0001:{IT_HAPPENS}:{TS}"
    assert envelope.group == f"T0DESK0001:{IT_HAPPENS}:{ROOT_TS}"
    assert envelope.input == MessageDeleted(IT_HAPPENS, TS, ROOT_TS, Ts("1795424459.000400"))


def test_a_deleted_root_with_replies_is_a_deletion_too() -> None:
    envelope = envelope_of(an_edit(message={"subtype": "tombstone", "thread_ts": TS}))

    assert envelope.key == f"del:T0DESK0001:{IT_HAPPENS}:{TS}"


@pytest.mark.parametrize(
    ("name", "emoji"),
    [
        ("eyes::skin-tone-3", "eyes"),
        ("+1", "thumbsup"),
        ("+1::skin-tone-6", "thumbsup"),
        ("-1", "thumbsdown"),
        ("partyparrot", "partyparrot"),
    ],
)
def test_a_reaction_is_its_bare_emoji(name: str, emoji: str) -> None:
    reaction = envelope_of(a_reaction(reaction=name)).input

    assert isinstance(reaction, ReactionChanged)
    assert reaction.emoji == emoji


def test_adding_and_removing_are_different_happenings_in_one_order() -> None:
    added, removed = envelope_of(a_reaction()), envelope_of(a_reaction("reaction_removed"))

    assert added.key == f"react:T0DESK0001:{IT_HAPPENS}:{TS}:{MINJUN}:ticket:1795424459.000200"
    assert removed.key == f"un{added.key}"
    assert removed.group == added.group
    assert added.input == ReactionChanged(
        IT_HAPPENS, TS, MINJUN, "ticket", True, Ts("1795424459.000200"), ANA
    )


def test_a_reaction_to_a_webhooks_message_has_no_author() -> None:
    event = a_reaction()
    del event["item_user"]

    reaction = envelope_of(event).input

    assert isinstance(reaction, ReactionChanged)
    assert reaction.author is None


def test_our_own_reactions_are_no_commands() -> None:
    assert reason(a_reaction(user="U0BOT00001")) == "own_reaction"
    assert reason(a_reaction(item={"type": "file", "file": "F1"})) == "reaction_elsewhere"


@pytest.mark.parametrize("ts", ["0000000001.000000", "4102444800.000000", "9999999999.000000"])
def test_an_absurd_time_is_taken_as_now(ts: str) -> None:
    assert envelope_of(a_message_event(ts=ts, event_ts=ts)).occurred_at == NOW


def test_a_timestamp_with_fewer_digits_is_a_fraction_of_a_second() -> None:
    envelope = envelope_of(a_message_event(ts=f"{AT - 2}.25", event_ts=f"{AT - 2}.25"))

    assert envelope.occurred_at == NOW - timedelta(seconds=1.75)


def test_a_late_delivery_keeps_its_time() -> None:
    yesterday = NOW - timedelta(days=1)

    envelope = envelope_of(a_message_event(ts=f"{int(yesterday.timestamp())}.000000"))

    assert envelope.occurred_at == yesterday


def test_an_org_wide_install_is_named_by_its_enterprise() -> None:
    desk = a_desk()
    workspace = type(desk.workspace)("T0DESK0001", "E0DESK0001", "A0DESK0001", PersonId("U0BOT0"))

    reading = EventReader(workspace, NOW).read(a_message_event(user="W0ANA00001"))

    assert isinstance(reading, Envelope)
    assert reading.key == f"msg:E0DESK0001:{IT_HAPPENS}:{TS}"


@pytest.mark.parametrize("field", ["channel", "ts", "user"])
def test_a_message_without_what_names_it_is_malformed(field: str) -> None:
    with pytest.raises(InputError):
        READER.read({**a_message_event(), field: None})


def test_every_channel_id_of_slack_is_taken() -> None:
    for channel in ("C0ITHAPPEN", "G0PRIVATE1", "D0DIRECT01"):
        posted = envelope_of(a_message_event(channel=channel)).input
        assert isinstance(posted, MessagePosted)
        assert posted.channel == ChannelId(channel)


@pytest.mark.parametrize("kind", ["message", "reaction"])
def test_slack_says_with_each_event_whether_other_companies_are_in_the_channel(kind: str) -> None:
    event = a_message_event() if kind == "message" else a_reaction()
    for shared in (False, True):
        read = EventReader(a_desk().workspace, NOW, shared=shared).read(event)
        assert isinstance(read, Envelope)
        assert isinstance(read.input, MessagePosted | ReactionChanged)
        assert read.input.shared is shared
