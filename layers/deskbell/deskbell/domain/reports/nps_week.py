"""The figures of one week of surveys, as those of a report (A1-25); the weekly look asks."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import datetime, timedelta

from deskbell.domain.nps.inputs import NpsWeekCounted
from deskbell.domain.nps.net_score import Scores
from deskbell.domain.nps.week import LAST, monday_of
from deskbell.domain.reports.nps_facts import NpsFact
from deskbell.domain.reports.nps_figures import (
    IN_TIME,
    Loops,
    NpsReport,
    Seconds,
    Split,
    nps_figures,
    still_open,
)
from deskbell.domain.reports.period import Period

WEEKS = 12
"""A quarter, nearly: how a week stands is seen beside those before it."""
ALL = Split()


def count_week(
    facts: Iterable[NpsFact], week: str, zone: str, segments: Collection[str], now: datetime
) -> NpsWeekCounted:
    """`segments` are those that may be named, `zone` the desk's."""
    known = set(facts)
    monday = monday_of(week)
    mondays = [monday - timedelta(weeks=n) for n in reversed(range(WEEKS))]
    weeks = [(one.isocalendar().year, one.isocalendar().week) for one in mondays]
    quarter = nps_figures(known, Period(mondays[0], monday + LAST, zone), now).scores
    report = nps_figures(known, Period(monday, monday + LAST, zone), now)
    loops, seconds = report.loops.get(ALL, Loops()), report.seconds.get(ALL, Seconds())
    return NpsWeekCounted(
        week=week,
        scores=tuple(quarter.get((one, ALL), Scores()) for one in weeks),
        segments=_by_segment(report, segments),
        opened=loops.opened,
        in_time=tuple(loops.in_time[time] for time in IN_TIME),
        waiting=still_open(known),
        seconds=seconds.count,
        recovered=seconds.recovered,
        delta=seconds.delta,
    )


def _by_segment(report: NpsReport, segments: Collection[str]) -> tuple[tuple[str, Scores], ...]:
    found: dict[str, Scores] = defaultdict(Scores)
    for (week, split), scores in report.scores.items():
        if week is None and split.segment is not None:
            found[split.segment if split.segment in segments else ""] += scores
    return tuple(sorted(found.items()))
