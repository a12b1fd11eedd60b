"""Whose shifts other settings move, in the next two weeks; `push` and `check --against` say it.

Only the settings are compared: what people have agreed on in Slack counts before and after.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from deskbell.domain.ids import PersonId
from deskbell.domain.oncall.schedule import Schedule
from deskbell.domain.oncall.shifts import Shift, shifts
from deskbell.domain.settings.desk import Desk

AHEAD = timedelta(days=14)
MOST_SHOWN = 10
NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Move:
    """In [start, end), `after` is on call instead of `before`."""

    schedule: Schedule
    start: datetime
    end: datetime
    before: PersonId | None
    after: PersonId | None


def moves(before: Desk, after: Desk, now: datetime) -> Iterator[Move]:
    """Of the schedules that both have."""
    for name, schedule in after.schedules.items():
        if name in before.schedules:
            yield from _moves(before.schedules[name], schedule, now)


def as_lines(before: Desk, after: Desk, now: datetime) -> Iterator[str]:
    """What is to be printed; nothing where nobody is moved."""
    names = {person: name for desk in (before, after) for name, person in desk.people.items()}
    found = list(moves(before, after, now))
    if found:
        yield f"who is on call changes in the next {AHEAD.days} days:"
    for move in found[:MOST_SHOWN]:
        yield f"  {_said(move, names)}"
    if len(found) > MOST_SHOWN:
        yield f"  and {len(found) - MOST_SHOWN} more"


def _moves(before: Schedule, after: Schedule, now: datetime) -> Iterator[Move]:
    old, new = (list(shifts(one, now, now + AHEAD)) for one in (before, after))
    edges = sorted({at for shift in (*old, *new) for at in (shift.start, shift.end)})
    last: Move | None = None
    for start, end in pairwise(edges):
        was, will = _at(old, start), _at(new, start)
        if last and last.end == start and (last.before, last.after) == (was, will):
            last = Move(after, last.start, end, was, will)
            continue
        if last:
            yield last
        last = Move(after, start, end, was, will) if was != will else None
    if last:
        yield last


def _at(found: list[Shift], at: datetime) -> PersonId | None:
    return next(one.person for one in found if one.start <= at < one.end)


def _said(move: Move, names: Mapping[PersonId, str]) -> str:
    zone = ZoneInfo(move.schedule.zone)
    start, end = (f"{at.astimezone(zone):%a %Y-%m-%d %H:%M}" for at in (move.start, move.end))
    before, after = (names.get(one, one) if one else NOBODY for one in (move.before, move.after))
    return f"{move.schedule.id}: {start} to {end}: {after} instead of {before}"
