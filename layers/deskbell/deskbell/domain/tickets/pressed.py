"""Where a person acted on a ticket's card; part of most commands."""

from dataclasses import dataclass

from deskbell.domain.ids import ChannelId, Ts


@dataclass(frozen=True, slots=True)
class Pressed:
    """Where somebody pressed a button or opened a dialog, and the card revision that they saw."""

    channel: ChannelId | None
    thread_ts: Ts | None
    revision: int
