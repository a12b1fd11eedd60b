"""Somebody sees to it: who may say so, who hears it, and when that is over."""

from dataclasses import replace

from deskbell.domain.ids import PersonId
from deskbell.domain.paging import commands as c
from deskbell.domain.paging.incident import IncidentRole, Status
from deskbell.domain.paging.page import Receipt, Rung
from deskbell.domain.paging.policy import Level, Method
from deskbell.domain.people import Standing
from deskbell.domain.tickets.permissions import Member
from tests.builders import ADAM, ANA, BEN, JIWOO, LENA, XENA
from tests.unit.paging.night import (
    BEN_HERE,
    FIRST,
    HERE,
    LENA_HERE,
    MINUTE,
    POLICY,
    ROSTER,
    SECOND,
    SECOND_LINE,
    Night,
    a_night,
    a_person,
    levels,
    unheard,
)


def test_the_reporter_and_everybody_who_was_called_hear_who_sees_to_it() -> None:
    night = a_night()
    night.pass_time(6 * MINUTE)
    night.acknowledge(LENA_HERE)
    assert night.told(ANA)[-1] == "dm.incident_acknowledged"
    assert night.told(BEN) == ["dm.incident_acknowledged"]
    assert night.told(LENA) == []


def test_a_page_that_waits_in_the_outbox_is_not_sent_once_somebody_has_acknowledged() -> None:
    night = Night(is_down=True)
    night.report()
    night.acknowledge(LENA_HERE)
    night.back_up()
    assert night.rung_for(BEN) == []


def test_who_is_paged_just_after_somebody_has_acknowledged_is_told_by_whom_once() -> None:
    night = a_night(outcome=unheard)
    night.acknowledge(LENA_HERE)
    night.now += 5 * SECOND
    late = night.receipt_of(night.paged[0], Receipt.DELIVERED)
    night.do(late)
    night.do(late)
    assert night.told(BEN).count("dm.incident_acknowledged_already") == 1


def test_a_page_that_was_there_before_is_not_followed_by_that() -> None:
    night = a_night(outcome=unheard)
    early = night.receipt_of(night.paged[0], Receipt.DELIVERED)
    night.now += SECOND
    night.acknowledge(LENA_HERE)
    night.do(early)
    assert "dm.incident_acknowledged_already" not in night.told(BEN)


def test_who_is_paged_just_after_it_is_over_is_told_that() -> None:
    night = a_night(outcome=unheard)
    night.resolve(LENA_HERE)
    night.now += 5 * SECOND
    night.do(night.receipt_of(night.paged[0], Receipt.DELIVERED))
    assert night.told(BEN)[-1] == "dm.incident_over_already"


def test_of_two_who_acknowledge_the_first_has_it_and_the_second_is_told() -> None:
    night = a_night()
    night.acknowledge(BEN_HERE)
    night.acknowledge(LENA_HERE)
    assert night.incident().acknowledged_by == BEN
    assert night.told(LENA) == ["whisper.incident_acknowledged_already"]
    assert night.events()[-2:] == ["IncidentAcknowledged", "IncidentActionRefused"]


def test_to_acknowledge_twice_changes_nothing() -> None:
    night = a_night()
    night.acknowledge()
    assert night.acknowledge().ignored == "acknowledged_already"


def test_any_agent_may_acknowledge_whoever_is_on_call() -> None:
    night = a_night()
    night.acknowledge(LENA_HERE)
    assert night.incident().acknowledged_by == LENA


def test_on_call_may_without_being_an_agent() -> None:
    night = a_night()
    night.acknowledge(Member(BEN))
    assert night.status() is Status.ACKNOWLEDGED


def test_neither_the_reporter_nor_anybody_from_outside_can_stop_the_search() -> None:
    night = a_night()
    night.acknowledge(Member(ANA))
    night.acknowledge(Member(XENA, admin=True, standing=Standing.EXTERNAL))
    assert night.status() is Status.OPEN
    assert night.told(ANA)[-1] == night.told(XENA)[-1] == "whisper.incident_not_allowed"


def test_without_a_word_for_half_an_hour_the_search_begins_anew() -> None:
    night = a_night()
    night.acknowledge()
    night.pass_time(30 * MINUTE)
    assert night.at() == Rung(1, 0, 0)
    assert len(night.rung_for(BEN)) == 2
    assert night.incident().acknowledged_by is None


def test_an_update_is_a_sign_of_life() -> None:
    night = a_night()
    night.acknowledge()
    night.pass_time(20 * MINUTE)
    night.do(c.PostUpdate(BEN_HERE, HERE, "we have found it"))
    night.pass_time(29 * MINUTE)
    assert night.status() is Status.ACKNOWLEDGED
    night.pass_time(MINUTE)
    assert night.status() is Status.OPEN


def test_who_cannot_see_to_it_after_all_gives_it_back_and_the_search_begins_anew() -> None:
    night = a_night()
    night.acknowledge()
    night.do(c.Unacknowledge(BEN_HERE, HERE))
    assert night.at() == Rung(1, 0, 0)
    night.pass_time(6 * MINUTE)
    assert len(night.rung_for(LENA)) == 1


def test_what_nobody_sees_to_cannot_be_given_back() -> None:
    night = a_night()
    night.do(c.Unacknowledge(BEN_HERE, HERE))
    assert night.told(BEN) == ["whisper.incident_nobodys"]
    assert night.at() == Rung(0, 0, 0)


