"""Reports of an outage: one incident however many there are, and when a new one begins."""

from dataclasses import replace
from datetime import timedelta

import pytest

from deskbell.domain.ids import Kind, PersonId, Ref
from deskbell.domain.paging import commands as c
from deskbell.domain.paging.dedup import KEY_LIMIT, dedup_key
from deskbell.domain.paging.incident import Held, Status
from deskbell.domain.paging.page import Rung
from deskbell.domain.paging.policy import Urgency
from deskbell.domain.people import Standing
from deskbell.domain.tickets.permissions import Member, Surface
from tests.builders import ADAM, ANA, BEN, GUS, JIWOO, LENA, MINJUN, XENA
from tests.unit.paging.night import (
    BEN_HERE,
    HERE,
    LENA_HERE,
    MINUTE,
    ON_CALL,
    POLICY,
    SECOND,
    Night,
    a_night,
    a_person,
    levels,
)


def test_the_same_outage_reported_fifty_times_is_one_incident_and_one_page() -> None:
    night = Night()
    people = [PersonId(f"U0CROWD{n:03}") for n in range(50)]
    for person in people:
        night.report(by=Member(person))
    [incident] = night.incidents.values()
    assert incident.reports == 50
    assert set(people) <= set(incident.followers)
    assert len(night.rang) == 1
    assert night.told(people[49]) == ["dm.incident_joined"]


def test_who_joins_what_somebody_sees_to_hears_who() -> None:
    night = a_night()
    night.acknowledge()
    night.report(by=Member(MINJUN))
    assert night.stands(MINJUN) == ["dm.incident_now_acknowledged"]


def test_another_system_is_another_incident() -> None:
    night = a_night()
    night.report("mail")
    assert len(night.incidents) == 2


def test_two_who_report_at_the_same_moment_make_the_same_incident() -> None:
    """Both find none; the second one's write is refused, and it joins when it decides again."""
    night, late = Night(), Night()
    assert night.report().ref == late.report(by=Member(MINJUN)).ref


def test_reported_again_soon_after_its_end_it_is_not_over_and_the_search_begins_anew() -> None:
    night = a_night()
    night.resolve()
    night.pass_time(15 * MINUTE - SECOND)
    night.report()
    assert len(night.incidents) == 1
    assert night.at() == Rung(1, 0, 0)
    assert night.incident().flaps == 1
    assert night.told(ANA)[-1] == "dm.incident_reopened"
    assert len(night.rung_for(BEN)) == 2


def test_reported_again_later_it_is_a_new_incident() -> None:
    night = a_night()
    night.resolve()
    night.pass_time(15 * MINUTE)
    night.report()
    assert len(night.incidents) == 2
    assert night.status(1) is Status.RESOLVED
    assert night.status(2) is Status.OPEN
    assert len(night.rung_for(BEN)) == 2


def test_timers_from_before_the_end_do_nothing_after_it_has_come_back() -> None:
    night = a_night()
    night.resolve()
    night.pass_time(10 * MINUTE)
    night.report()
    night.now += 6 * MINUTE
    assert night.do(c.Step(Rung(0, 0, 0))).ignored == "step_stale"


def test_what_comes_and_goes_all_the_time_is_one_page_in_five_minutes_and_counted() -> None:
    night = Night()
    for _ in range(20):
        night.report(by=None, source="prometheus")
        night.pass_time(30 * SECOND)
        night.resolve(None)
        night.pass_time(30 * SECOND)
    assert night.rung_for(BEN) == [timedelta(), 5 * MINUTE, 10 * MINUTE, 15 * MINUTE]
    assert night.incident().flaps == 19


def test_what_has_come_back_and_stays_is_paged_when_the_five_minutes_are_over() -> None:
    night = a_night()
    night.pass_time(MINUTE)
    night.resolve()
    night.pass_time(MINUTE)
    night.report()
    assert night.incident().held is Held.FLAPPING
    night.pass_time(3 * MINUTE)
    assert night.rung_for(BEN) == [timedelta(), 5 * MINUTE]


def test_a_key_is_the_same_however_it_is_encoded_or_spaced() -> None:
    assert dedup_key(" café ") == dedup_key("cafe\N{COMBINING ACUTE ACCENT}")


def test_a_long_key_is_told_apart_by_all_of_it() -> None:
    one, other = dedup_key("x" * 300 + "1"), dedup_key("x" * 300 + "2")
    assert one != other
    assert len(one) <= KEY_LIMIT
    assert dedup_key("x" * KEY_LIMIT) == "x" * KEY_LIMIT


