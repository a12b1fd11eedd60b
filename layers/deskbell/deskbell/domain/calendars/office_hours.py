"""Office hours on the clock: whether somebody is there, and from when on (A4-18).

Reckoned in the desk's zone, so that a day with a changed clock has its own length. Called when a
request is opened, by the dry run of the rules and by reports. `holidays` are days such as
"2026-12-25".
"""

from collections.abc import Collection
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from deskbell.domain.settings.hours import Appointment, OfficeHours, Weekday

_DAYS = tuple(Weekday)


def is_open(hours: OfficeHours, at: datetime, zone: str, holidays: Collection[str] = ()) -> bool:
    """`at` is aware; the minute of closing is not open any more."""
    local = at.astimezone(ZoneInfo(zone))
    return _is_workday(hours, local, holidays) and hours.opens <= f"{local:%H:%M}" < hours.closes


def next_opening(
    hours: OfficeHours, at: datetime, zone: str, holidays: Collection[str] = ()
) -> datetime:
    """The next time the office opens, in UTC; `at` itself while it is open.

    Where the clock jumps over that time, it opens as soon as the jump is over.
    """
    if is_open(hours, at, zone, holidays):
        return at
    local = at.astimezone(ZoneInfo(zone))
    # Eight days: today's opening may be over, and the next one is the same day a week on; each
    # holiday may take that away for a week.
    for ahead in range(len(_DAYS) * (len(holidays) + 1) + 1):
        day = local.date() + timedelta(days=ahead)
        opening = datetime.combine(day, time.fromisoformat(hours.opens), ZoneInfo(zone))
        opening = opening.astimezone(UTC)
        is_workday = _is_workday(hours, opening.astimezone(ZoneInfo(zone)), holidays)
        if is_workday and opening > at:
            return opening
    raise ValueError(f"{hours} never open")  # each week has a first day


def open_between(
    hours: OfficeHours,
    begins: datetime,
    ends: datetime,
    zone: str,
    holidays: Collection[str] = (),
) -> timedelta:
    """For how long the office is open from `begins` to `ends`, both aware; nothing the other way
    round. Half-open: the minute of closing is not open any more."""
    place, total = ZoneInfo(zone), timedelta()
    day, last = begins.astimezone(place).date(), ends.astimezone(place).date()
    while day <= last:
        opens, closes = (
            datetime.combine(day, time.fromisoformat(text), place).astimezone(UTC)
            for text in (hours.opens, hours.closes)
        )
        if _is_workday(hours, datetime.combine(day, time(), place), holidays):
            total += max(min(closes, ends) - max(opens, begins), timedelta())
        day += timedelta(days=1)
    return total


def next_time(
    appointment: Appointment, at: datetime, zone: str, holidays: Collection[str] = ()
) -> datetime:
    """The first one after `at`, in UTC."""
    hours = OfficeHours(appointment.first, appointment.last, appointment.at, appointment.at)
    return next_opening(hours, at, zone, holidays)


def _is_workday(hours: OfficeHours, local: datetime, holidays: Collection[str]) -> bool:
    """Over the week's end, too: `sat-mon`."""
    if local.date().isoformat() in holidays:
        return False
    first, last, day = (
        _DAYS.index(hours.first),
        _DAYS.index(hours.last),
        local.weekday(),
    )
    if first <= last:
        return first <= day <= last
    return day >= first or day <= last
