"""Layers and their restrictions: the highest one that has somebody counts (cases 14 to 16).

2026-12-25 is a Friday.
"""

from deskbell.domain.oncall.schedule import OnHolidays, Rotation, Window
from deskbell.domain.settings.hours import Weekday
from tests.unit.oncall.schedules import (
    ANA,
    BEN,
    JIWOO,
    LENA,
    NIGHTS,
    OLA,
    WEEKENDS,
    a_layer,
    a_schedule,
    person_at,
    told,
)

CHRISTMAS = frozenset({"2026-12-25"})
OFFICE = Window(Weekday.MON, Weekday.FRI, "09:00", "17:00")
AROUND_CHRISTMAS = ("2026-12-24T09:00+01:00", "2026-12-28T17:00+01:00")


def test_the_highest_layer_that_has_somebody_counts() -> None:
    schedule = a_schedule(a_layer(LENA, named="below"), a_layer(ANA, named="above"))
    assert person_at(schedule, "2026-01-07T10:00+01:00") == ANA


def test_where_the_top_layer_has_a_gap_the_next_lower_one_has_somebody() -> None:
    schedule = a_schedule(
        a_layer(LENA, named="below"),
        a_layer(BEN, named="middle", only=(WEEKENDS,)),
        a_layer(ANA, named="above", only=(OFFICE,)),
    )
    assert told(schedule, "2026-01-09T09:00+01:00", "2026-01-12T17:00+01:00") == [
        ("01-09 09:00+0100", 8, ANA),
        ("01-09 17:00+0100", 7, LENA),
        ("01-10 00:00+0100", 48, BEN),
        ("01-12 00:00+0100", 9, LENA),
        ("01-12 09:00+0100", 8, ANA),
    ]


def test_where_no_layer_has_somebody_nobody_is_on_call() -> None:
    schedule = a_schedule(a_layer(ANA, only=(OFFICE,)))
    assert person_at(schedule, "2026-01-07T20:00+01:00") is None


def test_nights_go_over_midnight_and_the_night_of_friday_ends_on_saturday() -> None:
    schedule = a_schedule(a_layer(ANA, only=(NIGHTS,)))
    assert told(schedule, "2026-01-08T12:00+01:00", "2026-01-12T20:00+01:00") == [
        ("01-08 12:00+0100", 5, None),
        ("01-08 17:00+0100", 16, ANA),
        ("01-09 09:00+0100", 8, None),
        ("01-09 17:00+0100", 16, ANA),
        ("01-10 09:00+0100", 56, None),
        ("01-12 17:00+0100", 3, ANA),
    ]


def test_days_may_go_over_the_end_of_the_week() -> None:
    long_weekend = Window(Weekday.SAT, Weekday.MON, "08:00", "20:00")
    schedule = a_schedule(a_layer(ANA, only=(long_weekend,)))
    for day, person in (("09", None), ("10", ANA), ("11", ANA), ("12", ANA), ("13", None)):
        assert person_at(schedule, f"2026-01-{day}T10:00+01:00") == person


def test_a_restriction_cuts_a_shift_and_does_not_move_the_rotation() -> None:
    # By the day from 09:00 on, seen only from 17:00 to 09:00.
    schedule = a_schedule(a_layer(ANA, BEN, JIWOO, rotation=Rotation.DAILY, only=(NIGHTS,)))
    assert told(schedule, "2026-01-05T09:00+01:00", "2026-01-07T17:00+01:00") == [
        ("01-05 09:00+0100", 8, None),
        ("01-05 17:00+0100", 16, ANA),
        ("01-06 09:00+0100", 8, None),
        ("01-06 17:00+0100", 16, BEN),
        ("01-07 09:00+0100", 8, None),
    ]
    # A week on; the turns of the weekend, which nobody sees, count as well.
    assert person_at(schedule, "2026-01-12T18:00+01:00") == BEN


