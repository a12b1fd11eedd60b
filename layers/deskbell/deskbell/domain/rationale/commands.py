"""What can be wanted of the notice of a change; `decide.py` answers."""

from dataclasses import dataclass

from deskbell.domain.ids import ChannelId, Thread
from deskbell.domain.rationale.published import Published
from deskbell.domain.tickets.permissions import Member


@dataclass(frozen=True, slots=True)
class Announce:
    """It was published, and everybody is to know in `channel`."""

    change: Published
    channel: ChannelId


@dataclass(frozen=True, slots=True)
class Vote:
    """`by` is for it, or against it; they hear in `channel` what is wrong with that."""

    by: Member
    channel: ChannelId | None
    in_favour: bool


@dataclass(frozen=True, slots=True)
class Comment:
    """`by` writes to its `thread` without their name."""

    by: Member
    channel: ChannelId | None
    thread: Thread
    text: str


RationaleCommand = Announce | Vote | Comment