@pytest.mark.parametrize("empty", ["", "   ", "\n"])
def test_without_a_key_it_follows_from_what_is_said(empty: str) -> None:
    assert dedup_key(empty, "prometheus", "VPN  down") == dedup_key("", "Prometheus", "vpn down")
    assert dedup_key(empty, "prometheus", "vpn") != dedup_key("", "prometheusvpn", "")
    assert dedup_key(empty, "a") != ""


def test_a_key_of_half_a_character_is_a_key() -> None:
    assert dedup_key("", "\ud800")


@pytest.mark.parametrize(
    ("who", "may"),
    [
        (Member(ANA), True),
        (Member(GUS, standing=Standing.GUEST), True),
        (Member(XENA, standing=Standing.EXTERNAL), False),
        (Member(XENA, standing=Standing.BOT), False),
        (Member(ANA, at=Surface.SHARED), False),
    ],
)
def test_nobody_from_outside_wakes_anybody(who: Member, may: bool) -> None:
    night = Night()
    night.try_report(by=who)
    assert bool(night.incidents) is may


def test_who_is_on_call_and_reports_it_is_paged_and_hears_it_once() -> None:
    night = Night()
    night.report(by=Member(BEN))
    night.acknowledge(LENA_HERE)
    assert night.told(BEN) == ["dm.incident_raised", "dm.incident_acknowledged"]
    assert len(night.rung_for(BEN)) == 1


def test_reported_again_later_what_nobody_answered_is_called_about_anew() -> None:
    night = a_night()
    night.pass_time(74 * MINUTE)
    night.report(by=Member(MINJUN))
    assert night.status() is Status.EXHAUSTED
    night.pass_time(MINUTE)
    night.report(by=Member(MINJUN))
    assert night.at() == Rung(1, 0, 0)
    assert night.rung_for(BEN)[-1] == 75 * MINUTE
    night.pass_time(60 * MINUTE)
    assert len(night.alarms) == 2


def test_where_nobody_can_be_called_fifty_reports_sound_one_alarm() -> None:
    night = Night(policy=levels())
    for number in range(50):
        night.report(by=Member(PersonId(f"U0CROWD{number:03}")))
    assert len(night.alarms) == 1


# --- two that are one -----------------------------------------------------------------------


def merged(night: Night, gone: int, into: int) -> None:
    night.do(c.MergeInto(BEN_HERE, HERE, night.incident(into)), gone)


def test_of_two_that_are_one_the_search_that_is_further_goes_on() -> None:
    night = a_night()
    night.pass_time(6 * MINUTE)
    night.report("mail", by=Member(MINJUN))
    merged(night, gone=1, into=2)
    assert night.status(1) is Status.MERGED
    assert night.at(2) == Rung(1, 0, 1)
    night.pass_time(10 * MINUTE)
    assert len(night.rung_for(ADAM)) == 1
    assert len(night.rung_for(LENA)) == 1
    assert night.incident(2).reports == 2
    assert {ANA, MINJUN} <= set(night.incident(2).followers)


def test_the_search_that_goes_on_goes_on_by_its_own_levels() -> None:
    night = Night(policy=levels(a_person(BEN), a_person(LENA), a_person(JIWOO)))
    night.report()
    night.pass_time(6 * MINUTE)
    night.policy = POLICY
    night.report("mail")
    merged(night, gone=1, into=2)
    night.pass_time(4 * MINUTE)
    assert night.rung_for(JIWOO) == [10 * MINUTE]
    assert night.rung_for(ADAM) == []


def test_what_waits_for_the_morning_does_not_once_something_urgent_is_merged_into_it() -> None:
    night = Night()
    night.report("mail", urgency=Urgency.LOW)
    night.policy = levels()
    night.report()
    assert (night.status(1), night.status(2)) == (Status.HELD, Status.EXHAUSTED)
    merged(night, gone=2, into=1)
    assert night.status(1) is Status.OPEN
    assert night.rung_for(BEN) == [timedelta()]


def test_the_tickets_of_both_are_solved_with_the_one_that_goes_on() -> None:
    night = a_night()
    night.report("mail")
    one, two = (Ref(Kind.TICKET, number) for number in "12")
    for number, ticket in ((1, one), (2, two)):
        incident = night.incident(number)
        night.incidents[incident.ref] = replace(incident, tickets=(ticket,))
    merged(night, gone=2, into=1)
    assert night.incident(1).tickets == (one, two)


