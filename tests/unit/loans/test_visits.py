"""The visit with its gate, the ways without one, and the hand-over."""

from dataclasses import fields, replace
from datetime import datetime, timedelta

import pytest

from deskbell.domain.loans import commands as c
from deskbell.domain.loans.loan import Attestation, Status
from deskbell.domain.loans.office_days import closing_after
from deskbell.domain.loans.policy import Delivery
from deskbell.domain.loans.stock import AssetState
from deskbell.domain.loans.visit_gate import Validity, gate, unanswered, validity
from deskbell.domain.texts import Instant
from deskbell.domain.tickets.permissions import Member
from tests.builders import ANA, LENA
from tests.unit.loans.office import (
    ANSWERS,
    DAY,
    DESK,
    HERE,
    HOUR,
    ILL,
    MONDAY,
    POLICY,
    SOON,
    STRANGER,
    TECHNICIAN,
    VISITS,
    an_office,
    book,
    hand_out,
    loan_ref,
    reserved,
)

LATER_POLICY = replace(POLICY, visit=replace(VISITS, version="v2"))


# --- the gate -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answers", "passed", "open_questions"),
    [
        (ANSWERS, True, ()),
        (ILL, False, ()),
        ({"healthy": "yes"}, False, ("badge",)),
        ({"healthy": "yes", "badge": ""}, False, ("badge",)),
        ({}, False, ("healthy", "badge")),
    ],
)
def test_only_who_gives_every_answer_that_lets_in_may_come(
    answers: dict[str, str], passed: bool, open_questions: tuple[str, ...]
) -> None:
    assert gate(VISITS, answers, MONDAY) == Attestation(passed, "v1", MONDAY + 2 * DAY)
    assert unanswered(VISITS, answers) == open_questions


@pytest.mark.parametrize(
    ("given", "at", "worth"),
    [
        (Attestation(True, "v1", SOON), SOON - timedelta(seconds=1), Validity.VALID),
        (Attestation(True, "v1", SOON), SOON, Validity.EXPIRED),
        (Attestation(False, "v1", SOON), MONDAY, Validity.REFUSED),
        (Attestation(True, "v0", SOON), MONDAY, Validity.CHANGED),
        (Attestation(False, "v0", SOON), MONDAY, Validity.CHANGED),
        (None, MONDAY, Validity.MISSING),
    ],
)
def test_an_attestation_counts_for_its_time_and_its_version(
    given: Attestation | None, at: datetime, worth: Validity
) -> None:
    assert validity(VISITS, given, at) is worth
    assert validity(replace(VISITS, questions=()), given, at) is Validity.VALID


def test_the_answers_are_kept_nowhere() -> None:
    answers = {"healthy": "no-because-of-SECRET", "badge": "yes"}
    office = reserved()
    office.do(1, c.Attest(office.member(1), HERE, answers))
    assert {field.name for field in fields(Attestation)} == {"passed", "version", "expires"}
    assert "SECRET" not in repr((office.loans, office.stock, office.changes, office.effects))
    assert office.told(ANA)[-1] == "whisper.loan_not_passed"


def test_who_may_not_come_has_it_shipped() -> None:
    office = reserved()
    assert book(office, answers=ILL) == ["whisper.loan_not_passed"]
    assert book(office, answers=None) == ["whisper.loan_visit_refused"]
    assert office.status(1) == [Status.RESERVED]

    office.do(1, c.ChooseDelivery(office.member(1), HERE, Delivery.SHIP))
    hand_out(office)
    assert office.status(1) == [Status.SHIPPED]
    assert office.loan(1).due is None
    assert [asset.state for asset in office.stock.assets] == [AssetState.CHECKED_OUT]
    office.do(1, c.ConfirmReceipt(office.member(1), HERE))
    assert office.status(1) == [Status.CHECKED_OUT]
    assert office.loan(1).due == closing_after(POLICY, MONDAY + 7 * DAY)


def test_a_parcel_counts_as_received_when_nobody_says_anything() -> None:
    office = reserved()
    office.do(1, c.ChooseDelivery(office.member(1), HERE, Delivery.SHIP))
    hand_out(office)
    office.pass_time(POLICY.transit)
    assert office.status(1) == [Status.CHECKED_OUT]
    assert office.loan(1).due == closing_after(POLICY, MONDAY + POLICY.transit + 7 * DAY)


