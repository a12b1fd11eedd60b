"""Two stand-ups an ISO week, unless the rule for holidays says otherwise (A3-05)."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskbell.domain.settings.hours import Weekday
from deskbell.domain.standups.dates import Meeting, stand_ups
from deskbell.domain.standups.plan import HolidayRule, StandUpPlan
from tests.unit.standups.people import NEW_YORK, SEOUL, WARSAW, a_plan, appointments

DAYS = tuple(Weekday)
KOREAN = {"2026-09-24", "2026-09-25", "2026-10-05", "2026-10-09"}
"""Chuseok, the substitute for the National Foundation Day, and the Hangul Day of 2026."""
POLISH = {"2026-11-01", "2026-11-11"}
"""All Saints and the Independence Day."""
SKIP, SHIFT = HolidayRule.SKIP, HolidayRule.SHIFT


def days(plan: StandUpPlan, first: date, last: date) -> list[str]:
    return [f"{one.day:%a %m-%d}" for one in stand_ups(plan, first, last)]


def week(plan: StandUpPlan, of: date) -> list[str]:
    monday = of - timedelta(days=of.weekday())
    return days(plan, monday, monday + timedelta(days=6))


def test_it_is_on_both_days_of_each_week() -> None:
    found = days(a_plan(), date(2026, 11, 23), date(2026, 12, 6))
    assert found == ["Tue 11-24", "Thu 11-26", "Tue 12-01", "Thu 12-03"]


def test_the_first_and_the_last_day_belong_to_it() -> None:
    assert days(a_plan(), date(2026, 11, 24), date(2026, 11, 24)) == ["Tue 11-24"]
    assert days(a_plan(), date(2026, 11, 25), date(2026, 11, 25)) == []


@pytest.mark.parametrize(
    ("rule", "when", "of", "found"),
    [
        (SKIP, ("tue", "thu"), date(2026, 9, 24), ["Tue 09-22"]),
        (SHIFT, ("tue", "thu"), date(2026, 9, 24), ["Tue 09-22", "Wed 09-23"]),
        (SHIFT, ("mon", "thu"), date(2026, 10, 5), ["Tue 10-06", "Thu 10-08"]),
        (SHIFT, ("mon", "tue"), date(2026, 10, 5), ["Tue 10-06", "Wed 10-07"]),
        (SHIFT, ("wed", "fri"), date(2026, 11, 11), ["Thu 11-12", "Fri 11-13"]),
        (SKIP, ("wed", "fri"), date(2026, 11, 11), ["Fri 11-13"]),
        (SHIFT, ("thu", "fri"), date(2026, 9, 24), ["Tue 09-22", "Wed 09-23"]),
        (SKIP, ("thu", "fri"), date(2026, 9, 24), []),
    ],
)
def test_korean_and_polish_holidays(
    rule: HolidayRule, when: tuple[str, str], of: date, found: list[str]
) -> None:
    plan = a_plan(
        when=appointments(*(f"{day} 09:30" for day in when)),
        holidays=frozenset(KOREAN | POLISH),
        if_holiday=rule,
    )
    assert week(plan, of) == found


def test_a_weekend_is_no_other_day_unless_the_plan_names_it() -> None:
    closed = frozenset(f"2026-11-{day}" for day in (24, 25, 26, 27))
    plan = a_plan(holidays=closed, if_holiday=SHIFT)
    assert week(plan, date(2026, 11, 24)) == ["Mon 11-23"]
    of_saturday = a_plan(
        when=appointments("tue 09:30", "sat 09:30"), holidays=closed, if_holiday=SHIFT
    )
    assert week(of_saturday, date(2026, 11, 24)) == ["Mon 11-23", "Sat 11-28"]


def test_what_is_shifted_keeps_its_time() -> None:
    plan = a_plan(
        when=appointments("mon 09:30", "thu 15:00"),
        holidays=frozenset({"2026-11-26"}),
        if_holiday=SHIFT,
    )
    found = list(stand_ups(plan, date(2026, 11, 23), date(2026, 11, 29)))
    assert found == [Meeting(date(2026, 11, 23), "09:30"), Meeting(date(2026, 11, 27), "15:00")]


plans = st.builds(
    lambda two, rule, closed: a_plan(
        when=appointments(*(f"{one} 09:30" for one in two)),
        if_holiday=rule,
        holidays=frozenset((date(2026, 8, 31) + timedelta(days=n)).isoformat() for n in closed),
    ),
    st.lists(st.sampled_from(DAYS), min_size=2, max_size=2, unique=True),
    st.sampled_from(HolidayRule),
    st.frozensets(st.integers(0, 100), max_size=40),
)


@given(plans, st.integers(0, 13))
def test_exactly_two_an_iso_week_unless_the_rule_for_holidays_applies(
    plan: StandUpPlan, weeks: int
) -> None:
    monday = date(2026, 8, 31) + timedelta(weeks=weeks)
    found = [one.day for one in stand_ups(plan, monday, monday + timedelta(days=6))]
    planned = sorted(monday + timedelta(days=DAYS.index(one.first)) for one in plan.when)
    closed = [day for day in planned if day.isoformat() in plan.holidays]
    assert len(set(found)) == len(found)
    assert all(day.isoformat() not in plan.holidays for day in found)
    if not closed:
        assert found == planned
    elif plan.if_holiday is SKIP:
        assert found == [day for day in planned if day not in closed]
    else:
        week = [monday + timedelta(days=ahead) for ahead in range(7)]
        workdays = {
            day
            for day in week
            if (day.weekday() < 5 or day in planned) and day.isoformat() not in plan.holidays
        }
        assert len(found) == min(2, len(workdays))
        assert set(planned) - set(closed) <= set(found) <= workdays


@given(plans, st.integers(0, 60), st.integers(0, 30))
def test_however_the_time_is_cut_the_days_are_the_same(
    plan: StandUpPlan, start: int, middle: int
) -> None:
    first = date(2026, 8, 31) + timedelta(days=start)
    last = first + timedelta(days=30)
    cut = first + timedelta(days=middle)
    whole = list(stand_ups(plan, first, last))
    parts = [*stand_ups(plan, first, cut), *stand_ups(plan, cut + timedelta(days=1), last)]
    assert whole == parts


@given(
    st.sampled_from([WARSAW, SEOUL, NEW_YORK]),
    st.integers(0, 400),
    st.sampled_from(["09:30", "14:00", "23:45"]),
)
def test_it_is_always_at_the_same_time_on_everybodys_clock(zone: str, ahead: int, at: str) -> None:
    meeting = Meeting(date(2026, 1, 1) + timedelta(days=ahead), at)
    local = meeting.begins(zone).astimezone(ZoneInfo(zone))
    assert (local.date(), f"{local:%H:%M}") == (meeting.day, at)


def test_when_the_clocks_change_it_is_an_hour_later_in_utc() -> None:
    before, after = (Meeting(date(2026, 10, day), "09:30").begins(WARSAW) for day in (22, 27))
    assert before == datetime(2026, 10, 22, 7, 30, tzinfo=UTC)
    assert after == datetime(2026, 10, 27, 8, 30, tzinfo=UTC)
    assert Meeting(date(2026, 3, 29), "02:30").begins(WARSAW) == datetime(
        2026, 3, 29, 1, 30, tzinfo=UTC
    )
