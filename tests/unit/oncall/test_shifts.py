"""Who is next, who has which shift of the week, and where nobody is (A1-05, D-7, case 15)."""

from datetime import datetime, timedelta

from deskbell.domain.oncall.coverage import COVERED_FOR, first_gap
from deskbell.domain.oncall.schedule import Rotation, Window
from deskbell.domain.oncall.shifts import Shift, gaps, next_shift, shifts, week
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
    an_override,
    at,
    member,
)

OFFICE = Window(Weekday.MON, Weekday.FRI, "09:00", "17:00")
OUT_OF_OFFICE = (NIGHTS, Window(Weekday.SAT, Weekday.SUN, "09:00", "09:00"))
NOW = at("2026-01-07T10:00+01:00")


def hours(count: int) -> timedelta:
    return timedelta(hours=count)


def test_the_next_one_is_whoever_comes_after_the_one_on_call_now() -> None:
    schedule = a_schedule(a_layer(ANA, BEN, JIWOO))
    shift = next_shift(schedule, NOW)
    assert shift == Shift(at("2026-01-12T09:00+01:00"), at("2026-01-19T09:00+01:00"), BEN)


def test_the_next_one_may_be_an_override_or_come_after_a_gap() -> None:
    cover = an_override(OLA, "2026-01-07T12:00+01:00", "2026-01-07T13:00+01:00")
    covered = a_schedule(a_layer(ANA, BEN), overrides=(cover,))
    assert next_shift(covered, NOW) == Shift(cover.start, cover.end, OLA)
    start, end = at("2026-01-12T09:00+01:00"), at("2026-01-12T17:00+01:00")
    assert next_shift(a_schedule(a_layer(ANA, BEN, only=(OFFICE,))), NOW) == Shift(start, end, BEN)


def test_a_turn_of_a_year_has_a_next_one_too() -> None:
    schedule = a_schedule(a_layer(ANA, BEN, rotation=Rotation.MONTHLY, every=12))
    shift = next_shift(schedule, NOW)
    assert shift
    assert (shift.start, shift.person) == (at("2027-01-05T09:00+01:00"), BEN)


def test_where_it_is_always_the_same_person_there_is_no_next_one() -> None:
    assert next_shift(a_schedule(a_layer(ANA)), NOW) is None


def test_two_turns_of_the_same_person_in_a_row_are_one_shift() -> None:
    schedule = a_schedule(
        a_layer(ANA, named="below"), a_layer(ANA, BEN, named="above", only=(OFFICE,))
    )
    start, end = at("2026-01-05T09:00+01:00"), at("2026-01-12T09:00+01:00")
    assert list(shifts(schedule, start, end)) == [Shift(start, end, ANA)]


def test_shifts_are_cut_at_the_ends_of_what_is_asked_for() -> None:
    schedule = a_schedule(a_layer(ANA, BEN))
    assert list(shifts(schedule, NOW, NOW + hours(1))) == [Shift(NOW, NOW + hours(1), ANA)]
    assert list(shifts(schedule, NOW, NOW)) == []


def test_the_week_is_seven_days_from_todays_midnight_in_the_schedules_zone() -> None:
    schedule = a_schedule(a_layer(ANA, BEN))
    spring = at("2026-03-25T23:30+01:00")
    assert list(week(schedule, spring)) == [
        Shift(at("2026-03-25T00:00+01:00"), at("2026-03-30T09:00+02:00"), BEN),
        Shift(at("2026-03-30T09:00+02:00"), at("2026-04-01T00:00+02:00"), ANA),
    ]


def test_a_schedule_without_a_gap_in_ninety_days_is_sound() -> None:
    schedule = a_schedule(a_layer(ANA, BEN, starts="2026-01-07 10:00"))
    assert first_gap(schedule, NOW) is None


def test_nights_and_weekends_alone_leave_the_office_hours_without_anybody() -> None:
    out_of_office = a_layer(ANA, only=OUT_OF_OFFICE)
    gap = Shift(NOW, at("2026-01-07T17:00+01:00"), None)
    assert first_gap(a_schedule(out_of_office), NOW) == gap
    together = a_schedule(out_of_office, a_layer(BEN, named="office", only=(OFFICE,)))
    assert first_gap(together, NOW) is None


def test_weekends_that_end_at_midnight_leave_the_morning_of_monday_without_anybody() -> None:
    schedule = a_schedule(
        a_layer(ANA, only=(NIGHTS, WEEKENDS)), a_layer(BEN, named="office", only=(OFFICE,))
    )
    morning = Shift(at("2026-01-12T00:00+01:00"), at("2026-01-12T09:00+01:00"), None)
    assert first_gap(schedule, NOW) == morning


def test_a_single_minute_without_anybody_is_found_and_named() -> None:
    late = Window(Weekday.MON, Weekday.SUN, "02:01", "02:00")
    schedule = a_schedule(a_layer(ANA, only=(late,)))
    start = at("2026-01-08T02:00+01:00")
    assert first_gap(schedule, NOW) == Shift(start, start + timedelta(minutes=1), None)


def test_a_gap_that_only_the_changed_clock_makes_is_found() -> None:
    # On 2026-03-29 there is no 02:30: whoever begins then begins at 03:30, with the clock, while
    # whoever ends at 03:00 has ended by then.
    morning = Window(Weekday.MON, Weekday.SUN, "02:30", "24:00")
    night = Window(Weekday.MON, Weekday.SUN, "00:00", "03:00")
    schedule = a_schedule(a_layer(ANA, only=(morning, night)))
    start = at("2026-03-29T03:00+02:00")
    assert first_gap(schedule, NOW) == Shift(start, start + timedelta(minutes=30), None)


def test_a_rotation_that_everybody_leaves_has_a_gap_from_then_on() -> None:
    leaves = "2026-02-01T09:00+01:00"
    schedule = a_schedule(a_layer(member(ANA, until=leaves), member(BEN, until=leaves)))
    assert first_gap(schedule, NOW) == Shift(at(leaves), NOW + COVERED_FOR, None)


def test_what_comes_after_ninety_days_is_nobodys_business_yet() -> None:
    def leaving(when: datetime) -> Shift | None:
        return first_gap(a_schedule(a_layer(member(ANA, until=when.isoformat()))), NOW)

    assert leaving(NOW + COVERED_FOR) is None
    assert leaving(NOW + COVERED_FOR - timedelta(seconds=1)) is not None


def test_all_gaps_of_the_next_seven_days_can_be_told() -> None:
    schedule = a_schedule(a_layer(LENA, only=OUT_OF_OFFICE))
    found = list(gaps(schedule, NOW, NOW + timedelta(days=7)))
    assert [one.start.day for one in found] == [7, 8, 9, 12, 13, 14]
    assert {one.person for one in found} == {None}
