"""When one turn ends and the next begins, through changed clocks; shifts written out by hand.

On-call cases 1 to 8 and 11: in Warsaw, the clocks go from 02:00 to 03:00 on 2026-03-29, and from
03:00 to 02:00 on 2026-10-25.
"""

from datetime import timedelta

import pytest

from deskbell.domain.oncall.schedule import Rotation
from tests.unit.oncall.schedules import (
    ANA,
    BEN,
    JIWOO,
    LENA,
    OLA,
    WARSAW,
    a_layer,
    a_schedule,
    at,
    person_at,
    told,
)

MILLISECOND = timedelta(milliseconds=1)


def test_at_the_moment_of_the_hand_off_it_is_the_next_ones_shift() -> None:
    schedule = a_schedule(a_layer(ANA, BEN))
    assert person_at(schedule, "2026-01-12T09:00+01:00") == BEN


def test_a_millisecond_before_the_hand_off_it_is_still_the_old_ones_shift() -> None:
    schedule = a_schedule(a_layer(ANA, BEN))
    assert person_at(schedule, at("2026-01-12T09:00+01:00") - MILLISECOND) == ANA


def test_asked_later_it_says_the_same_of_the_moment_in_which_a_page_was_decided() -> None:
    schedule = a_schedule(a_layer(ANA, BEN))
    decided = at("2026-01-12T08:59:59+01:00")
    first = person_at(schedule, decided)
    assert person_at(schedule, "2026-01-12T09:00:01+01:00") == BEN
    assert person_at(schedule, decided) == first == ANA


def test_in_spring_a_daily_hand_off_that_the_clock_jumps_over_is_an_hour_later() -> None:
    schedule = a_schedule(
        a_layer(ANA, BEN, JIWOO, rotation=Rotation.DAILY, starts="2026-03-27 02:30")
    )
    assert told(schedule, "2026-03-28T02:30+01:00", "2026-03-31T02:30+02:00") == [
        ("03-28 02:30+0100", 24, BEN),
        ("03-29 03:30+0200", 23, JIWOO),
        ("03-30 02:30+0200", 24, ANA),
    ]


def test_in_spring_a_weekly_hand_off_stays_at_nine_by_the_clock_on_the_wall() -> None:
    schedule = a_schedule(a_layer(ANA, BEN, JIWOO))
    assert told(schedule, "2026-03-23T09:00+01:00", "2026-04-06T09:00+02:00") == [
        ("03-23 09:00+0100", 7 * 24 - 1, JIWOO),
        ("03-30 09:00+0200", 7 * 24, ANA),
    ]


def test_in_autumn_a_daily_hand_off_that_comes_twice_happens_once_and_the_first_time() -> None:
    schedule = a_schedule(
        a_layer(ANA, BEN, JIWOO, rotation=Rotation.DAILY, starts="2026-10-23 02:30")
    )
    assert told(schedule, "2026-10-24T02:30+02:00", "2026-10-27T02:30+01:00") == [
        ("10-24 02:30+0200", 24, BEN),
        ("10-25 02:30+0200", 25, JIWOO),
        ("10-26 02:30+0100", 24, ANA),
    ]


def test_while_an_hour_comes_again_nobody_hands_over_a_second_time() -> None:
    schedule = a_schedule(a_layer(ANA, BEN, rotation=Rotation.DAILY, starts="2026-10-24 02:30"))
    for moment in ("02:29+02:00", "02:00+01:00", "02:29+01:00", "02:30+01:00"):
        expected = ANA if moment == "02:29+02:00" else BEN
        assert person_at(schedule, f"2026-10-25T{moment}") == expected


def test_in_spring_whoever_has_the_hour_that_there_is_not_has_no_shift() -> None:
    schedule = a_schedule(
        a_layer(ANA, BEN, JIWOO, LENA, rotation=Rotation.HOURLY, starts="2026-03-29 00:00")
    )
    assert told(schedule, "2026-03-29T00:00+01:00", "2026-03-29T06:00+02:00") == [
        ("03-29 00:00+0100", 1, ANA),
        ("03-29 01:00+0100", 1, BEN),
        ("03-29 03:00+0200", 1, LENA),
        ("03-29 04:00+0200", 1, ANA),
        ("03-29 05:00+0200", 1, BEN),
    ]


def test_in_autumn_whoever_has_the_hour_that_comes_twice_has_it_both_times() -> None:
    schedule = a_schedule(
        a_layer(ANA, BEN, JIWOO, LENA, rotation=Rotation.HOURLY, starts="2026-10-25 00:00")
    )
    assert told(schedule, "2026-10-25T00:00+02:00", "2026-10-25T05:00+01:00") == [
        ("10-25 00:00+0200", 1, ANA),
        ("10-25 01:00+0200", 1, BEN),
        ("10-25 02:00+0200", 2, JIWOO),
        ("10-25 03:00+0100", 1, LENA),
        ("10-25 04:00+0100", 1, ANA),
    ]


