"""What a back-fill found, channel by channel; the function logs it, the operator's command prints
it."""

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum

from deskbell.domain.ids import ChannelId, EventKey


class What(StrEnum):
    """What people do in a channel that Slack tells us of and its history shows."""

    ROOT = "roots"
    """Messages at the top level of the channel."""
    REPLY = "replies"
    EDIT = "edits"
    """The last edit of a message; its history shows no other."""
    EMOJI = "emoji"
    """Emoji that ask for a ticket; of the others only those beside one that was missed."""


class Standing(StrEnum):
    """What we know of it."""

    KNOWN = "known"
    MISSED = "missed"
    """It goes on the inbox."""
    UNDERWAY = "underway"
    """So young that Slack may still be telling us; it goes on the inbox all the same."""
    UNTRACKED = "untracked"
    """Of no ticket: there is nothing to know."""


@dataclass(frozen=True, slots=True)
class Captured:
    """What we did not know of, by the key under which Slack would have told it."""

    channel: ChannelId
    what: What
    standing: Standing
    key: EventKey


@dataclass(slots=True)
class Report:
    """`stopped` is why it ended before all was read, None if it did not; `threads` counts those
    that were read, `waiting` the open tickets whose threads were not."""

    counts: Counter[tuple[ChannelId, What, Standing]] = field(default_factory=Counter)
    captured: list[Captured] = field(default_factory=list)
    channels: list[ChannelId] = field(default_factory=list)
    unreadable: dict[ChannelId, str] = field(default_factory=dict)
    """By Slack's own code."""
    questions: Counter[tuple[ChannelId, bool]] = field(default_factory=Counter)
    """What people asked at the top level of help channels, and whether it is a ticket (A5-01)."""
    offered: int = 0
    """Questions that nobody tracked or answered, which the triagers are offered."""
    threads: int = 0
    waiting: int = 0
    stopped: str | None = None

    def total(
        self,
        standing: Standing | None = None,
        channel: ChannelId | None = None,
        what: What | None = None,
    ) -> int:
        """How many there are; None: of all."""
        wanted = (channel, what, standing)
        return sum(
            number
            for found, number in self.counts.items()
            if all(want in (None, one) for want, one in zip(wanted, found, strict=True))
        )

    @property
    def capture_rate(self) -> float | None:
        """The share of the questions that are tickets; None if nobody asked."""
        asked = self.questions.total()
        tracked = sum(count for (_, is_tracked), count in self.questions.items() if is_tracked)
        return tracked / asked if asked else None
