"""A report as tables: what is shown, exported and given to programs is each time the same cells
(C-10). In English, as all that operators read."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from deskbell.domain.ids import PersonId
from deskbell.domain.reports.figures import By, Group, Report, Volume
from deskbell.domain.reports.life import Turn
from deskbell.domain.reports.period import HOURS
from deskbell.domain.settings.hours import Weekday

Cell = str | int | Decimal | timedelta
_NOBODY, _NONE = "(nobody)", "(none)"
UNKNOWN = ""


@dataclass(frozen=True, slots=True)
class Table:
    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def shown(cell: Cell) -> str:
    """A duration as hours, minutes and seconds, which spreadsheets understand: `26:05:00`."""
    if not isinstance(cell, timedelta):
        return str(cell)
    minutes, seconds = divmod(in_seconds(cell), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}"


def in_seconds(duration: timedelta) -> int:
    """To the nearest one."""
    return round(duration / timedelta(seconds=1))


def percent(part: int, whole: int) -> Cell:
    return rounded(Fraction(100 * part, whole)) if whole else UNKNOWN


def rounded(exact: Fraction) -> Decimal:
    """To a tenth, halves away from zero."""
    tenths = Decimal(exact.numerator * 10) / Decimal(exact.denominator)
    return tenths.quantize(Decimal(1), ROUND_HALF_UP).scaleb(-1) + Decimal("0.0")


def tables(report: Report, people: Mapping[PersonId, str]) -> tuple[Table, ...]:
    """`people` are names by id; of a ticket that few may know of, too, nothing but its count."""

    def named(group: Group) -> tuple[str, str]:
        return str(group.by), _name(group, people)

    return (_tickets(report, named), _times(report, named), _hours(report))


_Named = Callable[[Group], tuple[str, str]]


def _name(group: Group, people: Mapping[PersonId, str]) -> str:
    match group.by:
        case By.ALL:
            return ""
        case By.INBOX:
            return group.name or _NONE
        case By.CATEGORY:
            return f"{group.of or _NONE}/{group.name or _NONE}"
        case By.AGENT:
            return people.get(PersonId(group.name), group.name) or _NOBODY


def _tickets(report: Report, named: _Named) -> Table:
    def cells(group: Group, one: Volume) -> tuple[Cell, ...]:
        turns = (one.turns[turn] for turn in Turn)
        return (*named(group), one.open_before, *turns, one.open_after)

    columns = ("by", "name", "open before", *map(str, Turn), "open after")
    return Table("tickets", columns, tuple(cells(*row) for row in report.volumes.items()))


def _times(report: Report, named: _Named) -> Table:
    rows = (
        (str(measure), str(clock), *named(group), one.count, one.mean, one.median, one.p90)
        for (group, measure, clock), one in report.times.items()
    )
    columns = ("measure", "clock", "by", "name", "count", "mean", "median", "p90")
    return Table("times", columns, tuple(rows))


def _hours(report: Report) -> Table:
    columns = ("opened on", "days", *(f"{hour:02}" for hour in range(HOURS)), "total")
    return Table("hours", columns, tuple(_weeks(report)) if report.opened else ())


def _weeks(report: Report) -> Iterator[tuple[Cell, ...]]:
    """Each weekday of the period."""
    for number, weekday in enumerate(Weekday):
        if days := report.period.weekdays[number]:
            counts = [report.opened.get((number, hour), 0) for hour in range(HOURS)]
            yield (str(weekday), days, *counts, sum(counts))
