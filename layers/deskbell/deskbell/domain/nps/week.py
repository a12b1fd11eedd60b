"""A week of answers, such as 2026-W47 (ISO 8601), and that the channel has heard of it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from deskbell.domain.unlisted import Unlisted

LAST = timedelta(days=6)


@dataclass(frozen=True, slots=True)
class NpsWeek(Unlisted):
    """What came of a week is told once."""

    week: str
    told_at: datetime


def week_of(day: date) -> str:
    year, number, _ = day.isocalendar()
    return f"{year}-W{number:02}"


def week_before(day: date) -> str:
    return week_of(day - timedelta(weeks=1))


def monday_of(week: str) -> date:
    return date.fromisoformat(f"{week}-1")
