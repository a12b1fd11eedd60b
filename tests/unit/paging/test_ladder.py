"""An outage that nobody answers goes from level to level; nothing is lost, nothing comes twice."""

from dataclasses import replace
from datetime import timedelta

import pytest

from deskbell.domain.effects import FollowUp
from deskbell.domain.ids import PersonId
from deskbell.domain.paging import commands as c
from deskbell.domain.paging.events import IncidentExhausted
from deskbell.domain.paging.expiry import overdue
from deskbell.domain.paging.incident import Status
from deskbell.domain.paging.page import Rung
from deskbell.domain.paging.policy import Method, Target, TargetKind
from deskbell.domain.paging.roster import Roster
from tests.builders import ADAM, ANA, BEN, JIWOO, LENA
from tests.unit.paging.night import (
    BEN_HERE,
    FALLBACK,
    FIRST,
    HERE,
    HOUR,
    MINUTE,
    ON_CALL,
    ROSTER,
    SECOND,
    SECOND_LINE,
    Night,
    a_night,
    a_person,
    levels,
)


def minutes(*counts: int) -> list[timedelta]:
    return [count * MINUTE for count in counts]


def test_whoever_is_on_call_is_paged_at_once_and_the_reporter_hears_it() -> None:
    night = a_night()
    assert night.rung_for(BEN) == minutes(0)
    assert night.told(ANA) == ["dm.incident_raised"]
    assert night.status() is Status.OPEN


def test_unanswered_it_goes_through_all_levels_twice_then_to_the_fallback_and_the_alarm() -> None:
    night = a_night()
    night.pass_time(2 * HOUR)
    assert night.rung_for(BEN) == minutes(0, 30)
    assert night.rung_for(LENA) == minutes(5, 35)
    assert night.rung_for(ADAM) == minutes(15, 45)
    assert night.told(FALLBACK) == ["notice.incident_exhausted"]
    assert night.alarms == [night.incident().ref]
    assert night.status() is Status.EXHAUSTED
    assert night.timers_of() == {}


def test_after_the_alarm_it_can_still_be_acknowledged() -> None:
    night = a_night()
    night.pass_time(2 * HOUR)
    night.acknowledge()
    assert night.status() is Status.ACKNOWLEDGED


def test_acknowledged_a_second_before_the_next_level_is_due_nobody_else_is_paged() -> None:
    night = a_night()
    night.pass_time(5 * MINUTE - SECOND)
    night.acknowledge()
    night.pass_time(10 * MINUTE)
    assert night.rung_for(LENA) == []


@pytest.mark.parametrize("acknowledged_first", [True, False])
def test_in_the_same_instant_one_order_happens_and_the_acknowledgement_stays(
    acknowledged_first: bool,
) -> None:
    night = a_night()
    night.now += 5 * MINUTE
    seen = night.at()
    both: list[c.IncidentChange] = [c.Acknowledge(BEN_HERE, HERE, 0), c.Step(seen)]
    for command in both if acknowledged_first else reversed(both):
        night.do(command)
    assert night.status() is Status.ACKNOWLEDGED
    assert len(night.rung_for(LENA)) == (0 if acknowledged_first else 1)
    night.pass_time(10 * MINUTE)
    assert night.rung_for(ADAM) == []


def test_the_target_is_fixed_when_it_is_decided_whoever_takes_over_before_it_is_sent() -> None:
    night = Night(is_down=True)
    night.report()
    night.roster = replace(ROSTER, on_call={**ROSTER.on_call, FIRST: (JIWOO,)})
    night.back_up()
    assert night.rung_for(BEN) == minutes(0)
    assert night.rung_for(JIWOO) == []


def test_an_override_that_is_deleted_does_not_move_the_level_that_runs() -> None:
    night = a_night(outcome=lambda page: None)
    night.roster = replace(ROSTER, on_call={**ROSTER.on_call, FIRST: (JIWOO,)})
    night.pass_time(3 * MINUTE)
    assert night.ways(BEN) == [Method.SLACK, Method.SMS]
    assert night.rung_for(JIWOO) == []


def test_a_level_with_nobody_on_call_is_skipped_at_once_and_the_history_knows() -> None:
    night = a_night(roster=replace(ROSTER, on_call={SECOND_LINE: (LENA,)}))
    assert night.rung_for(LENA) == minutes(0)
    paged = night.changes[1].event
    assert paged.skipped == (Rung(0, 0, 0),)  # type: ignore[attr-defined]


def test_with_nobody_at_any_level_the_fallback_hears_of_it_at_once() -> None:
    night = a_night(roster=Roster())
    assert night.status() is Status.EXHAUSTED
    assert night.told(FALLBACK) == ["notice.incident_nobody_to_call"]
    assert len(night.alarms) == 1
    [end] = [one.event for one in night.changes if isinstance(one.event, IncidentExhausted)]
    assert night.stands(ANA) == ["dm.incident_now_nobody"]
    assert end.skipped == tuple(Rung(0, 0, level) for level in range(3))


def test_a_system_without_a_policy_goes_to_the_fallback_at_once() -> None:
    night = a_night(policy=levels())
    assert night.told(FALLBACK) == ["notice.incident_nobody_to_call"]
    assert len(night.alarms) == 1


def test_who_has_left_is_not_called_and_no_time_is_lost_on_them() -> None:
    reachable = {person: ways for person, ways in ROSTER.methods.items() if person != BEN}
    night = a_night(roster=replace(ROSTER, methods=reachable))
    assert night.rung_for(BEN) == []
    assert night.rung_for(LENA) == minutes(0)


