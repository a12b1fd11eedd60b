"""One stand-up: who is asked on that day, what they say, and until when (A3-05).

An aggregate a date: opened once, each person asked at most once, summed up once.
"""

from dataclasses import dataclass
from datetime import datetime

from deskbell.domain.ids import PersonId, Ref
from deskbell.domain.standups.plan import StandUpId
from deskbell.domain.unlisted import Unlisted


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody answers, as they wrote it; without a `blocker` nothing hinders them."""

    done: str
    next: str
    blocker: str = ""


@dataclass(frozen=True, slots=True)
class Blocked:
    """The ticket that somebody's blocker has become."""

    ticket: Ref
    number: int


@dataclass(frozen=True, slots=True)
class Attendee:
    """Somebody of that `department`, who is asked when it is `due` where they live.

    `asked_at` is None as long as they are not; whoever is `absent` then is not asked. The first
    blocker of somebody is a ticket, and the only one.
    """

    person: PersonId
    department: str
    due: datetime
    asked_at: datetime | None = None
    absent: bool = False
    said: Said | None = None
    blocked: Blocked | None = None

    @property
    def waits(self) -> bool:
        """Whether they are still to be asked."""
        return self.asked_at is None and not self.absent and self.said is None


@dataclass(frozen=True, slots=True)
class StandUp(Unlisted):
    """Of that `plan`, on that `day` (such as 2026-11-24); answers can change until `closes`."""

    plan: StandUpId
    day: str
    closes: datetime
    attendees: tuple[Attendee, ...]
    closed_at: datetime | None = None

    @property
    def answered(self) -> tuple[Attendee, ...]:
        return tuple(one for one in self.attendees if one.said)

    @property
    def silent(self) -> tuple[Attendee, ...]:
        """Who could have said something."""
        return tuple(one for one in self.attendees if not (one.said or one.absent))

    @property
    def away(self) -> tuple[Attendee, ...]:
        return tuple(one for one in self.attendees if one.absent and not one.said)