@pytest.mark.parametrize("stopped", [timedelta(), HOUR, 5 * DAY, 12 * DAY, 90 * DAY])
def test_after_days_in_which_nothing_ran_no_timer_of_a_loan_is_left_behind(
    stopped: timedelta,
) -> None:
    """One that has fired is used up: what its loan waits for then is ahead, with a row of its
    own."""
    office = reserved()
    office.do(1, c.ChooseDelivery(office.member(1), HERE, Delivery.SHIP))
    hand_out(office)
    while office.timers_of(1) and office.now < MONDAY + 365 * DAY:
        office.now = min(office.timers_of(1).values()) + stopped
        office.pass_time(timedelta())
        loan = office.loan(1)
        due = {loan.deadline, loan.remind_at, loan.escalate_at} - {None}
        assert set(office.timers_of(1).values()) == due
        assert all(at > office.now for at in office.timers_of(1).values())
    assert office.status(1) == [Status.OVERDUE]


def test_who_sends_it_is_told_and_reminded_until_it_is_sent() -> None:
    office = reserved()
    for _ in range(2):  # pressed twice is once
        office.do(1, c.ChooseDelivery(office.member(1), HERE, Delivery.SHIP))
    assert office.told(DESK)[-1] == "notice.loan_to_ship"
    before = office.told(DESK)
    office.pass_time(2 * POLICY.remind_every)
    assert office.told(DESK) == [*before, "notice.loan_to_ship", "notice.loan_to_ship"]
    assert office.status(1) == [Status.READY]
    hand_out(office)
    office.pass_time(POLICY.remind_every)
    assert len(office.told(DESK)) == len(before) + 2


def test_at_the_desk_nobody_asks_for_an_attestation() -> None:
    office = reserved()
    office.do(1, c.ChooseDelivery(office.member(1), HERE, Delivery.DESKSIDE))
    hand_out(office)
    assert office.status(1) == [Status.CHECKED_OUT]


def test_what_the_office_does_not_offer_cannot_be_chosen() -> None:
    office = reserved(policy=replace(POLICY, visit=replace(VISITS, alternatives=())))
    office.do(1, c.ChooseDelivery(office.member(1), HERE, Delivery.SHIP))
    assert office.told(ANA)[-1] == "whisper.loan_no_such_delivery"
    assert office.status(1) == [Status.RESERVED]


def test_who_answers_before_the_visit_that_they_may_not_come_frees_their_time() -> None:
    office = reserved()
    book(office)
    office.do(1, c.Attest(office.member(1), HERE, ILL))
    assert office.status(1) == [Status.RESERVED]
    assert (office.loan(1).slot, office.stock.visits) == (None, ())
    office.do(1, c.ChooseDelivery(office.member(1), HERE, Delivery.DESKSIDE))
    office.do(1, c.Attest(office.member(1), HERE, ILL))  # at their desk nobody needs to know
    assert office.status(1) == [Status.READY]


def test_only_the_requester_answers_for_themselves() -> None:
    office = reserved()
    for command in (
        c.Attest(TECHNICIAN, HERE, ANSWERS),
        c.BookVisit(TECHNICIAN, HERE, SOON, ANSWERS),
    ):
        office.do(1, command)
        assert office.told(LENA)[-1] == "whisper.loan_not_allowed"
    assert office.loan(1).attestation is None
    office.do(1, c.BookVisit(office.member(1), HERE, SOON))
    assert office.told(ANA)[-1] == "whisper.loan_visit_missing"
    office.do(1, c.Attest(office.member(1), HERE, ANSWERS))
    office.do(1, c.BookVisit(TECHNICIAN, HERE, SOON))
    assert office.status(1) == [Status.READY]


# --- the hand-over ------------------------------------------------------------------------------


def test_an_attestation_that_has_expired_lets_nobody_in_and_they_choose_another_time() -> None:
    office = reserved()
    book(office, start=MONDAY + 2 * DAY + HOUR)
    office.now = MONDAY + 2 * DAY + HOUR

    hand_out(office)
    assert office.status(1) == [Status.RESERVED]
    assert (office.loan(1).slot, office.stock.visits) == (None, ())
    assert office.told(ANA)[-1] == "dm.loan_turned_away_expired"
    assert office.told(LENA)[-1] == "whisper.loan_visit_expired"
    assert office.stock.held_by(loan_ref(1)) is not None

    hand_out(office)  # pressed once more: it stays with them, and nobody is written twice
    assert office.told(ANA)[-1] == "dm.loan_turned_away_expired"
    assert office.told(ANA).count("dm.loan_turned_away_expired") == 1
    book(office, start=office.now + HOUR)
    hand_out(office)
    assert office.status(1) == [Status.CHECKED_OUT]


