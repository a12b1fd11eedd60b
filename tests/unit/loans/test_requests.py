"""From the request to a laptop, or to the waiting list."""

from dataclasses import replace
from datetime import timedelta

import pytest

from deskbell.domain.effects import ShowHome
from deskbell.domain.errors import ConcurrentChangeError
from deskbell.domain.loans import commands as c
from deskbell.domain.loans import events as e
from deskbell.domain.loans.decide import decide
from deskbell.domain.loans.loan import Status
from deskbell.domain.loans.stock import MOST_WAITING, AssetState, Waiting
from deskbell.domain.people import Standing
from deskbell.domain.texts import Instant
from deskbell.domain.tickets.permissions import Member
from tests.builders import ANA, LENA, MINJUN, OLA
from tests.unit.loans.office import (
    AUSTIN,
    DAY,
    DESK,
    HERE,
    HOUR,
    MANAGER,
    MONDAY,
    POLICY,
    STRANGER,
    TECHNICIAN,
    Office,
    a_stock,
    an_office,
    loan_ref,
    stock_ref,
)

# --- who gets one -------------------------------------------------------------------------------


@pytest.mark.parametrize(("people", "there"), [(1, 1), (2, 1), (6, 4), (6, 1), (5, 5), (3, 0)])
def test_of_all_who_ask_as_many_get_one_as_there_are_and_the_rest_wait_in_order(
    people: int, there: int
) -> None:
    office = an_office(there)
    numbers = list(range(1, people + 1))
    for number in numbers:
        office.asks(number)

    assert office.status(*numbers[:there]) == [Status.RESERVED] * min(people, there)
    assert office.status(*numbers[there:]) == [Status.WAITLISTED] * (people - there)
    assert office.waiting() == numbers[there:]
    assert len({office.loan(number).asset for number in numbers[:there]}) == min(people, there)


def test_of_two_who_race_for_the_last_one_the_second_has_to_decide_again_and_waits() -> None:
    office = an_office(1)
    first, second = (
        decide(None, office.stock, POLICY, office.wish(number), MONDAY) for number in (1, 2)
    )
    office.commit(first)

    assert first.changes[-1].before == second.changes[-1].before  # the same version of the stock
    with pytest.raises(AssertionError, match="a race that the table refuses"):
        Office(office.stock).commit(second)
    office.asks(2)
    assert office.status(1, 2) == [Status.RESERVED, Status.WAITLISTED]
    assert office.args("dm.loan_queued_wait") == {"number": 2, "position": 1}


def test_what_comes_back_goes_to_the_one_who_waits_longest() -> None:
    office = an_office(1)
    for number in (1, 2, 3):
        office.asks(number)
    office.do(1, c.CancelLoan(office.member(1), HERE))

    assert office.status(1, 2, 3) == [Status.CANCELLED, Status.RESERVED, Status.WAITLISTED]
    assert office.told(MINJUN)[-1] == "dm.loan_reserved"


def test_nobody_comes_in_before_somebody_whose_turn_has_come_but_is_not_taken_yet() -> None:
    office = an_office(1, turns_at_once=False)
    for number in (1, 2):
        office.asks(number)
    office.do(1, c.CancelLoan(office.member(1), HERE))
    assert [asset.state for asset in office.stock.assets] == [AssetState.AVAILABLE]

    office.asks(3)

    assert office.status(3) == [Status.WAITLISTED]
    assert office.turns == [loan_ref(2)]
    assert office.do(3, c.TakeTurn()).ignored == "not_their_turn"
    office.take_turns()
    assert office.status(2, 3) == [Status.RESERVED, Status.WAITLISTED]


def test_a_turn_that_comes_twice_is_taken_once() -> None:
    office = an_office(1)
    for number in (1, 2):
        office.asks(number)
    office.do(1, c.CancelLoan(office.member(1), HERE))
    assert office.do(2, c.TakeTurn()).ignored == "not_their_turn"


def test_a_loan_and_a_stock_that_were_not_read_together_are_read_again() -> None:
    office = an_office(1)
    before = office.stock
    office.asks(1)
    with pytest.raises(ConcurrentChangeError):
        decide(office.loan(1), before, POLICY, c.RecordLeaver(), MONDAY)
    waits = replace(office.loan(1), status=Status.WAITLISTED, asset=None)
    with pytest.raises(ConcurrentChangeError):
        decide(waits, before, POLICY, c.TakeTurn(), MONDAY)


