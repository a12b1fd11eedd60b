"""Somebody else is on call for a while: overrides and standing in (on-call cases 12 and 13)."""

from itertools import permutations

from deskbell.domain.oncall.on_call import OnCall, on_call
from deskbell.domain.oncall.overrides import stand_in
from deskbell.domain.oncall.schedule import LayerId, OverrideId, Rotation
from tests.unit.oncall.schedules import (
    ANA,
    BEN,
    JIWOO,
    LENA,
    OLA,
    a_layer,
    a_schedule,
    an_override,
    at,
    person_at,
    told,
)

WEEKS = a_layer(ANA, BEN)
HOUR_AFTER = at("2026-01-07T11:00+01:00")


def test_an_override_shorter_than_a_minute_holds_exactly_so_long() -> None:
    cover = an_override(OLA, "2026-01-07T10:00:00+01:00", "2026-01-07T10:00:20+01:00")
    schedule = a_schedule(WEEKS, overrides=(cover,))
    assert person_at(schedule, "2026-01-07T09:59:59.999999+01:00") == ANA
    assert person_at(schedule, "2026-01-07T10:00:00+01:00") == OLA
    assert person_at(schedule, "2026-01-07T10:00:19.999999+01:00") == OLA
    assert person_at(schedule, "2026-01-07T10:00:20+01:00") == ANA


def test_an_override_of_exactly_a_shift_leaves_nothing_of_it_and_nothing_else_changes() -> None:
    cover = an_override(OLA, "2026-01-12T09:00+01:00", "2026-01-19T09:00+01:00")
    schedule = a_schedule(WEEKS, overrides=(cover,))
    assert told(schedule, "2026-01-05T09:00+01:00", "2026-01-26T09:00+01:00") == [
        ("01-05 09:00+0100", 168, ANA),
        ("01-12 09:00+0100", 168, OLA),
        ("01-19 09:00+0100", 168, ANA),
    ]


def test_an_override_across_a_hand_off_is_not_cut_by_it() -> None:
    cover = an_override(OLA, "2026-01-12T06:00+01:00", "2026-01-12T12:00+01:00")
    schedule = a_schedule(WEEKS, overrides=(cover,))
    assert told(schedule, "2026-01-12T00:00+01:00", "2026-01-13T00:00+01:00") == [
        ("01-12 00:00+0100", 6, ANA),
        ("01-12 06:00+0100", 6, OLA),
        ("01-12 12:00+0100", 12, BEN),
    ]


def test_of_two_overrides_the_one_created_later_counts_in_whatever_order_they_are_read() -> None:
    times = ("2026-01-07T10:00+01:00", "2026-01-07T12:00+01:00")
    made = [
        an_override(OLA, *times, created="2026-01-02T10:00+01:00", named="z"),
        an_override(LENA, *times, created="2026-01-03T10:00+01:00", named="b"),
        an_override(JIWOO, *times, created="2026-01-01T10:00+01:00", named="a"),
    ]
    found = [
        person_at(a_schedule(WEEKS, overrides=order), HOUR_AFTER) for order in permutations(made)
    ]
    assert found == [LENA] * 6


def test_of_two_overrides_created_at_once_the_id_decides_the_same_way_every_time() -> None:
    times = ("2026-01-07T10:00+01:00", "2026-01-07T12:00+01:00")
    made = [an_override(OLA, *times, named="a"), an_override(LENA, *times, named="b")]
    for order in permutations(made):
        assert person_at(a_schedule(WEEKS, overrides=order), HOUR_AFTER) == LENA


def test_where_the_later_override_ends_the_earlier_one_goes_on() -> None:
    long = an_override(OLA, "2026-01-07T10:00+01:00", "2026-01-07T20:00+01:00", named="long")
    short = an_override(
        LENA,
        "2026-01-07T12:00+01:00",
        "2026-01-07T14:00+01:00",
        created="2026-01-02T10:00+01:00",
        named="short",
    )
    schedule = a_schedule(WEEKS, overrides=(long, short))
    assert told(schedule, "2026-01-07T10:00+01:00", "2026-01-07T20:00+01:00") == [
        ("01-07 10:00+0100", 2, OLA),
        ("01-07 12:00+0100", 2, LENA),
        ("01-07 14:00+0100", 6, OLA),
    ]


def test_an_override_by_somebody_deactivated_is_ignored() -> None:
    cover = an_override(OLA, "2026-01-07T10:00+01:00", "2026-01-07T12:00+01:00")
    schedule = a_schedule(WEEKS, overrides=(cover,))
    gone = frozenset({OLA})
    assert person_at(schedule, HOUR_AFTER, deactivated=gone) == ANA


def test_an_override_in_the_past_has_no_effect() -> None:
    cover = an_override(OLA, "2026-01-07T10:00+01:00", "2026-01-07T12:00+01:00")
    schedule = a_schedule(WEEKS, overrides=(cover,))
    later = at("2026-01-07T12:00+01:00")
    assert person_at(schedule, later) == ANA


def test_an_override_that_is_deleted_counts_no_more_for_whoever_asks_later() -> None:
    cover = an_override(OLA, "2026-01-07T10:00+01:00", "2026-01-07T12:00+01:00")
    assert person_at(a_schedule(WEEKS, overrides=(cover,)), HOUR_AFTER) == OLA
    assert person_at(a_schedule(WEEKS), HOUR_AFTER) == ANA


def test_the_answer_says_by_what_somebody_is_on_call() -> None:
    cover = an_override(OLA, "2026-01-07T10:00+01:00", "2026-01-07T12:00+01:00")
    schedule = a_schedule(WEEKS, overrides=(cover,))
    assert on_call(schedule, HOUR_AFTER) == OnCall(OLA, OverrideId("cover"))
    assert on_call(schedule, at("2026-01-08T09:00+01:00")) == OnCall(ANA, LayerId("everyday"))


def test_whoever_stands_in_takes_that_persons_shifts_and_nobody_elses() -> None:
    days = a_schedule(a_layer(ANA, BEN, JIWOO, rotation=Rotation.DAILY))
    wanted = an_override(OLA, "2026-01-05T12:00+01:00", "2026-01-08T12:00+01:00")
    made = stand_in(days, ANA, wanted)
    schedule = a_schedule(*days.layers, overrides=made)
    assert told(schedule, "2026-01-05T09:00+01:00", "2026-01-09T09:00+01:00") == [
        ("01-05 09:00+0100", 3, ANA),
        ("01-05 12:00+0100", 21, OLA),
        ("01-06 09:00+0100", 24, BEN),
        ("01-07 09:00+0100", 24, JIWOO),
        ("01-08 09:00+0100", 3, OLA),
        ("01-08 12:00+0100", 21, ANA),
    ]
    assert len({one.id for one in made}) == len(made) == 2