def test_a_policy_that_has_changed_asks_again_before_the_hand_over() -> None:
    office = reserved()
    book(office)
    office.policy = LATER_POLICY
    hand_out(office)
    assert office.told(ANA)[-1] == "dm.loan_turned_away_changed"
    book(office, start=SOON + HOUR)
    hand_out(office)
    assert office.status(1) == [Status.CHECKED_OUT]


def test_who_answers_again_in_time_keeps_their_time() -> None:
    office = reserved()
    book(office)
    office.policy = LATER_POLICY
    office.do(1, c.Attest(office.member(1), HERE, ANSWERS))
    assert office.told(ANA)[-1] == "whisper.loan_passed"
    hand_out(office)
    assert office.status(1) == [Status.CHECKED_OUT]


def test_before_the_visit_they_are_reminded_or_asked_again_if_their_answers_end_before_it() -> None:
    office = reserved(2)
    book(office, 1, MONDAY + DAY)
    book(office, 2, MONDAY + 2 * DAY)
    office.pass_time(DAY - 2 * HOUR)
    assert office.told(ANA)[-1] == "dm.loan_visit_soon"
    assert office.args("dm.loan_visit_soon")["start"] == Instant(MONDAY + DAY)
    office.pass_time(DAY)
    assert office.told(office.person(2))[-1] == "dm.loan_attest_again"
    assert office.told(ANA).count("dm.loan_visit_soon") == 1


def test_another_laptop_than_theirs_is_not_handed_out() -> None:
    office = reserved(2)
    book(office)
    office.do(1, c.HandOut(TECHNICIAN, HERE, office.serial(2)))
    assert office.told(LENA)[-1] == "whisper.loan_other_serial"
    facts = {"expected": "SFSERIAL1", "scanned": "SFSERIAL2"}
    assert office.args("whisper.loan_other_serial") == facts
    assert office.status(1) == [Status.READY]


def test_a_serial_that_is_scanned_twice_is_harmless() -> None:
    office = reserved()
    office.asks(1)
    loan = office.comes(1)
    decision = office.do(1, c.HandOut(TECHNICIAN, HERE, " sfserial1\n"))
    assert decision.ignored == "handed_out_already"
    assert office.loan(1) == loan
    office.do(1, c.HandOut(TECHNICIAN, HERE, "SFSERIAL9"))
    assert office.told(LENA)[-1] == "whisper.loan_other_serial"


@pytest.mark.parametrize("who", [Member(ANA), STRANGER])
def test_nobody_hands_out_but_who_works_there(who: Member) -> None:
    office = reserved()
    book(office)
    office.do(1, c.HandOut(who, HERE, office.serial(1)))
    assert office.told(who.person)[-1] == "whisper.loan_not_allowed"
    assert office.status(1) == [Status.READY]


# --- who does not come --------------------------------------------------------------------------


def test_who_does_not_come_to_their_time_loses_it_to_the_next_one() -> None:
    office = an_office(1)
    office.asks(1)
    office.asks(2, needed_by=MONDAY + 9 * DAY)
    book(office)
    office.pass_time(HOUR + VISITS.slot + POLICY.grace - timedelta(seconds=1))
    assert office.status(1) == [Status.READY]
    office.pass_time(timedelta(seconds=1))
    assert office.status(1, 2) == [Status.NO_SHOW, Status.RESERVED]
    assert office.told(ANA)[-1] == "dm.loan_no_show"


def test_who_never_says_when_they_come_loses_it_after_the_hold() -> None:
    office = an_office(1)
    office.asks(1, needed_by=MONDAY + DAY)
    # two days after the day on which they need it, until the office closes
    held_until = closing_after(POLICY, MONDAY + 3 * DAY)
    reminded_at = held_until - VISITS.remind_before
    assert office.timers_of(1) == {"deadline": held_until, "reminder": reminded_at}
    office.pass_time(held_until - MONDAY - timedelta(seconds=1))
    assert office.status(1) == [Status.RESERVED]
    assert office.told(ANA)[-1] == "dm.loan_hold_ends"
    assert office.args("dm.loan_hold_ends")["until"] == Instant(held_until)
    office.pass_time(timedelta(seconds=1))
    assert office.status(1) == [Status.NO_SHOW]
    assert len(office.stock.available) == 1
    book(office)
    assert office.told(ANA)[-1] == "whisper.loan_stale"
    assert len(office.stock.available) == 1