def test_shifts_of_twelve_hours_do_not_drift_by_an_hour_when_the_clocks_change() -> None:
    schedule = a_schedule(
        a_layer(ANA, BEN, JIWOO, rotation=Rotation.HOURLY, every=12, starts="2026-03-27 09:00")
    )
    assert told(schedule, "2026-03-28T09:00+01:00", "2026-03-30T09:00+02:00") == [
        ("03-28 09:00+0100", 12, JIWOO),
        ("03-28 21:00+0100", 11, ANA),
        ("03-29 09:00+0200", 12, BEN),
        ("03-29 21:00+0200", 12, JIWOO),
    ]


def test_the_schedule_goes_by_its_own_zone_wherever_people_are() -> None:
    layer = a_layer(ANA, BEN)
    in_warsaw, in_seoul = a_schedule(layer), a_schedule(layer, zone="Asia/Seoul")
    moment = "2026-01-12T09:00+09:00"  # 01:00 in Warsaw
    assert (person_at(in_warsaw, moment), person_at(in_seoul, moment)) == (ANA, BEN)


@pytest.mark.parametrize(
    ("zone", "before", "hand_off"),
    [
        ("Asia/Kolkata", "2026-01-12T08:59+05:30", "2026-01-12T09:00+05:30"),
        ("Asia/Kathmandu", "2026-01-12T08:59+05:45", "2026-01-12T09:00+05:45"),
        ("America/St_Johns", "2026-01-12T08:59-03:30", "2026-01-12T09:00-03:30"),
        ("Pacific/Chatham", "2026-01-12T08:59+13:45", "2026-01-12T09:00+13:45"),
    ],
)
def test_a_zone_may_be_half_or_three_quarters_of_an_hour_off(
    zone: str, before: str, hand_off: str
) -> None:
    schedule = a_schedule(a_layer(ANA, BEN), zone=zone)
    assert (person_at(schedule, before), person_at(schedule, hand_off)) == (ANA, BEN)


def test_in_the_south_the_clocks_change_the_other_way_round() -> None:
    schedule = a_schedule(
        a_layer(ANA, BEN, JIWOO, rotation=Rotation.DAILY, starts="2026-04-03 02:30"),
        zone="Australia/Sydney",
    )
    assert told(schedule, "2026-04-04T02:30+11:00", "2026-04-06T02:30+10:00") == [
        ("04-04 02:30+1100", 24, BEN),
        ("04-05 02:30+1100", 25, JIWOO),
    ]
    assert told(schedule, "2026-10-03T02:30+10:00", "2026-10-05T02:30+11:00") == [
        ("10-03 02:30+1000", 24, ANA),
        ("10-04 03:30+1100", 23, BEN),
    ]


def test_on_lord_howe_the_clocks_change_by_half_an_hour() -> None:
    schedule = a_schedule(
        a_layer(ANA, BEN, JIWOO, rotation=Rotation.DAILY, starts="2026-10-02 02:15"),
        zone="Australia/Lord_Howe",
    )
    assert told(schedule, "2026-10-03T02:15+10:30", "2026-10-05T02:15+11:00") == [
        ("10-03 02:15+1030", 24, BEN),
        ("10-04 02:45+1100", 23.5, JIWOO),
    ]


def test_at_troll_station_the_clocks_change_by_two_hours() -> None:
    schedule = a_schedule(
        a_layer(ANA, BEN, JIWOO, LENA, OLA, rotation=Rotation.HOURLY, starts="2026-03-29 00:00"),
        zone="Antarctica/Troll",
    )
    assert told(schedule, "2026-03-29T00:00+00:00", "2026-03-29T05:00+02:00") == [
        ("03-29 00:00+0000", 1, ANA),
        ("03-29 03:00+0200", 1, LENA),
        ("03-29 04:00+0200", 1, OLA),
    ]


def test_a_country_may_change_its_zone_in_the_middle_of_a_rotation() -> None:
    # Pyongyang went from +08:30 to +09:00 in the night to 2018-05-05.
    schedule = a_schedule(
        a_layer(ANA, BEN, rotation=Rotation.DAILY, starts="2018-05-03 09:00"),
        zone="Asia/Pyongyang",
    )
    assert told(schedule, "2018-05-04T09:00+08:30", "2018-05-06T09:00+09:00") == [
        ("05-04 09:00+0830", 23.5, BEN),
        ("05-05 09:00+0900", 24, ANA),
    ]


