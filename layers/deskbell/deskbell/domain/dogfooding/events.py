"""What can have happened to dogfooding; see tickets/events.py. Nothing of what anybody wrote is in
them."""

from dataclasses import dataclass
from datetime import datetime

from deskbell.domain.ids import PersonId


@dataclass(frozen=True, slots=True)
class DogfoodAsked:
    """`person` owes it in this month and hears of it, or is reminded (`again`)."""

    person: PersonId
    month: str
    again: bool


@dataclass(frozen=True, slots=True)
class DogfoodSlotChosen:
    """`person` has signed up for a time."""

    person: PersonId
    month: str
    slot: datetime


@dataclass(frozen=True, slots=True)
class DogfoodDone:
    """`person` has done it, the `times`th time in this month, with so many `findings`, which become
    feedback."""

    person: PersonId
    month: str
    times: int
    findings: int


@dataclass(frozen=True, slots=True)
class DogfoodMonthTold:
    """The month is over, and the channel is told: who of those that owed it have `done` it, who is
    `overdue`, and who was `excused`."""

    month: str
    done: tuple[PersonId, ...]
    overdue: tuple[PersonId, ...]
    excused: tuple[PersonId, ...]
