"""The figures of surveys as tables, as `tables.py` makes those of tickets."""

from collections.abc import Iterator
from fractions import Fraction

from deskbell.domain.nps.net_score import Scores
from deskbell.domain.reports.nps_figures import IN_TIME, Loops, NpsReport, Seconds, Split
from deskbell.domain.reports.tables import UNKNOWN, Cell, Table, percent, rounded

_ALL, _SEGMENT, _NONE = "all", "segment", "(none)"
_COUNTS = ("answers", "promoters", "passives", "detractors")
_IN_TIME = ("after 24 h", "handled", "% in 24 h", "after 48 h", "handled then", "% in 48 h")


def nps_tables(report: NpsReport) -> tuple[Table, ...]:
    loops = (
        (*_named(split), *_loop(report.loops[split])) for split in sorted(report.loops, key=_named)
    )
    seconds = (
        (*_named(split), *_second(report.seconds[split]))
        for split in sorted(report.seconds, key=_named)
    )
    touch = ("by", "name", "opened", "touched", "median", "p90")
    recovery = ("by", "name", "answers", "recovered", "% recovered", "mean delta")
    bounds = ("nps", "at least", "at most")
    return (
        Table("nps", ("week", "by", "name", *_COUNTS, *bounds), tuple(_scores(report))),
        Table("nps_cases", (*touch, *_IN_TIME), tuple(loops)),
        Table("nps_second_answers", recovery, tuple(seconds)),
    )


def _named(split: Split) -> tuple[str, str]:
    return (_ALL, "") if split.segment is None else (_SEGMENT, split.segment or _NONE)


def _scores(report: NpsReport) -> Iterator[tuple[Cell, ...]]:
    """All of the period first."""
    for week, split in sorted(report.scores, key=lambda key: (key[0] or (0, 0), _named(key[1]))):
        year_and_week = f"{week[0]}-W{week[1]:02}" if week else _ALL
        yield (year_and_week, *_named(split), *_score(report.scores[week, split]))


def _score(one: Scores) -> tuple[Cell, ...]:
    at_least, at_most = (rounded(Fraction(bound)) for bound in one.interval)
    counts = (one.count, one.promoters, one.passives, one.detractors)
    return (*counts, rounded(one.nps), at_least, at_most)


def _loop(one: Loops) -> Iterator[Cell]:
    times = one.first_touch
    yield one.opened
    yield len(one.touched)
    yield times.median if times else UNKNOWN
    yield times.p90 if times else UNKNOWN
    for time in IN_TIME:
        due, done = one.in_time[time]
        yield due
        yield done
        yield percent(done, due)


def _second(one: Seconds) -> tuple[Cell, ...]:
    mean = rounded(Fraction(one.delta, one.count))
    return (one.count, one.recovered, percent(one.recovered, one.count), mean)
