"""Shifts: who is on call from when to when, who is next, and where nobody is.

Found by asking the resolver wherever its answer may change, never by stepping through minutes.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from deskbell.domain.ids import PersonId
from deskbell.domain.oncall.on_call import on_call
from deskbell.domain.oncall.restrictions import edges
from deskbell.domain.oncall.roster import changes
from deskbell.domain.oncall.schedule import Schedule
from deskbell.domain.oncall.turns import hand_offs
from deskbell.domain.oncall.wall_clock import instant, wall_time

LOOKED_AHEAD = timedelta(days=400)
"""In which the next one is sought: a turn of a year, and a bit."""
_AT_ONCE = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Shift:
    """`person` is on call in [start, end); None: nobody is."""

    start: datetime
    end: datetime
    person: PersonId | None


def shifts(
    schedule: Schedule, start: datetime, end: datetime, deactivated: Collection[PersonId] = ()
) -> Iterator[Shift]:
    """All of [start, end) without a hole, cut at its ends; one after the other is of somebody
    else. Lazily: whoever wants the first one pays for no more."""
    since, person = start, _person(schedule, start, deactivated)
    for at in _turning_points(schedule, start, end):
        now = _person(schedule, at, deactivated)
        if now != person:
            yield Shift(since, at, person)
            since, person = at, now
    if since < end:
        yield Shift(since, end, person)


def next_shift(
    schedule: Schedule, at: datetime, deactivated: Collection[PersonId] = ()
) -> Shift | None:
    """The first one after this in which somebody else is on call; None if nobody else ever is."""
    ahead = shifts(schedule, at, at + LOOKED_AHEAD, deactivated)
    now = next(ahead).person
    return next((one for one in ahead if one.person and one.person != now), None)


def week(
    schedule: Schedule, at: datetime, deactivated: Collection[PersonId] = ()
) -> Iterator[Shift]:
    """The seven days from today's midnight on, in the schedule's zone."""
    midnight = wall_time(at, schedule.zone).replace(hour=0, minute=0, second=0, microsecond=0)
    start, end = instant(midnight, schedule.zone), instant(midnight + _AT_ONCE, schedule.zone)
    return shifts(schedule, start, end, deactivated)


def gaps(
    schedule: Schedule, start: datetime, end: datetime, deactivated: Collection[PersonId] = ()
) -> Iterator[Shift]:
    """Where nobody is on call."""
    return (one for one in shifts(schedule, start, end, deactivated) if one.person is None)


def _person(schedule: Schedule, at: datetime, deactivated: Collection[PersonId]) -> PersonId | None:
    found = on_call(schedule, at, deactivated)
    return found.person if found else None


def _turning_points(schedule: Schedule, start: datetime, end: datetime) -> Iterator[datetime]:
    """In [start, end), in order: wherever somebody else may be on call than right before."""
    while start < end:
        stop = min(start + _AT_ONCE, end)
        yield from sorted({at for at in _points(schedule, start, stop) if start <= at < stop})
        start = stop


def _points(schedule: Schedule, start: datetime, end: datetime) -> Iterator[datetime]:
    for override in schedule.overrides:
        yield from (override.start, override.end)
    for layer in schedule.layers:
        yield from changes(layer)
        yield from hand_offs(layer, schedule.zone, start, end)
        yield from edges(layer, schedule, start, end)