def test_a_country_may_stop_changing_its_clocks() -> None:
    # Turkey stayed at +03:00 in autumn 2016.
    schedule = a_schedule(a_layer(ANA, BEN, starts="2016-10-24 09:00"), zone="Europe/Istanbul")
    assert told(schedule, "2016-10-24T09:00+03:00", "2016-11-14T09:00+03:00") == [
        ("10-24 09:00+0300", 7 * 24, ANA),
        ("10-31 09:00+0300", 7 * 24, BEN),
        ("11-07 09:00+0300", 7 * 24, ANA),
    ]


def test_a_day_that_a_country_leaves_out_is_nobodys() -> None:
    # Samoa went from Thursday 2011-12-29 to Saturday.
    schedule = a_schedule(
        a_layer(ANA, BEN, JIWOO, rotation=Rotation.DAILY, starts="2011-12-28 09:00"),
        zone="Pacific/Apia",
    )
    assert told(schedule, "2011-12-28T09:00-10:00", "2012-01-01T09:00+14:00") == [
        ("12-28 09:00-1000", 24, ANA),
        ("12-29 09:00-1000", 24, BEN),
        ("12-31 09:00+1400", 24, ANA),
    ]


def test_a_rotation_of_one_is_always_that_person() -> None:
    schedule = a_schedule(a_layer(ANA, rotation=Rotation.DAILY))
    start, end = "2026-01-05T09:00+01:00", "2027-01-05T09:00+01:00"
    assert told(schedule, start, end) == [("01-05 09:00+0100", 365 * 24, ANA)]


def test_in_a_rotation_of_nobody_nobody_is_on_call() -> None:
    assert person_at(a_schedule(a_layer()), "2026-01-12T09:00+01:00") is None


def test_before_its_start_a_rotation_has_nobody() -> None:
    schedule = a_schedule(a_layer(ANA, BEN))
    start = at("2026-01-05T09:00+01:00")
    assert (person_at(schedule, start - MILLISECOND), person_at(schedule, start)) == (None, ANA)


def test_a_rotation_that_began_long_ago_goes_on_in_the_same_order() -> None:
    schedule = a_schedule(a_layer(ANA, BEN, JIWOO, starts="2001-01-01 09:00"))
    weeks = (at("2026-01-05T10:00+01:00") - at("2001-01-01T10:00+01:00")) // timedelta(weeks=1)
    assert person_at(schedule, "2026-01-05T10:00+01:00") == (ANA, BEN, JIWOO)[weeks % 3]


def test_the_twenty_ninth_of_february_is_a_day_as_any() -> None:
    schedule = a_schedule(a_layer(ANA, BEN, rotation=Rotation.DAILY, starts="2028-02-28 09:00"))
    assert told(schedule, "2028-02-28T09:00+01:00", "2028-03-02T09:00+01:00") == [
        ("02-28 09:00+0100", 24, ANA),
        ("02-29 09:00+0100", 24, BEN),
        ("03-01 09:00+0100", 24, ANA),
    ]


def test_week_fifty_three_is_a_week_as_any() -> None:
    schedule = a_schedule(a_layer(ANA, BEN))
    assert told(schedule, "2026-12-21T09:00+01:00", "2027-01-11T09:00+01:00") == [
        ("12-21 09:00+0100", 7 * 24, ANA),
        ("12-28 09:00+0100", 7 * 24, BEN),
        ("01-04 09:00+0100", 7 * 24, ANA),
    ]


def test_monthly_on_the_31st_means_the_last_day_of_shorter_months() -> None:
    schedule = a_schedule(
        a_layer(ANA, BEN, JIWOO, rotation=Rotation.MONTHLY, starts="2026-01-31 09:00")
    )
    assert told(schedule, "2026-01-31T09:00+01:00", "2026-04-30T09:00+02:00") == [
        ("01-31 09:00+0100", 28 * 24, ANA),
        ("02-28 09:00+0100", 31 * 24 - 1, BEN),
        ("03-31 09:00+0200", 30 * 24, JIWOO),
    ]


@pytest.mark.parametrize(
    ("rotation", "every", "hand_off"),
    [
        (Rotation.HOURLY, 36, "2026-01-06T21:00+01:00"),
        (Rotation.DAILY, 10, "2026-01-15T09:00+01:00"),
        (Rotation.WEEKLY, 2, "2026-01-19T09:00+01:00"),
        (Rotation.MONTHLY, 3, "2026-04-05T09:00+02:00"),
    ],
)
def test_a_turn_may_last_any_number_of_hours_days_weeks_or_months(
    rotation: Rotation, every: int, hand_off: str
) -> None:
    schedule = a_schedule(a_layer(ANA, BEN, rotation=rotation, every=every), zone=WARSAW)
    assert person_at(schedule, at(hand_off) - MILLISECOND) == ANA
    assert person_at(schedule, hand_off) == BEN
