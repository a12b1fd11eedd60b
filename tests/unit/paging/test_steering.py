"""What people change of a search by hand: faster, other people, later."""

from dataclasses import replace
from datetime import timedelta

import pytest

from deskbell.domain.paging import commands as c
from deskbell.domain.paging.incident import Status
from deskbell.domain.paging.page import Rung
from deskbell.domain.tickets.permissions import Member
from tests.builders import ADAM, ANA, BEN, JIWOO, LENA, MINJUN
from tests.unit.paging.night import (
    BEN_HERE,
    FALLBACK,
    HERE,
    HOUR,
    LENA_HERE,
    MINUTE,
    NIGHT,
    POLICY,
    a_night,
    a_person,
    levels,
)


def test_escalate_now_calls_the_next_level_at_once() -> None:
    night = a_night()
    night.do(c.EscalateNow(BEN_HERE, HERE, night.at()))
    assert night.rung_for(LENA) == [timedelta()]
    assert night.timers_of()["step.0.0.1"] == NIGHT + 10 * MINUTE


def test_pressed_twice_fast_it_is_one_level_and_the_second_is_told() -> None:
    night = a_night()
    seen = night.at()
    night.do(c.EscalateNow(BEN_HERE, HERE, seen))
    night.do(c.EscalateNow(LENA_HERE, HERE, seen))
    assert night.at() == Rung(0, 0, 1)
    assert night.rung_for(ADAM) == []
    assert night.told(LENA) == ["whisper.incident_escalated_already"]


def test_who_sees_to_it_and_needs_help_calls_the_level_above() -> None:
    night = a_night()
    night.acknowledge()
    night.do(c.EscalateNow(BEN_HERE, HERE, night.at()))
    assert night.rung_for(LENA) == [timedelta()]
    assert night.at() == Rung(1, 0, 1)
    assert night.status() is Status.OPEN


def test_after_the_alarm_it_begins_anew() -> None:
    night = a_night()
    night.pass_time(2 * HOUR)
    night.do(c.EscalateNow(BEN_HERE, HERE, night.at()))
    assert night.at() == Rung(1, 0, 0)
    night.pass_time(2 * HOUR)
    assert night.told(FALLBACK) == ["notice.incident_exhausted"] * 2
    assert len(night.alarms) == 2


@pytest.mark.parametrize(
    "wanted",
    [
        lambda by: c.EscalateNow(by, HERE, Rung(0, 0, 0)),
        lambda by: c.ReassignToPerson(by, HERE, LENA),
        lambda by: c.ReassignToPolicy(by, HERE, POLICY),
        lambda by: c.Snooze(by, HERE, NIGHT + HOUR),
        lambda by: c.Resolve(by, HERE),
        lambda by: c.PostUpdate(by, HERE, "it is over"),
        lambda by: c.Unacknowledge(by, HERE),
    ],
)
def test_neither_a_reporter_nor_a_stranger_steers(wanted: object) -> None:
    night = a_night()
    before = night.incident()
    for by in (Member(ANA), Member(MINJUN)):
        night.do(wanted(by))  # type: ignore[operator]
    assert replace(night.incident(), version=before.version) == before
    assert night.told(MINJUN) == ["whisper.incident_not_allowed"]


def test_reassigned_to_somebody_they_are_called_first_then_everybody_as_before() -> None:
    night = a_night()
    night.pass_time(2 * MINUTE)
    night.do(c.ReassignToPerson(BEN_HERE, HERE, JIWOO))
    assert night.rung_for(JIWOO) == [2 * MINUTE]
    assert night.at() == Rung(1, 0, 0)
    night.pass_time(5 * MINUTE)
    assert night.rung_for(BEN) == [timedelta(), 7 * MINUTE]


def test_timers_from_before_are_stale() -> None:
    night = a_night()
    night.do(c.ReassignToPerson(BEN_HERE, HERE, JIWOO))
    night.now += 6 * MINUTE
    assert night.do(c.Step(Rung(0, 0, 0))).ignored == "step_stale"


def test_nobody_is_given_it_who_cannot_be_reached() -> None:
    night = a_night()
    night.do(c.ReassignToPerson(BEN_HERE, HERE, MINJUN))
    assert night.told(BEN) == ["whisper.incident_out_of_reach"]
    assert night.at() == Rung(0, 0, 0)


def test_reassigned_to_another_policy_its_people_are_called() -> None:
    night = a_night()
    night.do(c.ReassignToPolicy(BEN_HERE, HERE, levels(a_person(JIWOO))))
    assert night.rung_for(JIWOO) == [timedelta()]
    night.pass_time(6 * MINUTE)
    assert night.rung_for(LENA) == []


def test_snoozed_it_begins_anew_when_the_time_is_over() -> None:
    night = a_night()
    night.do(c.Snooze(BEN_HERE, HERE, NIGHT + HOUR))
    night.pass_time(HOUR - MINUTE)
    assert len(night.rang) == 1
    night.pass_time(MINUTE)
    assert night.rung_for(BEN) == [timedelta(), HOUR]
    assert night.at() == Rung(1, 0, 0)


def test_snoozed_and_then_acknowledged_it_does_not_wake() -> None:
    night = a_night()
    night.do(c.Snooze(BEN_HERE, HERE, NIGHT + 10 * MINUTE))
    night.pass_time(MINUTE)
    night.acknowledge()
    night.pass_time(20 * MINUTE)
    assert len(night.rang) == 1


def test_snoozed_and_then_resolved_it_does_not_wake() -> None:
    night = a_night()
    night.do(c.Snooze(BEN_HERE, HERE, NIGHT + 10 * MINUTE))
    night.resolve()
    night.pass_time(HOUR)
    assert len(night.rang) == 1


@pytest.mark.parametrize("until", [NIGHT, NIGHT - HOUR, NIGHT + timedelta(days=8)])
def test_a_snooze_has_an_end_within_a_week(until: object) -> None:
    night = a_night()
    night.do(c.Snooze(BEN_HERE, HERE, until))  # type: ignore[arg-type]
    assert night.told(BEN) == ["whisper.incident_snooze_time"]
    assert night.status() is Status.OPEN


def test_what_is_over_is_not_steered() -> None:
    night = a_night()
    night.resolve()
    night.do(c.EscalateNow(BEN_HERE, HERE, night.at()))
    night.do(c.Snooze(BEN_HERE, HERE, NIGHT + HOUR))
    assert night.told(BEN)[-2:] == ["whisper.incident_over"] * 2
    assert night.status() is Status.RESOLVED


def test_what_is_snoozed_is_nobodys() -> None:
    night = a_night()
    night.acknowledge()
    night.do(c.Snooze(BEN_HERE, HERE, NIGHT + HOUR))
    assert night.incident().acknowledged_by is None


def test_reassigned_to_another_policy_its_card_stays_where_it_is() -> None:
    night = a_night()
    elsewhere = replace(levels(a_person(JIWOO)), channel=HERE)
    night.do(c.ReassignToPolicy(BEN_HERE, HERE, elsewhere))
    assert night.incident().policy.channel == POLICY.channel
