"""Who owes it in which month, and who is late (A3-04). Pure.

One rule for joiners, part of a month and leave alike: whoever is there for fewer days of a month
than the grace owes nothing in it. Joined on the 20th, with 14 days, somebody is not late on the
31st, nor ever for that month.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from deskbell.domain.dogfooding.plan import DogfoodingPlan
from deskbell.domain.id_types import PersonId

_DAY = timedelta(days=1)
_LONGEST_MONTH = timedelta(days=31)


class Owes(StrEnum):
    """Whether somebody owes it in a month, and why not."""

    DUE = "due"
    EXEMPT = "exempt"
    HARDLY_THERE = "hardly_there"


def month_of(at: datetime, zone: str) -> str:
    """The month that it is there, such as 2026-11."""
    return f"{at.astimezone(ZoneInfo(zone)):%Y-%m}"


def first_day(month: str) -> date:
    """Raises ValueError where it is none."""
    return date.fromisoformat(f"{month}-01")


def last_day(month: str) -> date:
    following = first_day(month) + _LONGEST_MONTH
    return following.replace(day=1) - _DAY


def month_before(month: str) -> str:
    return f"{first_day(month) - _DAY:%Y-%m}"


def owes(plan: DogfoodingPlan, person: PersonId, month: str) -> Owes:
    if person in plan.exempt:
        return Owes.EXEMPT
    there = sum(1 for _ in _days_there(plan, person, month)) * _DAY
    return Owes.DUE if there >= plan.grace else Owes.HARDLY_THERE


def is_overdue(
    plan: DogfoodingPlan, person: PersonId, month: str, today: date, *, done: bool
) -> bool:
    """After the last day of the month, and not on it."""
    is_due = owes(plan, person, month) is Owes.DUE
    return is_due and not done and today > last_day(month)


def _days_there(plan: DogfoodingPlan, person: PersonId, month: str) -> Iterator[date]:
    joined = date.fromisoformat(plan.joined[person]) if person in plan.joined else date.min
    day, last = max(first_day(month), joined), last_day(month)
    while day <= last:
        if not plan.is_on_leave(person, day):
            yield day
        day += _DAY
