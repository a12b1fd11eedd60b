"""On which days there are stand-ups, and when whoever lives where is asked (A3-05). Pure.

Two an ISO week, unless the rule for holidays says otherwise. Looked at each hour by
`look_at_stand_ups`, and by `decide` again.
"""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from deskbell.domain.oncall.wall_clock import instant
from deskbell.domain.settings.hours import Weekday
from deskbell.domain.standups.plan import HolidayRule, StandUpPlan

_DAYS = tuple(Weekday)
_DAY, _WEEK = timedelta(days=1), timedelta(weeks=1)
_FRIDAY = 4


class Meeting(NamedTuple):
    """One stand-up: its day, and the time on the clock, HH:MM."""

    day: date
    at: str

    def begins(self, zone: str) -> datetime:
        """When somebody there is asked, in UTC; a time that the clock jumps over is as much later
        as it jumps, of one that comes twice the first is meant."""
        return instant(datetime.combine(self.day, time.fromisoformat(self.at)), zone)


def stand_ups(plan: StandUpPlan, first: date, last: date) -> Iterator[Meeting]:
    """Those from `first` to `last`, both included, in their order."""
    monday = first - first.weekday() * _DAY
    while monday <= last:
        yield from (one for one in _week(plan, monday) if first <= one.day <= last)
        monday += _WEEK


def _week(plan: StandUpPlan, monday: date) -> list[Meeting]:
    planned = sorted(Meeting(monday + _DAYS.index(one.first) * _DAY, one.at) for one in plan.when)
    kept = [one for one in planned if not _is_holiday(plan, one.day)]
    if plan.if_holiday is HolidayRule.SHIFT:
        for one in planned:
            if _is_holiday(plan, one.day) and (day := _instead(plan, one.day, monday, kept)):
                kept.append(Meeting(day, one.at))
    return sorted(kept)


def _instead(plan: StandUpPlan, of: date, monday: date, kept: list[Meeting]) -> date | None:
    """The next free workday of the week, else the one before; None: there is none."""
    taken = {one.day for one in kept}
    week = [monday + ahead * _DAY for ahead in range(len(_DAYS))]
    free = [day for day in week if day not in taken and _is_workday(plan, day)]
    later = [day for day in free if day > of]
    return later[0] if later else free[-1] if free else None


def _is_holiday(plan: StandUpPlan, day: date) -> bool:
    return day.isoformat() in plan.holidays


def _is_workday(plan: StandUpPlan, day: date) -> bool:
    """From Monday to Friday, or a day that the plan itself names."""
    named = {_DAYS.index(one.first) for one in plan.when}
    is_of_the_week = day.weekday() <= _FRIDAY or day.weekday() in named
    return is_of_the_week and not _is_holiday(plan, day)