def test_a_hand_off_within_a_window_parts_it() -> None:
    schedule = a_schedule(
        a_layer(ANA, BEN, rotation=Rotation.DAILY, starts="2026-01-05 00:00", only=(NIGHTS,))
    )
    assert told(schedule, "2026-01-05T17:00+01:00", "2026-01-06T09:00+01:00") == [
        ("01-05 17:00+0100", 7, ANA),
        ("01-06 00:00+0100", 9, BEN),
    ]


def test_a_window_that_opens_in_the_hour_that_there_is_not_opens_an_hour_later() -> None:
    early = Window(Weekday.SUN, Weekday.SUN, "02:30", "05:00")
    schedule = a_schedule(a_layer(ANA, only=(early,)))
    assert told(schedule, "2026-03-29T01:30+01:00", "2026-03-29T06:00+02:00") == [
        ("03-29 01:30+0100", 1, None),
        ("03-29 03:30+0200", 1.5, ANA),
        ("03-29 05:00+0200", 1, None),
    ]


def test_a_window_over_the_hour_that_comes_twice_is_an_hour_longer() -> None:
    schedule = a_schedule(a_layer(ANA, only=(WEEKENDS,)))
    assert told(schedule, "2026-10-24T00:00+02:00", "2026-10-26T00:00+01:00") == [
        ("10-24 00:00+0200", 49, ANA)
    ]


def test_a_window_that_opens_in_the_hour_that_comes_twice_opens_the_first_time() -> None:
    early = Window(Weekday.SUN, Weekday.SUN, "02:30", "05:00")
    schedule = a_schedule(a_layer(ANA, only=(early,)))
    assert told(schedule, "2026-10-25T02:30+02:00", "2026-10-25T05:00+01:00") == [
        ("10-25 02:30+0200", 3.5, ANA)
    ]


def test_on_a_holiday_a_layer_for_workdays_leaves_it_to_the_one_below() -> None:
    schedule = a_schedule(
        a_layer(LENA, named="below"),
        a_layer(ANA, named="office", only=(OFFICE,), holidays=OnHolidays.NEVER),
        holidays=CHRISTMAS,
    )
    assert told(schedule, *AROUND_CHRISTMAS) == [
        ("12-24 09:00+0100", 8, ANA),
        ("12-24 17:00+0100", 88, LENA),
        ("12-28 09:00+0100", 8, ANA),
    ]


def test_a_layer_for_holidays_is_there_from_midnight_to_midnight() -> None:
    schedule = a_schedule(
        a_layer(LENA, named="below"),
        a_layer(OLA, named="holidays", holidays=OnHolidays.ONLY),
        holidays=CHRISTMAS,
    )
    assert told(schedule, *AROUND_CHRISTMAS) == [
        ("12-24 09:00+0100", 15, LENA),
        ("12-25 00:00+0100", 24, OLA),
        ("12-26 00:00+0100", 65, LENA),
    ]


def test_a_night_that_runs_on_into_a_holiday_is_cut_at_midnight() -> None:
    schedule = a_schedule(
        a_layer(ANA, only=(NIGHTS,), holidays=OnHolidays.NEVER), holidays=CHRISTMAS
    )
    assert told(schedule, "2026-12-24T12:00+01:00", "2026-12-26T12:00+01:00") == [
        ("12-24 12:00+0100", 5, None),
        ("12-24 17:00+0100", 7, ANA),
        ("12-25 00:00+0100", 24, None),
        ("12-26 00:00+0100", 9, ANA),
        ("12-26 09:00+0100", 3, None),
    ]


def test_a_holiday_is_a_day_of_the_schedules_zone() -> None:
    layer = a_layer(OLA, holidays=OnHolidays.ONLY, starts="2026-01-05 09:00")
    schedule = a_schedule(layer, zone="Asia/Seoul", holidays=CHRISTMAS)
    assert person_at(schedule, "2026-12-24T16:00+01:00") == OLA
    assert person_at(schedule, "2026-12-25T16:00+01:00") is None
