"""The calls for a supervisor in one inbox that its digest has not told of yet (A1-16)."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from deskbell.domain.flag_log.call import Call as Call
from deskbell.domain.ids import InboxId, PersonId
from deskbell.domain.unlisted import Unlisted


class CallEnd(StrEnum):
    """What has come of a call."""

    ANSWERED = "answered"
    CLEARED = "cleared"
    """Nobody was needed any more."""
    OPEN = "open"
    HIDDEN = "hidden"
    """The ticket is none that whoever reads the digest may know of (any more)."""


@dataclass(frozen=True, slots=True)
class Told:
    """A call with what has come of it; `by` answered."""

    call: Call
    end: CallEnd
    by: PersonId | None = None


@dataclass(frozen=True, slots=True)
class FlagLog(Unlisted):
    """`due` is when the digest comes, as long as there is anything to tell."""

    inbox: InboxId
    calls: tuple[Call, ...] = ()
    due: datetime | None = None
