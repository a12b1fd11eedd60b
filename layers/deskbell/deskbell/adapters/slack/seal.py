"""Puts what one of Slack's events tells into its envelope; the readers of events use it.

Identity comes from what happened, never from `event_id`: one message may arrive eleven times
with eleven event ids (slack.md 3, reliability.md 2.2).
"""

from datetime import datetime
from typing import TYPE_CHECKING

from deskbell.adapters.slack.fields import occurred_at
from deskbell.domain.directs import is_direct
from deskbell.domain.envelope import Envelope
from deskbell.domain.id_types import ChannelId, EventKey, InstallId, Ts

if TYPE_CHECKING:
    from deskbell.domain.inputs import Input

Key = tuple[str, ...]
"""The kind of a happening, and what tells it from others of the kind in the same install."""


class Seal:
    """For the events of one request."""

    def __init__(self, install: InstallId, received_at: datetime) -> None:
        self._install = install
        self.received_at = received_at

    def in_thread(
        self, key: Key, channel: ChannelId, thread: Ts, happened: Ts, value: "Input"
    ) -> Envelope:
        """The group keeps one thread in order; in somebody's direct messages all they say, since
        one message there may go on from another."""
        group = f"{channel}:direct" if is_direct(channel) else f"{channel}:{thread}"
        return self.in_group(key, group, happened, value)

    def in_group(self, key: Key, group: str, happened: Ts, value: "Input") -> Envelope:
        kind, *parts = key
        return Envelope(
            key=EventKey(":".join((kind, self._install, *parts))),
            install=self._install,
            group=f"{self._install}:{group}",
            occurred_at=occurred_at(happened, self.received_at),
            received_at=self.received_at,
            input=value,
        )
