"""Every figure of a week whose history was written, and reckoned, by hand (A5-10, A4-07, A4-10,
A4-11); golden.py says what happened."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import pytest

from deskbell.domain.reports.figures import Report, figures
from deskbell.domain.reports.log import Log
from deskbell.domain.reports.period import Period
from deskbell.domain.reports.tables import Cell, Table, shown, tables
from tests.builders import BEN, JIWOO, XENA, a_desk, two_inboxes
from tests.unit.reports.golden import golden_log
from tests.unit.reports.history import NEW_YORK, X, adds_up

WEEK = Period(date(2026, 11, 16), date(2026, 11, 22), NEW_YORK)
DESK = a_desk(inboxes=two_inboxes())
PEOPLE = {BEN: "ben", JIWOO: "jiwoo", XENA: "xena"}

TICKETS = """\
by       name           open before opened reopened solved solved-by-peers merged cancelled closed-unsolved open after
all      -                        1      9        1      4               1      1         1               1          3
inbox    it                       1      7        1      4               1      1         1               1          1
inbox    x-team                   0      2        0      0               0      0         0               0          2
category it/(none)                0      5        0      0               1      1         1               1          1
category it/hardware              1      1        1      3               0      0         0               0          0
category it/software              0      1        0      1               0      0         0               0          0
category x-team/(none)            0      2        0      0               0      0         0               0          2
agent    (nobody)                 0      4        0      0               1      1         1               0          1
agent    ben                      1      1        1      2               0      0         0               1          0
agent    jiwoo                    0      2        0      2               0      0         0               0          0
agent    xena                     0      2        0      0               0      0         0               0          2
"""  # noqa: E501
FIRST_REPLY = """\
calendar all      -             6 11:25:00 0:30:00  65:00:00
calendar inbox    it            5 13:18:00 0:30:00  65:00:00
calendar inbox    x-team        1 2:00:00  2:00:00  2:00:00
calendar category it/(none)     2 0:30:00  0:30:00  0:30:00
calendar category it/hardware   2 32:35:00 32:35:00 65:00:00
calendar category it/software   1 0:20:00  0:20:00  0:20:00
calendar category x-team/(none) 1 2:00:00  2:00:00  2:00:00
calendar agent    ben           4 16:35:00 0:30:00  65:00:00
calendar agent    jiwoo         1 0:10:00  0:10:00  0:10:00
calendar agent    xena          1 2:00:00  2:00:00  2:00:00
office   all      -             5 0:48:00  0:20:00  3:00:00
office   inbox    it            5 0:48:00  0:20:00  3:00:00
office   category it/(none)     2 0:15:00  0:15:00  0:30:00
office   category it/hardware   2 1:35:00  1:35:00  3:00:00
office   category it/software   1 0:20:00  0:20:00  0:20:00
office   agent    ben           4 0:57:30  0:25:00  3:00:00
office   agent    jiwoo         1 0:10:00  0:10:00  0:10:00
"""
FIRST_RESOLUTION = """\
calendar all      -             3 30:40:00 24:00:00 66:00:00
calendar inbox    it            3 30:40:00 24:00:00 66:00:00
calendar category it/hardware   2 34:00:00 34:00:00 66:00:00
calendar category it/software   1 24:00:00 24:00:00 24:00:00
calendar agent    ben           1 66:00:00 66:00:00 66:00:00
calendar agent    jiwoo         2 13:00:00 13:00:00 24:00:00
office   all      -             3 5:20:00  4:00:00  10:00:00
office   inbox    it            3 5:20:00  4:00:00  10:00:00
office   category it/hardware   2 3:00:00  3:00:00  4:00:00
office   category it/software   1 10:00:00 10:00:00 10:00:00
office   agent    ben           1 4:00:00  4:00:00  4:00:00
office   agent    jiwoo         2 6:00:00  6:00:00  10:00:00
"""
FULL_RESOLUTION = """\
calendar all      -             3 39:20:00 24:00:00 92:00:00
calendar inbox    it            3 39:20:00 24:00:00 92:00:00
calendar category it/hardware   2 47:00:00 47:00:00 92:00:00
calendar category it/software   1 24:00:00 24:00:00 24:00:00
calendar agent    ben           1 92:00:00 92:00:00 92:00:00
calendar agent    jiwoo         2 13:00:00 13:00:00 24:00:00
office   all      -             3 9:20:00  10:00:00 16:00:00
office   inbox    it            3 9:20:00  10:00:00 16:00:00
office   category it/hardware   2 9:00:00  9:00:00  16:00:00
office   category it/software   1 10:00:00 10:00:00 10:00:00
office   agent    ben           1 16:00:00 16:00:00 16:00:00
office   agent    jiwoo         2 6:00:00  6:00:00  10:00:00
"""
OPENED = {"mon": {0: 1, 9: 2}, "tue": {13: 2}, "wed": {22: 1}, "thu": {9: 2}, "fri": {10: 1}}


def report(period: Period = WEEK, **asked: Any) -> Report:
    lives, left_out = Log(golden_log()).lives(period.ends, DESK.staff)
    return figures(lives, period, DESK, left_out=left_out, **asked)


def table(name: str) -> Table:
    return next(one for one in tables(report(), PEOPLE) if one.name == name)


def words(text: str) -> list[list[str]]:
    return [line.split() for line in text.splitlines()]


def told(rows: Iterable[Sequence[Cell]]) -> list[list[str]]:
    """As the figures above: without blanks in a cell, a dash for an empty one."""
    return [[shown(cell).replace(" hours", "") or "-" for cell in row] for row in rows]


def test_volume_and_backlog_by_inbox_category_and_agent() -> None:
    assert told(table("tickets").rows) == words(TICKETS)[1:]


@pytest.mark.parametrize(
    ("measure", "expected"),
    [
        ("first reply", FIRST_REPLY),
        ("first resolution", FIRST_RESOLUTION),
        ("full resolution", FULL_RESOLUTION),
    ],
)
def test_times_by_the_calendar_and_in_office_hours(measure: str, expected: str) -> None:
    rows = tuple(row[1:] for row in table("times").rows if row[0] == measure)
    assert told(rows) == words(expected)


def test_the_busiest_weekdays_and_hours_by_the_desks_clock() -> None:
    for weekday, days, *hours, total in table("hours").rows:
        opened = OPENED.get(str(weekday), {})
        assert {hour: count for hour, count in enumerate(hours) if count} == opened
        assert (days, total) == (1, sum(opened.values()))


def test_every_row_adds_up() -> None:
    assert adds_up(table("tickets"))


def test_of_one_inbox_only_its_tickets_count() -> None:
    tickets, times, hours = tables(report(inbox=X), PEOPLE)
    assert told(tickets.rows)[:2] == [
        ["all", "-", *words(TICKETS)[3][2:]],
        ["inbox", "x-team", *words(TICKETS)[3][2:]],
    ]
    assert {row[3] for row in times.rows} == {"", "x-team", "x-team/(none)", "xena"}
    assert [row[-1] for row in hours.rows] == [0, 0, 1, 0, 1, 0, 0]


def test_what_happens_later_changes_no_figure_of_a_week_that_is_over() -> None:
    """Its resolution of the week stays, though the ticket was reopened on the Monday after."""
    lives, _ = Log(golden_log()).lives(WEEK.ends, DESK.staff)
    earlier = [fact for fact in golden_log() if fact.at < WEEK.ends]
    assert Log(earlier).lives(WEEK.ends, DESK.staff)[0] == lives


def test_a_time_without_tickets_has_no_figures() -> None:
    empty = report(Period(date(2026, 11, 1), date(2026, 11, 7), NEW_YORK))
    assert empty.is_empty
    assert [one.rows for one in tables(empty, PEOPLE)] == [(), (), ()]
