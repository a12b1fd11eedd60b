"""The figures of surveys as tables, as `tables.py` makes those of tickets."""

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from deskbell.domain.reports.nps_figures import IN_TIME, Loops, NpsReport, Scores, Seconds, Split
from deskbell.domain.reports.tables import Cell, Table

_ALL, _SEGMENT, _NONE = "all", "segment", "(none)"
_UNKNOWN = ""


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
    at_least, at_most = (_rounded(Fraction(bound)) for bound in one.interval)
    counts = (one.count, one.promoters, one.passives, one.detractors)
    return (*counts, _rounded(one.nps), at_least, at_most)


def _loop(one: Loops) -> Iterator[Cell]:
    times = one.first_touch
    yield one.opened
    yield len(one.touched)
    yield times.median if times else _UNKNOWN
    yield times.p90 if times else _UNKNOWN
    for time in IN_TIME:
        due, done = one.in_time[time]
        yield due
        yield done
        yield _percent(done, due)


def _second(one: Seconds) -> tuple[Cell, ...]:
    mean = _rounded(Fraction(one.delta, one.count))
    return (one.count, one.recovered, _percent(one.recovered, one.count), mean)


def _percent(part: int, whole: int) -> Cell:
    return _rounded(Fraction(100 * part, whole)) if whole else _UNKNOWN


def _rounded(exact: Fraction) -> Decimal:
    """To a tenth, halves away from zero."""
    tenths = Decimal(exact.numerator * 10) / Decimal(exact.denominator)
    return tenths.quantize(Decimal(1), ROUND_HALF_UP).scaleb(-1) + Decimal("0.0")
