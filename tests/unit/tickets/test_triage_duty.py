"""Who is on triage duty: a week each, by the calendar of the desk's zone."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

from deskbell.domain.tickets.triage_duty import triager_on_duty
from tests.builders import BEN, JIWOO, LENA, NOW, a_desk, an_inbox

IT = an_inbox(triagers=(BEN, JIWOO, LENA))
DESK = a_desk()
WEEK = timedelta(days=7)


def test_each_has_a_week_and_then_it_begins_again() -> None:
    turns = [triager_on_duty(DESK, IT, NOW + weeks * WEEK) for weeks in range(6)]
    assert turns[:3] == turns[3:]
    assert set(turns) == {BEN, JIWOO, LENA}


def test_the_turn_changes_when_monday_begins_in_the_desks_zone() -> None:
    monday = datetime(2026, 11, 30, 5, 0, tzinfo=UTC)  # midnight in New York
    before, after = (triager_on_duty(DESK, IT, monday - shift) for shift in (WEEK / 10**6, WEEK))
    assert before == after != triager_on_duty(DESK, IT, monday)


def test_a_week_goes_over_the_end_of_a_year_of_53_weeks() -> None:
    turns = [triager_on_duty(DESK, IT, NOW + weeks * WEEK) for weeks in range(5, 9)]
    assert all(one != other for one, other in pairwise(turns))


def test_the_next_one_stands_in_for_whoever_is_away() -> None:
    on_duty = triager_on_duty(DESK, IT, NOW)
    next_week = triager_on_duty(DESK, IT, NOW + WEEK)
    assert triager_on_duty(a_desk(away=frozenset({on_duty})), IT, NOW) == next_week
    assert triager_on_duty(a_desk(away=frozenset(IT.triagers)), IT, NOW) is None


def test_an_inbox_without_triagers_has_nobody_on_duty() -> None:
    assert triager_on_duty(DESK, an_inbox(), NOW) is None