def test_a_policy_edited_or_deleted_meanwhile_changes_nothing_of_a_search_that_runs() -> None:
    night = a_night()
    night.policy = levels(a_person(JIWOO))
    night.pass_time(6 * MINUTE)
    assert night.rung_for(LENA) == minutes(5)
    assert night.rung_for(JIWOO) == []


def test_a_schedule_deleted_meanwhile_is_a_level_without_anybody() -> None:
    night = a_night()
    night.roster = replace(ROSTER, on_call={FIRST: (BEN,)})
    night.pass_time(6 * MINUTE)
    assert night.rung_for(ADAM) == minutes(5)


def test_somebody_at_two_levels_is_paged_at_each_but_not_twice_within_a_minute() -> None:
    night = a_night(policy=levels(a_person(BEN), a_person(BEN)))
    night.do(c.EscalateNow(BEN_HERE, HERE, night.at()))
    assert night.rung_for(BEN) == minutes(0)
    night.pass_time(MINUTE)
    assert night.rung_for(BEN) == minutes(0, 1)
    assert night.timers_of()["step.0.0.1"] == night.incident().raised_at + 6 * MINUTE


def test_a_channel_is_a_level_like_anybody() -> None:
    night = a_night(policy=levels(Target(TargetKind.CHANNEL, ON_CALL), FIRST))
    assert night.ways(ON_CALL) == [Method.CHANNEL]
    night.pass_time(5 * MINUTE)
    assert night.rung_for(BEN) == minutes(5)
    assert night.incident().followers == (ANA, BEN)


@pytest.mark.parametrize("size", [25, 45, 81])
def test_a_large_group_is_called_twenty_at_a_time_until_everybody_is(size: int) -> None:
    people = tuple(PersonId(f"U0CREW{n:04}") for n in range(size))
    roster = Roster(on_call={FIRST: people}, methods=dict.fromkeys(people, (Method.SLACK,)))
    night = a_night(roster=roster)
    assert len(night.rang) == 20
    night.pass_time(SECOND)
    assert sorted(to for _, to, _, _ in night.rang) == sorted(people)


# --- timers are hints ---------------------------------------------------------------------------


def test_a_timer_that_is_lost_is_as_good_as_one_that_is_late() -> None:
    """The sweep and the auditor ask for the same step, by what the row says."""
    night = a_night()
    night.timers.clear()
    assert overdue(night.incident(), night.now) is None
    night.now += 5 * MINUTE + 150 * SECOND
    late = overdue(night.incident(), night.now)
    assert late == c.Step(night.at())
    night.do(late)
    assert len(night.rung_for(LENA)) == 1
    assert overdue(night.incident(), night.now) is None


def test_so_is_the_one_after_which_another_way_is_tried() -> None:
    night = a_night(outcome=lambda page: None)
    night.timers.clear()
    night.now += 2 * MINUTE
    late = overdue(night.incident(), night.now)
    assert late == c.TryNext()
    night.do(late)
    assert night.ways(BEN) == [Method.SLACK, Method.SMS]


def test_an_execution_that_is_lost_is_replaced_and_nobody_is_called_for_that() -> None:
    night = a_night()
    night.do(c.RestartWorkflow())
    assert night.incident().routing.generation == 1
    assert night.at() == Rung(0, 0, 0)
    assert len(night.rang) == 1
    night.resolve()
    assert night.do(c.RestartWorkflow()).ignored == "workflow_on_time"


def test_late_by_ten_minutes_is_one_step_and_not_three_at_once() -> None:
    night = a_night()
    night.now += 15 * MINUTE
    for _ in range(3):
        night.do(c.Step(Rung(0, 0, 0)))
    assert len(night.rung_for(LENA)) == 1
    assert night.rung_for(ADAM) == []
    assert night.incident().due == night.now + 10 * MINUTE


def test_too_early_nothing_happens() -> None:
    night = a_night()
    night.now += 5 * MINUTE - SECOND
    assert night.do(c.Step(night.at())).ignored == "timer_stale"


def test_a_timer_that_fires_twice_pages_once() -> None:
    night = a_night()
    night.now += 5 * MINUTE
    night.do(c.Step(Rung(0, 0, 0)))
    assert night.do(c.Step(Rung(0, 0, 0))).ignored == "step_stale"
    assert len(night.rung_for(LENA)) == 1


def test_after_three_hours_in_which_nothing_ran_it_takes_one_step_at_its_level() -> None:
    night = a_night()
    night.now += 3 * HOUR
    night.pass_time(SECOND)
    assert night.at() == Rung(0, 0, 1)
    assert len(night.rung_for(LENA)) == 1
    assert night.rung_for(ADAM) == []


def test_a_clock_that_jumps_back_loses_nothing_and_one_that_jumps_ahead_is_early_by_the_jump() -> (
    None
):
    night = a_night()
    night.now -= HOUR
    assert night.do(c.Step(night.at())).ignored == "timer_stale"
    night.now += 2 * HOUR
    night.do(c.Step(night.at()))
    night.now -= HOUR
    night.pass_time(2 * HOUR)
    assert night.rung_for(LENA)
    assert night.rung_for(ADAM)


def test_the_page_is_committed_with_the_step_so_that_no_crash_in_between_can_lose_it() -> None:
    night = a_night()
    night.now += 5 * MINUTE
    decision = night.do(c.Step(night.at()))
    assert any(isinstance(effect, FollowUp) for effect in decision.changes[-1].effects)


def test_who_has_no_way_to_be_reached_is_as_good_as_nobody() -> None:
    night = a_night(roster=replace(ROSTER, methods={**ROSTER.methods, BEN: ()}))
    assert night.rung_for(LENA) == minutes(0)
