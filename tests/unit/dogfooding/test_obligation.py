"""Who owes it in which month, and who is late (A3-04)."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskbell.domain.dogfooding.obligation import (
    Owes,
    first_day,
    is_overdue,
    last_day,
    month_before,
    month_of,
    owes,
)
from deskbell.domain.dogfooding.slots import MOST_SLOTS, next_slots
from tests.builders import BEN, JIWOO, OLA
from tests.unit.dogfooding.people import a_dogfooding


def test_who_has_been_there_for_long_owes_it_each_month() -> None:
    assert owes(a_dogfooding(), BEN, "2026-02") is Owes.DUE


def test_joined_on_the_20th_with_14_days_nobody_is_late_on_the_31st_or_later() -> None:
    plan = a_dogfooding(joined={JIWOO: "2026-10-20"})
    assert owes(plan, JIWOO, "2026-10") is Owes.HARDLY_THERE
    for today in (date(2026, 10, 31), date(2026, 11, 1), date(2027, 1, 1)):
        assert not is_overdue(plan, JIWOO, "2026-10", today, done=False)
    assert is_overdue(plan, JIWOO, "2026-11", date(2026, 12, 1), done=False)


@pytest.mark.parametrize(
    ("joined", "found"),
    [
        ("2026-11-17", Owes.DUE),
        ("2026-11-18", Owes.HARDLY_THERE),
        ("2026-12-01", Owes.HARDLY_THERE),
    ],
)
def test_whoever_is_there_for_fourteen_days_owes_it(joined: str, found: Owes) -> None:
    assert owes(a_dogfooding(joined={OLA: joined}), OLA, "2026-11") is found


@pytest.mark.parametrize(
    ("leave", "found"),
    [
        (("2026-11-01..2026-11-16",), Owes.DUE),
        (("2026-11-01..2026-11-17",), Owes.HARDLY_THERE),
        (("2026-10-01..2026-11-10", "2026-11-09..2026-11-17"), Owes.HARDLY_THERE),
        (("2026-10-01..2026-10-31",), Owes.DUE),
    ],
)
def test_leave_takes_its_days_away_and_none_twice(leave: tuple[str, ...], found: Owes) -> None:
    assert owes(a_dogfooding(leave={OLA: leave}), OLA, "2026-11") is found


def test_who_is_exempt_owes_nothing_and_is_never_late() -> None:
    plan = a_dogfooding(exempt=frozenset({OLA}))
    assert owes(plan, OLA, "2026-11") is Owes.EXEMPT
    assert not is_overdue(plan, OLA, "2026-11", date(2027, 1, 1), done=False)


def test_late_is_who_has_not_done_it_when_the_month_is_over_and_not_before() -> None:
    plan = a_dogfooding()
    assert not is_overdue(plan, BEN, "2026-11", date(2026, 11, 30), done=False)
    assert is_overdue(plan, BEN, "2026-11", date(2026, 12, 1), done=False)
    assert not is_overdue(plan, BEN, "2026-11", date(2026, 12, 1), done=True)


def test_a_month_is_that_of_the_zone() -> None:
    at = datetime(2026, 10, 31, 23, 30, tzinfo=UTC)
    assert month_of(at, "Europe/Warsaw") == "2026-11"
    assert month_of(at, "America/New_York") == "2026-10"


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_each_day_is_in_one_month(day: date) -> None:
    month = f"{day:%Y-%m}"
    assert first_day(month) <= day <= last_day(month)
    assert last_day(month_before(month)) + timedelta(days=1) == first_day(month)


def test_the_next_times_come_in_their_order_and_on_no_holiday() -> None:
    now = datetime(2026, 11, 23, 9, tzinfo=UTC)
    found = next_slots(a_dogfooding().slots, now, "Europe/Warsaw", {"2026-11-26"})
    assert len(found) == MOST_SLOTS
    assert found == sorted(found)
    assert [f"{one:%m-%d %H:%M}" for one in found[:3]] == [
        "11-24 09:00",
        "12-01 09:00",
        "12-03 13:00",
    ]


def test_without_times_nobody_signs_up() -> None:
    assert next_slots((), datetime(2026, 11, 23, tzinfo=UTC), "UTC", ()) == []
