"""People join and leave, and nobody else is moved by it (on-call cases 9, 10 and 18)."""

from deskbell.domain.oncall.schedule import Rotation
from tests.unit.oncall.schedules import (
    ANA,
    BEN,
    JIWOO,
    LENA,
    OLA,
    a_layer,
    a_schedule,
    an_override,
    member,
    person_at,
    told,
)

DAILY = Rotation.DAILY
START, END = "2026-01-05T09:00+01:00", "2026-01-13T09:00+01:00"


def order(text: str) -> list[object]:
    """By initials, a day each."""
    names = {one[0]: one for one in (ANA, BEN, JIWOO, LENA, OLA)}
    return [names[initial] for initial in text]


def people(*turns: tuple[str, float, object]) -> list[object]:
    return [person for _, _, person in turns]


def test_whoever_leaves_while_on_call_is_followed_by_the_next_in_order_and_nobody_jumps() -> None:
    leaves = member(BEN, until="2026-01-06T15:00+01:00")
    schedule = a_schedule(a_layer(ANA, leaves, JIWOO, LENA, rotation=DAILY))
    assert told(schedule, "2026-01-05T09:00+01:00", "2026-01-10T09:00+01:00") == [
        ("01-05 09:00+0100", 24, ANA),
        ("01-06 09:00+0100", 6, BEN),
        ("01-06 15:00+0100", 18, JIWOO),
        ("01-07 09:00+0100", 24, LENA),
        ("01-08 09:00+0100", 24, ANA),
        ("01-09 09:00+0100", 24, JIWOO),
    ]


def test_whoever_leaves_between_turns_does_not_change_who_is_on_call_now_and_next() -> None:
    leaves = member(LENA, until="2026-01-06T15:00+01:00")
    schedule = a_schedule(a_layer(ANA, BEN, JIWOO, leaves, rotation=DAILY))
    assert people(*told(schedule, START, END)) == order("abjabjab")


def test_whoever_joins_in_the_middle_does_not_change_who_is_on_call_now() -> None:
    for joins_at in ("2026-01-06T15:00+01:00", "2026-01-06T09:00+01:00"):
        joins = member(OLA, since=joins_at)
        schedule = a_schedule(a_layer(ANA, joins, BEN, JIWOO, rotation=DAILY))
        assert people(*told(schedule, START, END)) == order("abjaobja")


def test_whoever_joins_right_after_the_one_on_call_is_next() -> None:
    joins = member(OLA, since="2026-01-06T15:00+01:00")
    schedule = a_schedule(a_layer(ANA, BEN, joins, JIWOO, rotation=DAILY))
    assert people(*told(schedule, START, END)) == order("abojaboj")


def test_several_join_and_leave_one_after_the_other() -> None:
    schedule = a_schedule(
        a_layer(
            ANA,
            member(BEN, until="2026-01-08T12:00+01:00"),
            member(OLA, since="2026-01-07T12:00+01:00"),
            member(JIWOO, until="2026-01-07T12:00+01:00"),
            rotation=DAILY,
        )
    )
    # On the 7th at noon Jiwoo, who is on call, hands over to Ana; Ben leaves on the 8th at noon.
    assert told(schedule, START, "2026-01-11T09:00+01:00") == [
        ("01-05 09:00+0100", 24, ANA),
        ("01-06 09:00+0100", 24, BEN),
        ("01-07 09:00+0100", 3, JIWOO),
        ("01-07 12:00+0100", 21, ANA),
        ("01-08 09:00+0100", 3, BEN),
        ("01-08 12:00+0100", 21, OLA),
        ("01-09 09:00+0100", 24, ANA),
        ("01-10 09:00+0100", 24, OLA),
    ]


def test_whoever_is_there_from_the_start_begins_and_whoever_joined_before_it_too() -> None:
    schedule = a_schedule(
        a_layer(member(OLA, since=START), member(ANA, since="2025-01-01T09:00+01:00"), BEN)
    )
    assert person_at(schedule, START) == OLA


def test_while_everybody_has_left_nobody_is_on_call_until_somebody_joins() -> None:
    schedule = a_schedule(
        a_layer(
            member(ANA, until="2026-01-06T09:00+01:00"),
            member(BEN, since="2026-01-08T12:00+01:00"),
            rotation=DAILY,
        )
    )
    assert told(schedule, START, "2026-01-10T09:00+01:00") == [
        ("01-05 09:00+0100", 24, ANA),
        ("01-06 09:00+0100", 51, None),
        ("01-08 12:00+0100", 45, BEN),
    ]


def test_somebody_may_be_there_twice_and_has_two_turns_a_round() -> None:
    schedule = a_schedule(a_layer(ANA, BEN, ANA, JIWOO, rotation=DAILY))
    assert people(*told(schedule, START, END)) == order("abajabaj")


def test_for_whoever_slack_has_deactivated_the_next_in_order_stands_in() -> None:
    schedule = a_schedule(a_layer(ANA, BEN, JIWOO, rotation=DAILY))
    turns = [f"2026-01-0{day}T10:00+01:00" for day in (5, 6, 7, 8, 9)]
    without_ben = [person_at(schedule, turn, deactivated=frozenset({BEN})) for turn in turns]
    assert without_ben == order("ajjaj")


def test_where_all_of_a_layer_are_deactivated_the_layer_below_has_somebody() -> None:
    schedule = a_schedule(a_layer(LENA, named="below"), a_layer(ANA, BEN))
    gone = frozenset({ANA, BEN})
    assert person_at(schedule, START, deactivated=gone) == LENA


def test_where_all_are_deactivated_nobody_is_on_call() -> None:
    schedule = a_schedule(
        a_layer(ANA, BEN), overrides=(an_override(ANA, START, "2026-01-06T09:00+01:00"),)
    )
    assert person_at(schedule, START, deactivated=frozenset({ANA, BEN})) is None