def test_the_channel_hears_once_that_there_are_few_left() -> None:
    office = an_office(3, replace(POLICY, low=1))
    for number in (1, 2, 3):
        office.asks(number)
    assert office.told(DESK) == ["notice.loan_stock_low"]
    assert office.args("notice.loan_stock_low")["count"] == 1


# --- what they can expect -----------------------------------------------------------------------


def test_who_asks_too_late_hears_at_once_which_other_office_has_one() -> None:
    office = an_office(0, others=(a_stock(1, AUSTIN, "AUS"),))
    office.asks(1)

    assert office.told(ANA) == ["dm.loan_queued_elsewhere"]
    assert office.args("dm.loan_queued_elsewhere")["offices"] == "Austin"


def test_an_office_whose_laptops_are_all_claimed_is_not_offered() -> None:
    claimed = a_stock(1, AUSTIN, "AUS")
    [asset] = claimed.assets
    taken = replace(asset, state=AssetState.OVERDUE, loan=loan_ref(9), due=MONDAY - DAY)
    office = an_office(0, others=(replace(claimed, assets=(taken,)),))
    office.asks(1)
    assert office.told(ANA) == ["dm.loan_queued_wait"]


def test_who_needs_it_after_the_next_one_comes_back_hears_when_that_is() -> None:
    office = an_office(1)
    office.asks(1)
    due = office.comes(1).due
    assert due is not None
    office.asks(2, needed_by=due)
    office.asks(3, needed_by=due + 30 * DAY)
    office.asks(4, needed_by=due - HOUR)

    assert office.told(MINJUN) == ["dm.loan_queued_in_time"]
    assert office.told(OLA) == ["dm.loan_queued_wait"]  # only one comes back, and it is taken
    facts = {"number": 2, "position": 1, "back_at": Instant(due)}
    assert office.args("dm.loan_queued_in_time") == facts


def test_what_is_overdue_is_not_expected_back() -> None:
    office = an_office(1)
    office.asks(1)
    office.comes(1)
    office.pass_time(30 * DAY)
    office.asks(2, needed_by=office.now + 30 * DAY)
    assert office.told(MINJUN)[-1] == "dm.loan_queued_wait"


def test_who_waits_can_take_one_of_another_office_instead() -> None:
    office = an_office(0, others=(a_stock(1, AUSTIN, "AUS"),))
    for number in (1, 2):
        office.asks(number)
    there = replace(POLICY, office=AUSTIN, name="Austin")
    [austin] = office.others
    decision = office.do(1, c.GoElsewhere(office.member(1), HERE, austin, there))

    assert len(decision.changes) == 3
    assert (office.loan(1).office, *office.status(1)) == (AUSTIN, Status.RESERVED)
    assert office.waiting() == [2]
    [austin] = office.others
    assert austin.held_by(loan_ref(1)) is not None
    office.do(2, c.GoElsewhere(office.member(2), HERE, austin, there))
    assert office.told(MINJUN)[-1] == "whisper.loan_none_there"
    office.do(2, c.GoElsewhere(office.member(2), HERE, a_stock(1), POLICY))  # where they are
    assert office.told(MINJUN)[-1] == "whisper.loan_stale"
    assert office.waiting() == [2]


# --- what came too late -------------------------------------------------------------------------


def late_offer() -> Office:
    office = an_office(1)
    for number, needed_by in ((1, 2 * DAY), (2, HOUR), (3, 30 * DAY)):
        office.asks(number, needed_by=MONDAY + needed_by)
    office.pass_time(3 * HOUR)
    office.do(1, c.CancelLoan(office.member(1), HERE))
    return office


def test_who_needed_it_before_now_is_asked_whether_they_still_want_it() -> None:
    office = late_offer()
    assert office.status(2, 3) == [Status.OFFERED, Status.WAITLISTED]
    assert office.told(MINJUN)[-2:] == ["dm.loan_still_waiting", "dm.loan_offered"]

    office.do(2, c.AcceptOffer(office.member(2), HERE))
    assert office.status(2, 3) == [Status.RESERVED, Status.WAITLISTED]


def test_an_offer_that_is_declined_goes_to_the_next_one() -> None:
    office = late_offer()
    office.do(2, c.CancelLoan(office.member(2), HERE))
    assert office.status(2, 3) == [Status.CANCELLED, Status.RESERVED]


def test_an_offer_that_nobody_answers_goes_to_the_next_one() -> None:
    office = late_offer()
    office.pass_time(POLICY.offer - timedelta(seconds=1))
    assert office.status(2) == [Status.OFFERED]
    office.pass_time(timedelta(seconds=1))
    assert office.status(2, 3) == [Status.CANCELLED, Status.RESERVED]
    assert "dm.loan_offer_expired" in office.told(MINJUN)
    office.do(2, c.AcceptOffer(office.member(2), HERE))
    assert office.told(MINJUN)[-1] == "whisper.loan_stale"


