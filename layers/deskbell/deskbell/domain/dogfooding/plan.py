"""Everybody uses what we sell, once a month, as the settings have it (A3-04)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

from deskbell.domain.departments import Department
from deskbell.domain.id_types import ChannelId, PersonId
from deskbell.domain.settings.hours import Appointment

GRACE = timedelta(days=14)
MOST_PEOPLE = 300


class Leave(NamedTuple):
    """Both days are included."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class DogfoodingPlan:
    """Whoever is there for at least `grace` of a month owes it once: since they have `joined`, and
    while they have no `leave`. Who is `exempt` never does. `what` says what is to be done; the
    report comes to `channel`, and who has not done it `owner` hears alone. `slots` are times that
    people sign up for, on the desk's clock."""

    name: str
    why: str
    what: str
    owner: PersonId
    channel: ChannelId
    departments: tuple[Department, ...]
    slots: tuple[Appointment, ...] = ()
    grace: timedelta = GRACE
    joined: Mapping[PersonId, str] = field(default_factory=dict)
    leave: Mapping[PersonId, tuple[str, ...]] = field(default_factory=dict)
    """Such as `2026-11-02..2026-11-20`."""
    exempt: frozenset[PersonId] = frozenset()

    @property
    def people(self) -> tuple[PersonId, ...]:
        return tuple(person for one in self.departments for person in one.people)

    def is_on_leave(self, person: PersonId, day: date) -> bool:
        leaves = map(leave_in, self.leave.get(person, ()))
        return any(one.first <= day <= one.last for one in leaves if one)


def leave_in(text: str) -> Leave | None:
    """What is written as `2026-11-02..2026-11-20`; None of anything else."""
    first, _, last = text.partition("..")
    try:
        found = Leave(date.fromisoformat(first), date.fromisoformat(last))
    except ValueError:
        return None
    return found if found.first <= found.last else None
