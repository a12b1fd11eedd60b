"""No event has a key that Slack was never seen to send, and no envelope lacks one.

What Slack sends is known from event_keys.json and from the payloads in events/slack.
"""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from slack_sdk import WebClient

from tests.functional.fake_slack.harness import ROOT, Receiver
from tools.fake_slack.client import FakeSlackClient

pytestmark = pytest.mark.enable_socket
IT = "C0ITHAPPEN"
OUTBOX = {"event_type": "desk_outbox", "event_payload": {"row": "1"}}
CONTENT = frozenset(("blocks", "attachments", "files", "metadata", "previous_metadata", "view"))
"""What people and apps make: its keys are not Slack's choice."""
ENVELOPE = frozenset(
    (
        *("token", "team_id", "context_team_id", "context_enterprise_id", "api_app_id", "event"),
        *("type", "event_id", "event_time", "authorizations", "is_ext_shared_channel"),
        "event_context",
    )
)
ALIKE = {
    "group_archive": "channel_archive",
    "group_unarchive": "channel_archive",
    "channel_unarchive": "channel_archive",
    "group_left": "channel_left",
    "member_left_channel": "member_joined_channel",
    "reaction_removed": "reaction_added",
    "message.channel_leave": "message.channel_join",
    "message.channel_convert_to_private": "message.channel_join",
}
"""Kinds whose sample is that of their sister."""
REASONS = {
    "event_ts": "every event has one; samples of some kinds are older",
    "team": "every author has one; the samples of lines that Slack writes are older",
    "app_id": "the app that wrote it; the samples of plain messages are older",
    "parent_user_id": "as in replies that are not broadcast",
    "message.app_id": "as in the message itself",
    "message.metadata": "as in the message itself",
    "previous_message.app_id": "as in the message itself",
    "previous_message.metadata": "as in the message itself",
}
"""Why a key is there that the samples of its kind do not have."""


def paths(value: Any, before: str = "") -> Iterator[str]:
    if isinstance(value, list):
        for entry in value:
            yield from paths(entry, before)
    elif isinstance(value, dict):
        for name, inner in value.items():
            path = f"{before}.{name}" if before else name
            yield path
            if name not in CONTENT:
                yield from paths(inner, path)


def kind_of(event: dict[str, Any]) -> str:
    subtype = event.get("subtype")
    return f"{event['type']}.{subtype}" if subtype else str(event["type"])


@cache
def known() -> dict[str, frozenset[str]]:
    """Every key of every kind that Slack was seen to send."""
    seen: dict[str, set[str]] = {}
    listed = json.loads(Path(__file__).with_name("event_keys.json").read_text(encoding="utf-8"))
    for kind, keys in listed.items():
        seen.setdefault(kind, set()).update(keys.split())
    for folder in ("event", "inner_event"):
        for file in (ROOT / "events/slack" / folder).glob("*.json"):
            payload = json.loads(file.read_text(encoding="utf-8"))
            event = payload.get("event", payload)
            if "type" in event:
                seen.setdefault(kind_of(event), set()).update(paths(event))
    return {kind: frozenset(keys) for kind, keys in seen.items()}


def unknown_keys(event: dict[str, Any]) -> set[str]:
    kind = kind_of(event)
    plain = known()["message"] if kind in ("message.me_message", "message.bot_message") else set()
    theirs = known()[ALIKE.get(kind, kind)] | plain
    return {path for path in paths(event) if path not in theirs and path not in REASONS}


def live_through_everything(fake: FakeSlackClient, web: WebClient) -> None:
    """One of each kind of event."""
    ts = fake.say("ana", "it-happens", "hello")
    fake.act("ben", "reply", channel=IT, thread_ts=ts, text="to all", broadcast=True)
    fake.say("ben", "it-happens", "@deskbell in a thread", thread_ts=ts)
    fake.act("ana", "edit", channel=IT, ts=ts, text="hello!")
    fake.act("ben", "react", channel=IT, ts=ts, name="eyes")
    fake.act("ben", "unreact", channel=IT, ts=ts, name="eyes")
    fake.act("ana", "delete", channel=IT, ts=ts)
    fake.say("ana", "it-happens", "/me waves")
    fake.say("cora", "x-team", "from next door")
    card = web.chat_postMessage(channel=IT, text="card", metadata=OUTBOX)["ts"]
    later = {**OUTBOX, "event_payload": {"row": "2"}}
    web.chat_update(channel=IT, ts=card, text="card", metadata=later)
    web.chat_delete(channel=IT, ts=card)
    fake.act("ana", "upload", channel=IT, filename="log.txt", text="it broke")
    fake.act("ana", "open_dm")
    fake.act("ana", "open_home")
    fake.act("ana", "create", name="printers")
    fake.act("ana", "join", channel="it-triage")
    fake.act("ben", "invite", channel="it-oncall", user="ana")
    fake.act("ana", "leave", channel="it-triage")
    fake.act("ben", "set_topic", channel="it-triage", topic="calm")
    for name in ("it-triage", "it-oncall"):
        fake.act("adam", "rename", channel=name, name=f"{name}-2")
        fake.act("adam", "archive", channel=f"{name}-2")
        fake.act("adam", "unarchive", channel=f"{name}-2")
    fake.act("adam", "share", channel="it-triage-2", team="Acme")
    fake.act("adam", "unshare", channel="it-triage-2", team="Acme")
    fake.act("adam", "delete_channel", channel="it-oncall-2")
    fake.act("adam", "delete_channel", channel="it-triage-2")
    fake.act("adam", "make_private", channel="nps-closeloop")
    fake.act("adam", "kick", channel="nps-closeloop", user="deskbell")
    fake.act("adam", "kick", channel="x-team-comms", user="deskbell")
    fake.act("ana", "set_profile", title="Boss")
    fake.add_people(1, announce=True)
    fake.act("adam", "create_group", handle="print", name="Print", members=["ana"])
    fake.act("adam", "change_group", group="print", members=["ben"])
    fake.advance(5)
    fake.uninstall()
    fake.wait()


def test_every_key_is_one_that_slack_sends(
    eager: FakeSlackClient, eager_web: WebClient, receiver: Receiver
) -> None:
    live_through_everything(eager, eager_web)
    events = [one.event for one in receiver.of("events")]
    found = {kind_of(event): unknown_keys(event) for event in events}
    assert {kind: keys for kind, keys in found.items() if keys} == {}
    assert len(found) >= 40, sorted(found)


def test_every_envelope_is_complete(
    eager: FakeSlackClient, eager_web: WebClient, receiver: Receiver
) -> None:
    live_through_everything(eager, eager_web)
    envelopes = [one.envelope for one in receiver.of("events")]
    assert {frozenset(one) for one in envelopes} == {ENVELOPE}
    assert all(one["event"]["event_ts"] for one in envelopes)
    assert len({one["event_id"] for one in envelopes}) == len(envelopes)
