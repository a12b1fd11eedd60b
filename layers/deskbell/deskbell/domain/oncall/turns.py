"""The turns of a layer's rotation, numbered from 0: when each begins, and which one it is.

Hand-offs are times on the wall clock, so a weekly one stays at 09:00 when the clocks change; what
that means for a time that does not exist, or comes twice, `wall_clock.py` says.
"""

import calendar
from collections.abc import Iterator
from datetime import datetime, timedelta

from deskbell.domain.oncall.schedule import Layer, Rotation
from deskbell.domain.oncall.wall_clock import MOST_JUMPED, instant, latest_wall_time, wall_time

_LENGTHS = {
    Rotation.HOURLY: timedelta(hours=1),
    Rotation.DAILY: timedelta(days=1),
    Rotation.WEEKLY: timedelta(weeks=1),
}
_MONTHS = 12


def turn_at(layer: Layer, zone: str, at: datetime) -> int:
    """The last turn that has begun by then; negative before the first."""
    turn = _turn_by(layer, latest_wall_time(at, zone))
    while instant(_begins(layer, turn), zone) > at:
        turn -= 1
    return turn


def starts_at(layer: Layer, zone: str) -> datetime:
    """When the first turn begins."""
    return instant(_begins(layer, 0), zone)


def hand_offs(layer: Layer, zone: str, start: datetime, end: datetime) -> Iterator[datetime]:
    """All in [start, end), the beginning of the first turn too; some a little before or after."""
    turn = max(_turn_by(layer, wall_time(start, zone) - MOST_JUMPED), 0)
    last = wall_time(end, zone) + MOST_JUMPED
    while (begins := _begins(layer, turn)) <= last:
        yield instant(begins, zone)
        turn += 1


def _begins(layer: Layer, turn: int) -> datetime:
    """On the wall clock."""
    start = datetime.fromisoformat(layer.starts)
    if layer.rotation is not Rotation.MONTHLY:
        return start + turn * layer.every * _LENGTHS[layer.rotation]
    year, month = divmod(_month(start) + turn * layer.every, _MONTHS)
    # The 31st is the last day of a shorter month.
    day = min(start.day, calendar.monthrange(year, month + 1)[1])
    return start.replace(year=year, month=month + 1, day=day)


def _turn_by(layer: Layer, wall: datetime) -> int:
    """The last turn that begins by then on the wall clock."""
    start = datetime.fromisoformat(layer.starts)
    if layer.rotation is not Rotation.MONTHLY:
        return (wall - start) // (layer.every * _LENGTHS[layer.rotation])
    turn = (_month(wall) - _month(start)) // layer.every
    return turn if _begins(layer, turn) <= wall else turn - 1


def _month(day: datetime) -> int:
    """Counted from the year 0."""
    return day.year * _MONTHS + day.month - 1
