"""What holds of every schedule, in every zone and across every change of the clocks."""

from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise

from hypothesis import assume, given
from hypothesis import strategies as st

from deskbell.adapters import wire
from deskbell.domain.ids import PersonId
from deskbell.domain.oncall.on_call import on_call
from deskbell.domain.oncall.roster import whose_turn
from deskbell.domain.oncall.schedule import (
    Layer,
    Member,
    OnHolidays,
    Override,
    OverrideId,
    Rotation,
    Schedule,
    Window,
)
from deskbell.domain.oncall.shifts import shifts
from deskbell.domain.oncall.wall_clock import instant, latest_wall_time, wall_time
from deskbell.domain.settings.hours import Weekday
from tests.unit.oncall.schedules import ANA, BEN, JIWOO, LENA, OLA, a_layer, a_schedule, at

PEOPLE = st.sampled_from([ANA, BEN, JIWOO, LENA, OLA])
ZONES = st.sampled_from(
    [
        "Europe/Warsaw",
        "America/New_York",
        "Asia/Seoul",
        "Australia/Lord_Howe",
        "Asia/Kathmandu",
        "America/St_Johns",
        "Pacific/Chatham",
        "Antarctica/Troll",
        "Africa/Cairo",
        "America/Santiago",
    ]
)
FIRST, LAST = at("2026-01-01T00:00+00:00"), at("2027-01-01T00:00+00:00")
MINUTES = int((LAST - FIRST) / timedelta(minutes=1))
INSTANTS = st.integers(0, MINUTES).map(lambda minutes: FIRST + timedelta(minutes=minutes))
CLOCKS = st.builds("{:02}:{:02}".format, st.integers(0, 23), st.sampled_from([0, 15, 30, 45]))
DAYS = st.sampled_from(Weekday)
WINDOWS = st.builds(Window, DAYS, DAYS, CLOCKS, CLOCKS)


@st.composite
def members(draw: st.DrawFn) -> Member:
    since, until = sorted([draw(INSTANTS), draw(INSTANTS)])
    return Member(
        draw(PEOPLE),
        since if draw(st.booleans()) else None,
        until if draw(st.booleans()) and since < until else None,
    )


@st.composite
def layers(draw: st.DrawFn) -> Layer:
    starts = wall_time(draw(INSTANTS), "UTC") - timedelta(days=180)
    return a_layer(
        *draw(st.lists(members(), max_size=4)),
        rotation=draw(st.sampled_from(Rotation)),
        every=draw(st.integers(1, 13)),
        starts=f"{starts:%Y-%m-%d %H:%M}",
        only=tuple(draw(st.lists(WINDOWS, max_size=2))),
        holidays=draw(st.sampled_from([None, *OnHolidays])),
    )


@st.composite
def overrides(draw: st.DrawFn) -> Override:
    start = draw(INSTANTS)
    length = timedelta(minutes=draw(st.integers(1, 60 * 48)))
    return Override(OverrideId("any"), draw(PEOPLE), start, start + length, draw(INSTANTS))


@st.composite
def schedules(draw: st.DrawFn) -> Schedule:
    day = draw(INSTANTS)
    return a_schedule(
        *draw(st.lists(layers(), min_size=1, max_size=3)),
        overrides=tuple(draw(st.lists(overrides(), max_size=3))),
        zone=draw(ZONES),
        holidays=frozenset({f"{day:%Y-%m-%d}"}),
    )


def person(schedule: Schedule, moment: datetime) -> PersonId | None:
    found = on_call(schedule, moment)
    return found.person if found else None


@given(schedules(), INSTANTS, st.integers(1, 60 * 24 * 10), st.data())
def test_shifts_leave_nothing_out_and_say_the_same_as_the_resolver(
    schedule: Schedule, start: datetime, minutes: int, data: st.DataObject
) -> None:
    end = start + timedelta(minutes=minutes)
    found = list(shifts(schedule, start, end))
    assert (found[0].start, found[-1].end) == (start, end)
    for one, after in pairwise(found):
        assert (one.end, one.person != after.person) == (after.start, True)
    minute = data.draw(st.integers(0, minutes - 1))
    moments = [start + timedelta(minutes=minute)]
    moments += [one.start for one in found] + [one.end - one.end.resolution for one in found]
    for moment in moments:
        [shift] = [one for one in found if one.start <= moment < one.end]
        assert person(schedule, moment) == shift.person


@given(ZONES, INSTANTS)
def test_the_wall_clock_leads_back_to_the_instant_except_while_an_hour_comes_again(
    zone: str, moment: datetime
) -> None:
    shown, latest = wall_time(moment, zone), latest_wall_time(moment, zone)
    assert instant(shown, zone) <= moment
    assert instant(shown, zone) == moment or latest > shown


@given(ZONES, st.integers(0, 60 * 24 - 1), st.integers(0, 52))
def test_a_weekly_hand_off_is_always_at_the_same_time_by_the_clock_unless_there_is_no_such_time(
    zone: str, minute: int, week: int
) -> None:
    starts = datetime(2026, 1, 5) + timedelta(minutes=minute)  # noqa: DTZ001 (on the wall clock)
    schedule = a_schedule(a_layer(ANA, BEN, JIWOO, starts=f"{starts:%Y-%m-%d %H:%M}"), zone=zone)
    wall = starts + timedelta(weeks=week)
    hand_off = instant(wall, zone)
    assume(wall_time(hand_off, zone) == wall)
    assert person(schedule, hand_off) == (ANA, BEN, JIWOO)[week % 3]
    if week:
        assert person(schedule, hand_off - hand_off.resolution) == (ANA, BEN, JIWOO)[week % 3 - 1]


@given(st.data(), st.integers(0, 3), ZONES, INSTANTS)
def test_whoever_joins_never_changes_who_is_on_call_right_then(
    data: st.DataObject, place: int, zone: str, joined: datetime
) -> None:
    rotation = data.draw(st.sampled_from(Rotation))
    before = a_layer(ANA, BEN, JIWOO, rotation=rotation, starts="2025-12-01 09:00")
    everybody = [*before.members[:place], Member(OLA, since=joined), *before.members[place:]]
    after = replace(before, members=tuple(everybody))
    assert whose_turn(after, zone, joined) == whose_turn(before, zone, joined)


@given(st.data(), st.integers(0, 3), ZONES, INSTANTS)
def test_whoever_leaves_moves_nobody_else_and_is_followed_by_the_next_in_order(
    data: st.DataObject, place: int, zone: str, left: datetime
) -> None:
    rotation = data.draw(st.sampled_from(Rotation))
    order = [ANA, BEN, JIWOO, LENA]
    before = a_layer(*order, rotation=rotation, starts="2025-12-01 09:00")
    everybody = list(before.members)
    everybody[place] = Member(order[place], until=left)
    after = replace(before, members=tuple(everybody))
    had, has = whose_turn(before, zone, left), whose_turn(after, zone, left)
    assert has == (order[(place + 1) % 4] if had == order[place] else had)


@given(schedules())
def test_a_schedule_comes_back_from_the_stored_settings_as_it_was(schedule: Schedule) -> None:
    assert wire.decode(wire.encode(schedule), Schedule) == schedule


@given(schedules(), INSTANTS, PEOPLE)
def test_nobody_deactivated_is_ever_on_call(
    schedule: Schedule, moment: datetime, deactivated: PersonId
) -> None:
    found = on_call(schedule, moment, {deactivated})
    assert found is None or found.person != deactivated
