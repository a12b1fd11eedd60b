"""The days of a report where the clocks change (A4-07)."""

from collections import Counter
from datetime import date, datetime, timedelta

import pytest

from deskbell.domain.reports.figures import figures
from deskbell.domain.reports.log import Log
from deskbell.domain.reports.period import Period
from tests.builders import a_desk
from tests.unit.reports.history import NEW_YORK, History

WARSAW, SEOUL, LORD_HOWE = "Europe/Warsaw", "Asia/Seoul", "Australia/Lord_Howe"


@pytest.mark.parametrize(
    ("day", "zone", "hours"),
    [
        (date(2026, 3, 29), WARSAW, 23),
        (date(2026, 10, 25), WARSAW, 25),
        (date(2026, 3, 8), NEW_YORK, 23),
        (date(2026, 11, 1), NEW_YORK, 25),
        (date(2026, 3, 29), SEOUL, 24),
        (date(2028, 2, 29), WARSAW, 24),
    ],
)
def test_a_day_has_as_many_hours_as_the_clock_gives_it(day: date, zone: str, hours: int) -> None:
    period = Period(day, day, zone)
    assert period.hours == hours
    assert period.ends - period.begins == timedelta(hours=hours)


def test_half_an_hour_of_lord_howe_is_not_lost() -> None:
    period = Period(date(2026, 10, 4), date(2026, 10, 4), LORD_HOWE)
    assert period.ends - period.begins == timedelta(hours=23, minutes=30)


def test_an_hour_that_comes_twice_counts_both_times_and_one_that_is_left_out_has_nothing() -> None:
    """In New York 01:30 comes twice on November 1st: at 05:30 and 06:30 UTC."""
    period = Period(date(2026, 11, 1), date(2026, 11, 1), NEW_YORK)
    histories = [
        History(name, zone="UTC").opened(at)
        for name, at in (("a", "2026-11-01 05:30"), ("b", "2026-11-01 06:30"))
    ]
    lives, _ = Log(fact for one in histories for fact in one.facts).lives(period.ends, ())
    assert figures(lives, period, a_desk()).opened == {(6, 1): 2}
    spring = Period(date(2026, 3, 8), date(2026, 3, 8), NEW_YORK)
    hours = {spring.clock(spring.begins + timedelta(minutes=15 * n))[1] for n in range(92)}
    assert hours == {*range(24)} - {2}


@pytest.mark.parametrize("month", [3, 10])
def test_a_known_peak_is_found_where_it_was_through_changed_clocks(month: int) -> None:
    """One request each hour of five weeks in Warsaw, by the clock on the wall, and three more each
    Tuesday at ten."""
    period = Period(date(2026, month, 2), date(2026, month, 2) + timedelta(days=34), WARSAW)
    at, hours = period.begins, Counter[tuple[int, int]]()
    histories = []
    while at < period.ends:
        hours[period.clock(at)] += 1
        for n in range(4 if period.clock(at) == (1, 10) else 1):
            history = History(f"{at:%m%d%H}{n}", zone="UTC")
            histories.append(history.opened(f"{at:%Y-%m-%d %H:%M}"))
        at += timedelta(hours=1)
    lives, _ = Log(fact for one in histories for fact in one.facts).lives(period.ends, ())
    opened = figures(lives, period, a_desk()).opened
    assert opened == {**hours, (1, 10): 4 * hours[1, 10]}
    assert max(opened, key=lambda one: opened[one]) == (1, 10)
    assert sum(hours.values()) == period.hours


def test_both_days_belong_to_it_from_midnight_to_midnight() -> None:
    period = Period(date(2026, 11, 16), date(2026, 11, 22), WARSAW)
    assert period.has(datetime.fromisoformat("2026-11-16T00:00+01:00"))
    assert period.has(datetime.fromisoformat("2026-11-22T23:59:59+01:00"))
    assert not period.has(datetime.fromisoformat("2026-11-23T00:00+01:00"))
    assert (period.days, set(period.weekdays.values())) == (7, {1})