def test_what_is_not_so_far_just_ends() -> None:
    night = a_night()
    night.pass_time(6 * MINUTE)
    night.report("mail")
    merged(night, gone=2, into=1)
    assert night.at(1) == Rung(0, 0, 1)
    assert night.timers_of(2) == {}


@pytest.mark.parametrize(("gone", "into"), [(1, 2), (2, 1)])
def test_once_somebody_sees_to_either_nobody_is_sought(gone: int, into: int) -> None:
    night = a_night()
    night.report("mail")
    night.acknowledge(number=1)
    merged(night, gone=gone, into=into)
    assert night.status(into) is Status.ACKNOWLEDGED
    assert night.incident(into).acknowledged_by == BEN
    night.pass_time(29 * MINUTE)
    assert night.rung_for(LENA) == []


def test_who_may_not_have_heard_of_the_one_that_ends_is_called_for_the_other() -> None:
    night = a_night()
    night.pass_time(5 * MINUTE)
    night.is_down = True
    night.report("mail")
    night.do(c.EscalateNow(BEN_HERE, HERE, night.at(2)), 2)
    night.do(c.EscalateNow(BEN_HERE, HERE, night.at(2)), 2)
    merged(night, gone=2, into=1)
    night.back_up()
    night.pass_time(MINUTE)
    assert [numbers for _, to, _, numbers in night.rang if to == ADAM] == [(1,)]


def test_a_report_of_what_was_merged_joins_the_one_that_goes_on() -> None:
    night = a_night()
    night.report("mail")
    merged(night, gone=2, into=1)
    night.report("mail", by=Member(MINJUN))
    assert len(night.incidents) == 2
    assert MINJUN in night.incident(1).followers


def test_what_is_over_is_not_merged_nor_is_anything_with_itself() -> None:
    night = a_night()
    merged(night, gone=1, into=1)
    night.report("mail")
    night.resolve(number=2)
    merged(night, gone=1, into=2)
    assert night.told(BEN).count("whisper.incident_no_merge") == 2
    assert night.status(1) is Status.OPEN


# --- a test page -----------------------------------------------------------------------------


def test_a_test_page_never_escalates_and_its_end_says_that_it_was_missed() -> None:
    night = Night()
    night.report("drill", by=None, source="drill", drill=True)
    night.pass_time(60 * MINUTE)
    assert [to for _, to, _, _ in night.rang] == [BEN]
    assert night.events()[-1] == "DrillMissed"
    assert night.status() is Status.RESOLVED
    assert night.alarms == []
    assert night.told(ON_CALL) == []


def test_a_test_page_that_is_acknowledged_has_done_its_work() -> None:
    night = Night()
    night.report("drill", by=None, source="drill", drill=True)
    night.acknowledge()
    assert night.status() is Status.RESOLVED
    assert night.events()[-1] == "IncidentAcknowledged"
    assert night.timers_of() == {}


@pytest.mark.parametrize("is_over", [False, True])
def test_a_test_page_never_stands_for_what_is_real(is_over: bool) -> None:
    night = Night()
    night.report(by=None, source="drill", drill=True)
    if is_over:
        night.acknowledge()
    night.report()
    assert len(night.incidents) == 2
    night.pass_time(2 * MINUTE)
    night.pass_time(6 * MINUTE)
    assert len(night.rung_for(LENA)) == 1


def test_a_test_page_is_not_escalated_by_hand_either() -> None:
    night = Night()
    night.report("drill", by=None, source="drill", drill=True)
    night.do(c.EscalateNow(BEN_HERE, HERE, night.at()))
    assert night.told(BEN) == ["whisper.incident_drill"]
    assert night.rung_for(LENA) == []


def test_whoever_follows_what_comes_and_goes_is_not_told_so_each_time() -> None:
    night = Night()
    for _ in range(3):
        night.report(by=None, source="prometheus")
        night.pass_time(30 * SECOND)
        night.resolve(None)
    assert night.told(BEN) == ["dm.incident_resolved"]


def test_what_comes_back_is_escalated_as_the_settings_say_then() -> None:
    night = a_night()
    night.resolve()
    night.pass_time(10 * MINUTE)
    night.policy = levels(a_person(LENA))
    night.report()
    assert night.rung_for(LENA) == [10 * MINUTE]
