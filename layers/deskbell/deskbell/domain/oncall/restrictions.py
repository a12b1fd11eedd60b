"""When a layer has somebody at all: within its windows, and on holidays or never on them.

A restriction cuts turns and moves none: the rotation goes on where nobody sees it.
"""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from deskbell.domain.oncall.schedule import Layer, OnHolidays, Schedule, Window
from deskbell.domain.oncall.wall_clock import instant, wall_time
from deskbell.domain.settings.hours import Weekday

Span = tuple[datetime, datetime]
"""[start, end), in UTC."""

_DAY = timedelta(days=1)
_DAYS = tuple(Weekday)
_MIDNIGHT = time()


def is_open(layer: Layer, schedule: Schedule, at: datetime) -> bool:
    """Whether the layer's restrictions let it have somebody then."""
    if layer.only and not _is_within(_windows(layer, schedule.zone, at, at), at):
        return False
    if layer.holidays is None:
        return True
    is_holiday = _is_within(_holidays(schedule, at, at), at)
    return is_holiday is (layer.holidays is OnHolidays.ONLY)


def edges(layer: Layer, schedule: Schedule, start: datetime, end: datetime) -> Iterator[datetime]:
    """All instants in [start, end) at which that may change; some before or after."""
    for span in _windows(layer, schedule.zone, start, end):
        yield from span
    if layer.holidays is not None:
        for span in _holidays(schedule, start, end):
            yield from span


def _is_within(spans: Iterator[Span], at: datetime) -> bool:
    return any(start <= at < end for start, end in spans)


def _windows(layer: Layer, zone: str, start: datetime, end: datetime) -> Iterator[Span]:
    for day in _days_around(zone, start, end):
        for window in layer.only:
            if _is_day_of(window, day):
                opens, closes = _clock(window.opens), _clock(window.closes)
                yield _span(zone, datetime.combine(day, opens), datetime.combine(day, closes))


def _holidays(schedule: Schedule, start: datetime, end: datetime) -> Iterator[Span]:
    for day in _days_around(schedule.zone, start, end):
        if day.isoformat() in schedule.holidays:
            midnight = datetime.combine(day, _MIDNIGHT)
            yield _span(schedule.zone, midnight, midnight)


def _days_around(zone: str, start: datetime, end: datetime) -> Iterator[date]:
    """One more on either side: yesterday's windows run on into today, and where clocks change at
    midnight, today's may begin in the evening."""
    day, last = wall_time(start, zone).date() - _DAY, wall_time(end, zone).date() + _DAY
    while day <= last:
        yield day
        day += _DAY


def _span(zone: str, opens: datetime, closes: datetime) -> Span:
    ends = closes if closes > opens else closes + _DAY
    return instant(opens, zone), instant(ends, zone)


def _clock(text: str) -> time:
    """24:00 is the midnight at which the day ends."""
    return _MIDNIGHT if text == "24:00" else time.fromisoformat(text)


def _is_day_of(window: Window, day: date) -> bool:
    """Over the week's end, too: `sat-mon`."""
    first, last = _DAYS.index(window.first), _DAYS.index(window.last)
    return (day.weekday() - first) % len(_DAYS) <= (last - first) % len(_DAYS)