# --- who may, and what is none ------------------------------------------------------------------


@pytest.mark.parametrize("days", [0, -1, 31, 10**9])
def test_a_loan_of_no_length_or_of_years_is_none(days: int) -> None:
    office = an_office(1)
    decision = decide(None, office.stock, POLICY, office.wish(1, days=days), MONDAY)
    assert decision.ignored == "loan_of_no_length"


@pytest.mark.parametrize(("days", "ignored"), [(90, None), (91, "loan_too_far_ahead"), (-1, None)])
def test_nobody_has_one_kept_for_months(days: int, ignored: str | None) -> None:
    office = an_office(1)
    wish = office.wish(1, needed_by=MONDAY + days * DAY)
    assert decide(None, office.stock, POLICY, wish, MONDAY).ignored == ignored


@pytest.mark.parametrize(
    "who", [STRANGER, Member(ANA, standing=Standing.GUEST), Member(ANA, standing=Standing.EXTERNAL)]
)
def test_laptops_are_for_members_and_only_who_hands_them_out_asks_for_others(who: Member) -> None:
    office = an_office(1)
    office.asks(1, by=who)
    assert office.status(1) == [Status.REFUSED]
    assert office.told(ANA) == ["dm.loan_impossible_not_allowed"]
    office = an_office(1)
    office.asks(1, by=TECHNICIAN)
    assert (office.loan(1).requester, office.loan(1).opener) == (ANA, LENA)


def test_a_waiting_list_ends_where_its_row_does() -> None:
    everybody = tuple(
        Waiting(loan_ref(n), MONDAY, MONDAY + DAY) for n in range(10, 10 + MOST_WAITING)
    )
    for waiting, status in ((everybody, Status.REFUSED), (everybody[1:], Status.WAITLISTED)):
        office = Office(replace(a_stock(0), waiting=waiting))
        office.asks(1)
        assert office.status(1) == [status]


def test_a_request_that_comes_twice_is_one() -> None:
    office = an_office(2)
    office.asks(1)
    decision = office.do(1, office.wish(1))
    assert decision.ignored == "loan_exists"
    assert len(office.stock.available) == 1


def test_who_may_not_is_told_and_nothing_changes() -> None:
    office = an_office(1)
    before = office.asks(1)
    decision = office.do(1, c.CancelLoan(STRANGER, HERE))
    [change] = decision.changes
    assert change.event == e.LoanActionRefused(STRANGER.person, "cancel", "not_allowed")
    assert office.told(STRANGER.person) == ["whisper.loan_not_allowed"]
    assert office.loan(1) == replace(before, version=before.version + 1)


def test_their_home_tab_follows_every_change_of_its_status_and_nothing_else() -> None:
    office = an_office(1)
    office.asks(1)
    assert office.effects.count(ShowHome(ANA)) == 2  # asked, and reserved
    office.do(1, c.Attest(office.member(1), HERE, {}))
    assert office.effects.count(ShowHome(ANA)) == 2
    office.comes(1)
    assert office.effects.count(ShowHome(ANA)) == 4


def test_a_first_stock_is_begun_by_whoever_waits_for_it() -> None:
    office = Office(replace(a_stock(0), version=0, ref=stock_ref(POLICY.office)))
    decision = decide(None, office.stock, POLICY, office.wish(1), MONDAY)
    assert decision.changes[-1].before is None
    assert decision.changes[-1].after.version == 1


# --- who leaves ---------------------------------------------------------------------------------


def test_a_leaver_with_a_laptop_is_reported_to_the_channel_and_the_manager_once() -> None:
    office = an_office(1)
    office.asks(1)
    office.comes(1)
    office.do(1, c.RecordLeaver())
    assert office.told(DESK)[-1] == "notice.loan_holder_left"
    assert office.told(MANAGER) == ["dm.loan_holder_left"]
    assert office.status(1) == [Status.CHECKED_OUT]
    assert office.do(1, c.RecordLeaver()).ignored == "nothing_out"
    assert office.told(DESK).count("notice.loan_holder_left") == 1


def test_what_is_kept_for_a_leaver_is_free() -> None:
    office = an_office(1)
    for number in (1, 2):
        office.asks(number)
    office.do(1, c.RecordLeaver())
    assert office.status(1, 2) == [Status.CANCELLED, Status.RESERVED]
    assert office.do(1, c.RecordLeaver()).ignored == "nothing_out"
