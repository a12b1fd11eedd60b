"""What became of a page: one that failed, or that nobody knows of, is followed by another way, then
by somebody else."""

from dataclasses import replace
from datetime import timedelta

import pytest

from deskbell.domain.paging import commands as c
from deskbell.domain.paging.incident import Status
from deskbell.domain.paging.page import Receipt, Rung
from deskbell.domain.paging.policy import Method
from tests.builders import ADAM, BEN, JIWOO, LENA
from tests.unit.paging.night import (
    FALLBACK,
    LENA_HERE,
    MINUTE,
    ROSTER,
    SECOND,
    Night,
    a_night,
    a_person,
    failing,
    levels,
    unheard,
)

WAYS = {**ROSTER.methods, BEN: (Method.SLACK, Method.SMS, Method.VOICE)}
ON_ALL_WAYS = replace(ROSTER, methods=WAYS)


def test_a_way_that_fails_is_followed_by_the_next_at_once() -> None:
    night = a_night(roster=ON_ALL_WAYS, outcome=failing(Method.SLACK, Method.SMS))
    assert night.ways(BEN) == [Method.SLACK, Method.SMS, Method.VOICE]
    assert set(night.rung_for(BEN)) == {timedelta()}
    night.pass_time(4 * MINUTE)
    assert night.rung_for(LENA) == []


def test_who_cannot_be_reached_at_all_is_followed_by_the_next_level_at_once() -> None:
    night = a_night(outcome=lambda page: Receipt.FAILED if page.to == BEN else Receipt.DELIVERED)
    assert night.ways(BEN) == [Method.SLACK, Method.SMS]
    assert night.rung_for(LENA) == [timedelta()]
    assert night.at() == Rung(0, 0, 1)


def test_as_long_as_one_of_a_level_can_be_reached_it_waits_for_them() -> None:
    night = a_night(
        policy=levels((a_person(BEN), a_person(JIWOO)), a_person(LENA)),
        outcome=lambda page: Receipt.FAILED if page.to == BEN else Receipt.DELIVERED,
    )
    night.pass_time(4 * MINUTE)
    assert night.rung_for(LENA) == []


def test_with_everybody_out_of_reach_each_failure_is_on_record_then_the_fallback_and_alarm() -> (
    None
):
    night = a_night(outcome=failing(Method.SLACK, Method.SMS))
    night.pass_time(10 * MINUTE)
    assert night.status() is Status.EXHAUSTED
    assert night.told(FALLBACK) == ["notice.incident_exhausted"]
    assert len(night.alarms) == 1
    assert night.events().count("PageReceipted") == len(night.paged)
    assert {page.to for page in night.paged} == {BEN, LENA, ADAM}


def test_while_slack_is_down_the_other_way_is_used_after_two_minutes() -> None:
    night = Night(is_down=True)
    night.report()
    night.pass_time(2 * MINUTE - SECOND)
    assert night.rang == []
    night.pass_time(SECOND)
    assert night.ways(BEN) == [Method.SMS]
    night.pass_time(18 * MINUTE)
    night.back_up()
    assert Method.SLACK in night.ways(BEN)
    assert night.rung_for(ADAM) == [20 * MINUTE]


def test_slack_back_after_somebody_has_acknowledged_pages_nobody() -> None:
    night = Night(is_down=True)
    night.report()
    night.pass_time(3 * MINUTE)
    night.acknowledge()
    night.back_up()
    assert night.ways(BEN) == [Method.SMS]


def test_what_is_delivered_is_not_followed_by_another_way() -> None:
    night = a_night(roster=ON_ALL_WAYS)
    night.pass_time(4 * MINUTE)
    assert night.ways(BEN) == [Method.SLACK]


def test_a_receipt_that_comes_twice_changes_nothing() -> None:
    night = a_night(outcome=unheard)
    failed = night.receipt_of(night.paged[0], Receipt.FAILED)
    night.do(failed)
    assert night.do(failed).ignored == "receipt_known"
    assert night.ways(BEN) == [Method.SLACK, Method.SMS]


def test_that_an_earlier_way_has_reached_them_after_all_ends_the_search_for_another() -> None:
    night = a_night(roster=ON_ALL_WAYS, outcome=unheard)
    night.pass_time(2 * MINUTE)
    night.do(night.receipt_of(night.paged[0], Receipt.DELIVERED))
    night.pass_time(2 * MINUTE + 30 * SECOND)
    assert night.ways(BEN) == [Method.SLACK, Method.SMS]


def test_that_an_earlier_way_has_failed_is_past_when_the_next_is_tried() -> None:
    night = a_night(roster=ON_ALL_WAYS, outcome=unheard)
    night.pass_time(2 * MINUTE)
    failed = night.receipt_of(night.paged[0], Receipt.FAILED)
    assert night.do(failed).ignored == "receipt_known"


@pytest.mark.parametrize("receipt", list(Receipt))
def test_a_receipt_of_a_level_that_is_left_changes_nothing(receipt: Receipt) -> None:
    night = a_night(outcome=unheard)
    night.pass_time(6 * MINUTE)
    old = night.receipt_of(night.paged[0], receipt)
    assert night.do(old).ignored == "page_of_another_level"


def test_a_receipt_of_a_search_before_this_one_changes_nothing() -> None:
    night = a_night(outcome=unheard)
    night.acknowledge()
    night.pass_time(31 * MINUTE)
    old = night.receipt_of(night.paged[0], Receipt.FAILED)
    assert night.do(old).ignored == "page_of_another_generation"


def test_a_failure_after_somebody_has_acknowledged_calls_nobody_else() -> None:
    night = a_night(outcome=unheard)
    night.acknowledge(LENA_HERE)
    failed = night.receipt_of(night.paged[0], Receipt.FAILED)
    assert night.do(failed).ignored == "receipt_known"
    assert night.ways(BEN) == [Method.SLACK]


def test_nobody_is_tried_by_another_way_before_their_time_is_up() -> None:
    night = a_night(outcome=unheard)
    assert night.do(c.TryNext()).ignored == "timer_stale"


def test_a_page_from_before_the_search_began_anew_is_not_sent_besides_the_new_one() -> None:
    night = Night(is_down=True)
    night.report()
    night.acknowledge()
    night.do(c.Unacknowledge(LENA_HERE, None))
    night.pass_time(MINUTE)
    night.back_up()
    assert [page.rung for page in night.paged if page.to == BEN] == [Rung(1, 0, 0)]
