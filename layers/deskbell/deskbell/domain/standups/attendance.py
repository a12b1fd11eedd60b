"""Who was there, of some stand-ups that are over; `./deskbell standups` shows it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from deskbell.domain.ids import PersonId
from deskbell.domain.standups.plan import StandUpId
from deskbell.domain.standups.stand_up import Attendee, StandUp


@dataclass(frozen=True, slots=True)
class Attendance:
    """Of one person in one plan; `answered` + `silent` + `away` are those that they were of."""

    plan: StandUpId
    department: str
    person: PersonId
    answered: int = 0
    silent: int = 0
    away: int = 0


def attendance(standups: Iterable[StandUp]) -> tuple[Attendance, ...]:
    """By plan and department, in the order of the newest one; what is open is not counted yet."""
    found: dict[tuple[StandUpId, str, PersonId], Attendance] = {}
    over = [one for one in standups if one.closed_at is not None]
    for standup in sorted(over, key=lambda one: one.day, reverse=True):
        for one in standup.attendees:
            key = standup.plan, one.department, one.person
            found[key] = _with(found.get(key) or Attendance(*key), one)
    return tuple(sorted(found.values(), key=lambda one: one.plan))


def _with(known: Attendance, one: Attendee) -> Attendance:
    if one.said:
        return replace(known, answered=known.answered + 1)
    if one.absent:
        return replace(known, away=known.away + 1)
    return replace(known, silent=known.silent + 1)
