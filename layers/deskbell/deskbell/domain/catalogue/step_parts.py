"""What the steps of a workflow are made of: who, when, how one can end, what a branch looks at."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import NewType

from deskbell.domain.catalogue.conditions import Condition
from deskbell.domain.catalogue.wording import Wording

StepId = NewType("StepId", str)


class Result(StrEnum):
    """How a step can end."""

    DONE = "done"
    SUBMITTED = "submitted"
    APPROVED = "approved"
    REJECTED = "rejected"
    RESERVED = "reserved"
    UNAVAILABLE = "unavailable"
    BOOKED = "booked"
    REFUSED = "refused"
    HAPPENED = "happened"
    ANSWERED = "answered"
    FAILED = "failed"
    EXPIRED = "expired"
    """Nobody did anything in time."""


class WhoKind(StrEnum):
    """How a definition names somebody."""

    REQUESTER = "requester"
    FIELD = "field"
    """Whom a field of the form names, such as the manager."""
    PERSON = "person"
    ROTA = "rota"
    """Whose turn at triage it is in an inbox."""
    LEAD = "lead"
    """Of an inbox."""
    ON_CALL = "on_call"
    """Whoever has a schedule's shift when the step is come to."""


@dataclass(frozen=True, slots=True)
class Who:
    """Somebody. The desk of the day knows the id behind a name: nobody who left is asked."""

    kind: WhoKind
    name: str = ""

    def __str__(self) -> str:
        return f"{self.kind} {self.name}".strip()


class Ending(StrEnum):
    """What became of the request."""

    DONE = "done"
    REFUSED = "refused"
    CANCELLED = "cancelled"


class Event(StrEnum):
    """What a workflow can wait for besides people and time."""

    TICKET_SOLVED = "ticket_solved"
    LAPTOP_RETURNED = "laptop_returned"
    """A technician has it back, and has said how it is."""


@dataclass(frozen=True, slots=True)
class Moment:
    """`offset` from the morning of the day that a field names, else from when it is asked."""

    offset: timedelta = timedelta()
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """Something to do, who does it and, where the definition says so, by when."""

    id: str
    text: Wording
    who: Who
    due: Moment | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """The first whose conditions hold is taken."""

    when: tuple[Condition, ...]
    to: StepId
