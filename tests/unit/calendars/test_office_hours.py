"""Office hours on the clock, through changed clocks and over week ends (A4-18)."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskbell.domain.calendars.office_hours import is_open, next_opening, open_between
from deskbell.domain.settings.hours import OfficeHours, Weekday

WARSAW = "Europe/Warsaw"
WORKDAYS = OfficeHours(Weekday.MON, Weekday.FRI, "08:00", "18:00")


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)


@pytest.mark.parametrize(
    ("now", "opens"),
    [
        ("2026-11-23T07:59+01:00", "2026-11-23T08:00+01:00"),
        ("2026-11-23T18:00+01:00", "2026-11-24T08:00+01:00"),
        ("2026-11-27T18:00+01:00", "2026-11-30T08:00+01:00"),
        ("2026-11-28T12:00+01:00", "2026-11-30T08:00+01:00"),
        # The clocks change in the night to Sunday: from +01:00 to +02:00, and back.
        ("2026-03-27T18:00+01:00", "2026-03-30T08:00+02:00"),
        ("2026-10-23T18:00+02:00", "2026-10-26T08:00+01:00"),
    ],
)
def test_the_next_opening_is_the_next_workdays_by_the_clock_on_the_wall(
    now: str, opens: str
) -> None:
    assert next_opening(WORKDAYS, at(now), WARSAW) == at(opens)


def test_while_somebody_is_there_it_opens_now() -> None:
    now = at("2026-11-23T08:00+01:00")
    assert next_opening(WORKDAYS, now, WARSAW) == now


def test_a_time_that_the_clock_jumps_over_opens_when_the_jump_is_over() -> None:
    night = OfficeHours(Weekday.SUN, Weekday.SUN, "02:30", "24:00")
    opens = next_opening(night, at("2026-03-28T12:00+01:00"), WARSAW)
    assert opens == at("2026-03-29T03:30+02:00")
    assert is_open(night, opens, WARSAW)


def test_days_may_go_over_the_end_of_the_week() -> None:
    weekend = OfficeHours(Weekday.SAT, Weekday.MON, "10:00", "12:00")
    assert is_open(weekend, at("2026-11-29T10:00+01:00"), WARSAW)
    assert is_open(weekend, at("2026-11-30T11:59+01:00"), WARSAW)
    assert not is_open(weekend, at("2026-11-27T11:00+01:00"), WARSAW)


def test_on_a_holiday_nobody_is_there_and_the_next_opening_is_after_it() -> None:
    hours = OfficeHours(Weekday.MON, Weekday.FRI, "08:00", "18:00")
    christmas = ("2026-12-24", "2026-12-25")  # Thursday and Friday
    assert not is_open(hours, at("2026-12-24T10:00+01:00"), WARSAW, christmas)
    opens = next_opening(hours, at("2026-12-23T19:00+01:00"), WARSAW, christmas)
    assert opens == at("2026-12-28T08:00+01:00")


def test_a_day_a_week_that_is_a_holiday_again_and_again_is_waited_for() -> None:
    mondays = OfficeHours(Weekday.MON, Weekday.MON, "08:00", "18:00")
    gone = ("2026-12-28", "2027-01-04", "2027-01-11")
    opens = next_opening(mondays, at("2026-12-22T09:00+01:00"), WARSAW, gone)
    assert opens == at("2027-01-18T08:00+01:00")


def test_until_24_is_until_midnight() -> None:
    late = OfficeHours(Weekday.MON, Weekday.SUN, "00:00", "24:00")
    assert is_open(late, at("2026-11-23T23:59+01:00"), WARSAW)


@given(
    st.sampled_from(Weekday),
    st.sampled_from(Weekday),
    st.integers(0, 23),
    st.integers(0, 23),
    st.integers(0, 2 * 366 * 24 * 60),
    st.sampled_from([WARSAW, "America/New_York", "Australia/Lord_Howe", "Asia/Seoul"]),
)
def test_it_is_open_at_each_next_opening_and_never_before(
    first: Weekday, last: Weekday, opens: int, more: int, minutes: int, zone: str
) -> None:
    closes = "24:00" if opens + more > 22 else f"{opens + more + 1:02}:00"
    hours = OfficeHours(first, last, f"{opens:02}:00", closes)
    now = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)

    opening = next_opening(hours, now, zone)

    assert is_open(hours, opening, zone)
    assert now <= opening <= now + timedelta(days=8)
    minute = now
    while minute < opening:
        assert not is_open(hours, minute, zone)
        minute += timedelta(minutes=97)


# --- how long it was open ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("begins", "ends", "hours"),
    [
        ("2026-11-23T09:00+01:00", "2026-11-23T11:30+01:00", 2.5),
        ("2026-11-23T05:00+01:00", "2026-11-23T20:00+01:00", 10),
        ("2026-11-23T17:00+01:00", "2026-11-24T09:00+01:00", 2),
        ("2026-11-27T17:00+01:00", "2026-11-30T09:00+01:00", 2),  # over the week end
        ("2026-11-28T09:00+01:00", "2026-11-29T20:00+01:00", 0),
        ("2026-11-23T18:00+01:00", "2026-11-23T23:00+01:00", 0),
        ("2026-11-23T11:00+01:00", "2026-11-23T09:00+01:00", 0),
        # Over the night in which the clocks change, a workday has its ten hours.
        ("2026-03-27T17:00+01:00", "2026-03-30T09:00+02:00", 2),
        ("2026-10-23T17:00+02:00", "2026-10-26T09:00+01:00", 2),
    ],
)
def test_office_hours_are_counted_by_the_clock_on_the_wall(
    begins: str, ends: str, hours: float
) -> None:
    assert open_between(WORKDAYS, at(begins), at(ends), WARSAW) == timedelta(hours=hours)


def test_an_office_that_is_open_while_the_clock_jumps_is_open_for_an_hour_less() -> None:
    nights = OfficeHours(Weekday.SUN, Weekday.SUN, "00:00", "08:00")
    spring, autumn = at("2026-03-28T12:00+01:00"), at("2026-10-24T12:00+02:00")
    day = timedelta(days=2)
    assert open_between(nights, spring, spring + day, WARSAW) == timedelta(hours=7)
    assert open_between(nights, autumn, autumn + day, WARSAW) == timedelta(hours=9)


def test_on_a_holiday_nobody_is_there() -> None:
    week = at("2026-12-21T00:00+01:00"), at("2026-12-28T00:00+01:00")
    assert open_between(WORKDAYS, *week, WARSAW, {"2026-12-25"}) == timedelta(hours=40)


@given(
    st.lists(
        st.datetimes(datetime(2026, 3, 20), datetime(2026, 4, 5), timezones=st.just(UTC)),  # noqa: DTZ001
        min_size=3,
        max_size=3,
    )
)
def test_two_times_one_after_the_other_are_as_long_as_both_at_once(times: list[datetime]) -> None:
    first, middle, last = sorted(times)
    both = open_between(WORKDAYS, first, last, WARSAW)
    parts = (
        open_between(WORKDAYS, first, middle, WARSAW),
        open_between(WORKDAYS, middle, last, WARSAW),
    )
    assert sum(parts, timedelta()) == both
