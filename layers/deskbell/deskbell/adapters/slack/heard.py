"""A message of Slack's history as the inputs that the ingress would have made of its events.

`web_api` and its memory twin read with it; the readers are the ingress's own, so that what has
been told already has the same key.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from deskbell.adapters.slack import messages
from deskbell.adapters.slack.fields import (
    Payload,
    message_ts,
    nested,
    nested_list,
    optional_person,
    optional_ts,
    short,
)
from deskbell.adapters.slack.message_events import MessageReader
from deskbell.adapters.slack.reaction_events import ReactionReader
from deskbell.adapters.slack.seal import Seal
from deskbell.domain.envelope import Envelope
from deskbell.domain.errors import InputError
from deskbell.domain.id_types import ChannelId, EventKey, Ts
from deskbell.domain.ids import Thread
from deskbell.domain.settings.workspace import Workspace
from deskbell.usecases.slack_ports import Heard

SEEN = "seen"
"""Stands in an emoji's key for the time, which the history does not have: once it is known that
somebody put an emoji on a message that is no ticket, it is known."""


class HistoryReader:
    """For one answer of Slack's; `asked_at` is when it was asked, by Slack's clock or ours."""

    def __init__(self, workspace: Workspace, seal: Seal, asked_at: Ts) -> None:
        self._workspace = workspace
        self._messages = MessageReader(workspace, seal)
        self._reactions = ReactionReader(workspace, seal)
        self._asked_at = asked_at

    def read(self, found: Iterable[Payload], channel: ChannelId) -> list[Heard]:
        """In Slack's order; a message whose shape we do not know is left out."""
        heard = []
        for message in found:
            try:
                heard.append(self._heard({**message, "channel": channel}, channel))
            except InputError:
                continue
        return heard

    def _heard(self, message: Payload, channel: ChannelId) -> Heard:
        ts = message_ts(message, "ts")
        place, root = Thread(channel, ts), messages.parent(message, ts) or ts
        latest_reply = optional_ts(message, "latest_reply")
        if messages.is_ours(message, self._workspace):
            return Heard(place, root, latest_reply)
        return Heard(
            place,
            root,
            latest_reply,
            posted=_envelope(self._messages.read(message)),
            edited=self._edited(message, channel),
            reactions=tuple(self._put_on(message, place)),
        )

    def _edited(self, message: Payload, channel: ChannelId) -> Envelope | None:
        edited_ts = optional_ts(nested(message, "edited"), "ts")
        if edited_ts is None or message.get("subtype") not in messages.BY_PEOPLE:
            return None
        event = {
            "type": "message",
            "subtype": "message_changed",
            "channel": channel,
            "message": message,
            "event_ts": edited_ts,
        }
        return _envelope(self._messages.read(event))

    def _put_on(self, message: Payload, place: Thread) -> Iterator[Envelope]:
        for reaction in nested_list(message, "reactions"):
            emoji, people = short(reaction, "name"), reaction.get("users")
            for person in people if isinstance(people, list) else ():
                event = {
                    "type": "reaction_added",
                    "user": person,
                    "reaction": emoji,
                    "item": {"type": "message", "channel": place.channel, "ts": place.ts},
                    "item_user": optional_person(message, "user"),
                    "event_ts": self._asked_at,
                }
                envelope = _envelope(self._reactions.read(event))
                if envelope:
                    key = envelope.key.removesuffix(self._asked_at) + SEEN
                    yield replace(envelope, key=EventKey(key))


def _envelope(reading: object) -> Envelope | None:
    return reading if isinstance(reading, Envelope) else None


def oldest(found: Iterable[Payload]) -> Ts | None:
    """The ts of the oldest message there is, of whatever shape it is otherwise."""
    stamps = []
    for message in found:
        try:
            stamps.append(message_ts(message, "ts"))
        except InputError:
            continue
    return min(stamps, default=None)
