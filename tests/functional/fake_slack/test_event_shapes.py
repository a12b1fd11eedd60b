"""No event has a key that Slack was never seen to send, and no envelope lacks one.

What Slack sends is known from event_keys.json and from the payloads in events/slack.
"""

import json
from functools import cache
from typing import Any

import pytest
from slack_sdk import WebClient

from tests.functional.fake_slack.everything_sent import every_event, more_events, org_events
from tests.functional.fake_slack.harness import ROOT, Receiver
from tests.functional.fake_slack.shapes import listed, paths
from tools.fake_slack.client import FakeSlackClient

pytestmark = pytest.mark.enable_socket
CONTENT = frozenset(
    ("blocks", "attachments", "files", "metadata", "previous_metadata", "view", "inputs")
)
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


def kind_of(event: dict[str, Any]) -> str:
    subtype = event.get("subtype")
    return f"{event['type']}.{subtype}" if subtype else str(event["type"])


@cache
def known() -> dict[str, frozenset[str]]:
    """Every key of every kind that Slack was seen to send."""
    seen: dict[str, set[str]] = {}
    for kind, keys in listed("event_keys.json").items():
        seen.setdefault(kind, set()).update(keys)
    for folder in ("event", "inner_event"):
        for file in (ROOT / "events/slack" / folder).glob("*.json"):
            payload = json.loads(file.read_text(encoding="utf-8"))
            event = payload.get("event", payload)
            if "type" in event:
                seen.setdefault(kind_of(event), set()).update(paths(event, CONTENT))
    return {kind: frozenset(keys) for kind, keys in seen.items()}


def unknown_keys(event: dict[str, Any]) -> set[str]:
    kind = kind_of(event)
    plain = known()["message"] if kind in ("message.me_message", "message.bot_message") else set()
    theirs = known()[ALIKE.get(kind, kind)] | plain
    return {path for path in paths(event, CONTENT) if path not in theirs and path not in REASONS}


def strange_keys(receiver: Receiver) -> dict[str, set[str]]:
    """By kind of event, of those that have some."""
    events = [one.event for one in receiver.of("events")]
    found = ((kind_of(event), unknown_keys(event)) for event in events)
    return {kind: keys for kind, keys in found if keys}


def test_every_key_is_one_that_slack_sends(
    eager: FakeSlackClient, eager_web: WebClient, receiver: Receiver
) -> None:
    every_event(eager, eager_web)
    assert strange_keys(receiver) == {}
    assert len({kind_of(one.event) for one in receiver.of("events")}) >= 40
    messages = receiver.events("message")
    assert {one["channel_type"] for one in messages} == {"channel", "group", "im", "mpim"}


def test_so_is_every_key_of_rarer_events(full: FakeSlackClient, receiver: Receiver) -> None:
    more_events(full)
    assert strange_keys(receiver) == {}
    kinds = {kind_of(one.event) for one in receiver.of("events")}
    assert {"message.bot_message", "channel_id_changed", "function_executed"} <= kinds


def test_so_is_every_key_of_an_orgs_events(org: FakeSlackClient, receiver: Receiver) -> None:
    org_events(org)
    assert strange_keys(receiver) == {}
    kinds = [kind_of(one.event) for one in receiver.of("events")]
    assert kinds == ["team_access_granted", "team_access_revoked"]


def test_every_envelope_is_complete(
    eager: FakeSlackClient, eager_web: WebClient, receiver: Receiver
) -> None:
    every_event(eager, eager_web)
    envelopes = [one.envelope for one in receiver.of("events")]
    assert {frozenset(one) for one in envelopes} == {ENVELOPE}
    assert all(one["event"]["event_ts"] for one in envelopes)
    assert len({one["event_id"] for one in envelopes}) == len(envelopes)
