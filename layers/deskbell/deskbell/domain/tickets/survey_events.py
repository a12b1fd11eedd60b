"""What can have happened when a ticket's requester is asked how satisfied they are (A4-14);
`events.py` has all events. `survey` counts the questions of one ticket, from 1."""

from dataclasses import dataclass
from datetime import datetime

from deskbell.domain.ids import PersonId
from deskbell.domain.tickets.survey import Score


@dataclass(frozen=True, slots=True)
class CsatAsked:
    """The requester was asked about what `solver` has solved; whom this desk asked less than `rest`
    seconds ago it does not ask."""

    survey: int
    person: PersonId
    solver: PersonId | None
    until: datetime
    rest: int


@dataclass(frozen=True, slots=True)
class CsatSkipped:
    """The requester is not asked about this solution, and `why`: `asked_lately` or
    `unreachable`."""

    person: PersonId
    why: str


@dataclass(frozen=True, slots=True)
class CsatGiven:
    """The requester has answered, or has changed their answer, which was `before`."""

    survey: int
    person: PersonId
    solver: PersonId | None
    score: Score
    before: Score | None


@dataclass(frozen=True, slots=True)
class CsatCommented:
    """The requester has said more about their answer."""

    survey: int
    person: PersonId
    score: Score


@dataclass(frozen=True, slots=True)
class CsatEnded:
    """The answer, if there is one, stays as it is."""

    survey: int