def test_an_old_page_does_not_acknowledge_a_search_that_has_begun_anew() -> None:
    night = a_night()
    night.acknowledge()
    night.pass_time(31 * MINUTE)
    night.do(c.Acknowledge(BEN_HERE, HERE, generation=0))
    assert night.status() is Status.OPEN
    assert night.told(BEN)[-1] == "whisper.incident_begun_anew"


def test_a_reply_acknowledges_however_it_stands() -> None:
    night = a_night()
    night.acknowledge()
    night.pass_time(31 * MINUTE)
    night.do(c.Acknowledge(BEN_HERE, HERE))
    assert night.status() is Status.ACKNOWLEDGED


def test_timers_of_a_search_that_has_begun_anew_change_nothing() -> None:
    night = a_night()
    night.acknowledge()
    night.do(c.Unacknowledge(BEN_HERE, HERE))
    night.now += 10 * MINUTE
    assert night.do(c.Step(Rung(0, 0, 0))).ignored == "step_stale"


def test_it_can_be_over_before_anybody_acknowledges_and_an_acknowledgement_then_is_told_so() -> (
    None
):
    night = a_night()
    night.resolve(LENA_HERE)
    night.acknowledge()
    assert night.status() is Status.RESOLVED
    assert night.told(BEN)[-1] == "whisper.incident_over"
    night.pass_time(60 * MINUTE)
    assert len(night.rang) == 1


def test_everybody_who_follows_it_hears_that_it_is_over() -> None:
    night = a_night()
    night.acknowledge()
    night.resolve()
    assert night.told(ANA)[-1] == "dm.incident_resolved"


def test_to_resolve_what_is_over_is_answered_too() -> None:
    night = a_night()
    night.resolve()
    night.resolve(LENA_HERE)
    assert night.told(LENA) == ["whisper.incident_over"]


# --- where everyone has to -------------------------------------------------------------------

ALL_HANDS = replace(
    levels(FIRST, SECOND_LINE),
    levels=(Level((a_person(BEN), a_person(JIWOO)), 5 * MINUTE, everyone=True), *POLICY.levels[1:]),
)
WAYS = {**ROSTER.methods, JIWOO: (Method.SLACK, Method.SMS)}


def all_hands() -> Night:
    return a_night(policy=ALL_HANDS, roster=replace(ROSTER, methods=WAYS), outcome=unheard)


def test_where_everyone_has_to_the_first_answer_does_not_stop_the_others_pages() -> None:
    night = all_hands()
    night.acknowledge()
    night.pass_time(3 * MINUTE)
    assert night.ways(JIWOO) == [Method.SLACK, Method.SMS]
    assert night.ways(BEN) == [Method.SLACK]
    night.pass_time(5 * MINUTE)
    assert night.rung_for(LENA) == []


def test_there_the_second_answer_counts_as_well() -> None:
    night = all_hands()
    night.acknowledge()
    night.acknowledge(Member(JIWOO))
    night.pass_time(3 * MINUTE)
    assert night.ways(JIWOO) == [Method.SLACK]
    assert night.incident().acknowledged_by == BEN
    assert night.events()[-1] == "AcknowledgementAdded"
    assert night.told(JIWOO) == ["dm.incident_acknowledged"]


def test_elsewhere_the_first_answer_stops_them_all() -> None:
    night = a_night(
        policy=levels((a_person(BEN), a_person(JIWOO))),
        roster=replace(ROSTER, methods=WAYS),
        outcome=unheard,
    )
    night.acknowledge()
    night.pass_time(3 * MINUTE)
    assert night.ways(JIWOO) == [Method.SLACK]


# --- fifty followers, and what they hear ------------------------------------------------------


def crowd(count: int) -> list[PersonId]:
    return [PersonId(f"U0CROWD{n:03}") for n in range(count)]


def test_fifty_who_follow_it_all_hear_each_update_once() -> None:
    night = a_night()
    people = crowd(50)
    for person in people:
        night.report(by=Member(person))
    night.do(c.PostUpdate(BEN_HERE, HERE, "we have found it"))
    for person in people:
        assert night.told(person) == ["dm.incident_joined", "dm.incident_update"]


def test_news_that_is_asked_for_twice_or_is_old_is_told_once() -> None:
    night = a_night()
    night.acknowledge()
    news = night.incident().news
    assert news
    assert night.do(c.SpreadNews(news.number, 0)).ignored == "news_told"
    assert night.do(c.SpreadNews(news.number - 1, news.told)).ignored == "news_told"


def test_an_update_says_something() -> None:
    night = a_night()
    night.do(c.PostUpdate(BEN_HERE, HERE, "  "))
    assert night.told(BEN) == ["whisper.incident_nothing_said"]


def test_roles_are_given_and_the_history_has_them() -> None:
    night = a_night()
    given = c.AssignRole(BEN_HERE, HERE, IncidentRole.SCRIBE, ADAM)
    night.do(given)
    assert night.incident().roles == {IncidentRole.SCRIBE: ADAM}
    assert night.do(given).ignored == "role_same"


def test_once_somebody_sees_to_it_nobody_above_is_called_though_all_others_are_out_of_reach() -> (
    None
):
    night = all_hands()
    out_of_reach(night, BEN)
    night.acknowledge()
    out_of_reach(night, JIWOO)
    assert all(one.has_failed for one in night.incident().calls)
    assert night.status() is Status.ACKNOWLEDGED
    assert night.rung_for(LENA) == []


def out_of_reach(night: Night, person: PersonId) -> None:
    """Both ways to them fail."""
    for number in range(2):
        page = [one for one in night.paged if one.to == person][number]
        night.do(night.receipt_of(page, Receipt.FAILED))
