"""A week of answers, such as 2026-W47 (ISO 8601), and that the channel has heard of it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from deskbell.domain.nps.net_score import Scores
from deskbell.domain.unlisted import Unlisted

LAST = timedelta(days=6)


@dataclass(frozen=True, slots=True)
class NpsWeek(Unlisted):
    """What came of a week is told once. `scores` are those of a quarter, this one last."""

    week: str
    told_at: datetime
    scores: tuple[Scores, ...] = ()

    @property
    def weeks(self) -> tuple[tuple[str, Scores], ...]:
        """Those of `scores`, by their names."""
        last = len(self.scores) - 1
        mondays = (monday_of(self.week) - timedelta(weeks=last - n) for n in range(last + 1))
        return tuple(zip(map(week_of, mondays), self.scores, strict=True))


def week_of(day: date) -> str:
    year, number, _ = day.isocalendar()
    return f"{year}-W{number:02}"


def week_before(day: date) -> str:
    return week_of(day - timedelta(weeks=1))


def monday_of(week: str) -> date:
    return date.fromisoformat(f"{week}-1")
