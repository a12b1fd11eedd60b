"""One person's month of dogfooding, and what everybody is told of a month (A3-04)."""

from dataclasses import dataclass
from datetime import datetime

from deskbell.domain.ids import PersonId
from deskbell.domain.unlisted import Unlisted


@dataclass(frozen=True, slots=True)
class DogfoodTurn(Unlisted):
    """In that `month`, such as 2026-11. `slot` is the time they have signed up for; `done` has when
    they did it, each time, and `did` what they said of it last."""

    person: PersonId
    month: str
    invited_at: datetime | None = None
    reminded_at: datetime | None = None
    slot: datetime | None = None
    done: tuple[datetime, ...] = ()
    did: str = ""
    findings: int = 0


@dataclass(frozen=True, slots=True)
class DogfoodMonth(Unlisted):
    """What came of a month is told once."""

    month: str
    reported_at: datetime
