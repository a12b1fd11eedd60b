"""When somebody can come, and how many at once."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from deskbell.domain.loans import commands as c
from deskbell.domain.loans.loan import Attestation, Status
from deskbell.domain.loans.office_days import MOST_SLOTS, closing_after, free_slots, slots
from deskbell.domain.loans.stock import Visit
from tests.builders import ANA
from tests.unit.loans.office import (
    DAY,
    DESK,
    HERE,
    HOUR,
    ILL,
    MONDAY,
    POLICY,
    SOON,
    VISITS,
    a_stock,
    book,
    hand_out,
    loan_ref,
    reserved,
)


def test_so_many_can_come_at_once_and_no_more() -> None:
    office = reserved(3)
    assert book(office, 1) == ["dm.loan_visit_booked"]
    assert book(office, 2) == ["dm.loan_visit_booked"]
    assert office.told(DESK)[-1] == "notice.loan_visit_booked"
    assert book(office, 3) == ["whisper.loan_slot_taken"]
    assert office.stock.visits == (Visit(loan_ref(1), SOON), Visit(loan_ref(2), SOON))
    assert office.loan(3).attestation is not None  # they need not answer again

    book(office, 1, SOON + HOUR, None)
    assert book(office, 3, answers=None) == ["dm.loan_visit_booked"]


def test_a_visit_that_is_booked_twice_is_one() -> None:
    office = reserved()
    book(office)
    decision = office.do(1, c.BookVisit(office.member(1), HERE, SOON))
    assert decision.ignored == "visit_booked_already"
    office.pass_time(timedelta(minutes=1))
    book(office)
    assert office.told(ANA).count("dm.loan_visit_booked") == 1
    assert office.loan(1).attestation == Attestation(True, "v1", office.now + VISITS.validity)


def test_who_books_again_with_answers_that_do_not_let_them_in_loses_their_time() -> None:
    office = reserved()
    book(office)
    assert book(office, start=SOON + HOUR, answers=ILL) == ["whisper.loan_not_passed"]
    assert (office.status(1), office.stock.visits) == ([Status.RESERVED], ())


@pytest.mark.parametrize(
    "start",
    [
        SOON + timedelta(minutes=1),
        MONDAY - HOUR,
        MONDAY,
        MONDAY + 7 * HOUR,
        MONDAY + 4 * DAY + 7 * HOUR,
        datetime(2026, 11, 29, 18, tzinfo=UTC),
    ],
    ids=["between", "before", "now", "after hours", "after the hold", "on sunday"],
)
def test_a_time_that_the_office_does_not_offer_is_refused(start: datetime) -> None:
    office = reserved()
    assert book(office, start=start) == ["whisper.loan_slot_taken"]


def test_a_time_is_free_again_when_its_visitor_cancels_or_has_the_laptop() -> None:
    office = reserved(2)
    book(office, 1)
    book(office, 2)
    office.do(1, c.CancelLoan(office.member(1), HERE))
    hand_out(office, 2)
    assert office.stock.visits == ()


def test_the_times_are_those_of_the_office_and_end_with_its_day() -> None:
    friday = datetime(2026, 11, 27, 23, 45, tzinfo=UTC)  # a quarter to four in San Francisco
    found = list(slots(POLICY, friday, friday + 3 * DAY))
    assert [f"{one:%a %H:%M}" for one in found[:4]] == [
        "Sat 00:00",  # four o'clock on Friday, there
        "Sat 00:30",
        "Mon 17:00",  # nine o'clock
        "Mon 17:30",
    ]
    assert found[-1] + VISITS.slot <= friday + 3 * DAY


def test_nobody_is_shown_more_times_than_a_menu_holds() -> None:
    stock = a_stock(1)
    found = free_slots(POLICY, stock, loan_ref(1), MONDAY, MONDAY + 60 * DAY)
    assert len(found) == MOST_SLOTS
    assert min(found) == MONDAY + timedelta(minutes=30)
    busy = replace(stock, visits=tuple(Visit(loan_ref(n), found[0]) for n in (2, 3)))
    assert free_slots(POLICY, busy, loan_ref(1), MONDAY, found[0] + VISITS.slot) == []
    assert free_slots(POLICY, busy, loan_ref(2), MONDAY, found[0] + VISITS.slot) == [found[0]]


def test_who_finds_no_time_at_all_is_told_so() -> None:
    office = reserved(policy=replace(POLICY, visit=replace(VISITS, capacity=0)))
    assert book(office) == ["whisper.loan_no_slot_left"]


@pytest.mark.parametrize(
    ("at", "closes"),
    [
        (MONDAY, datetime(2026, 11, 24, 1, tzinfo=UTC)),
        (datetime(2026, 11, 24, 1, tzinfo=UTC), datetime(2026, 11, 25, 1, tzinfo=UTC)),
        (datetime(2026, 11, 28, 20, tzinfo=UTC), datetime(2026, 12, 1, 1, tzinfo=UTC)),
        # the clock goes forward on 14 March 2027: five o'clock is an hour earlier in UTC
        (datetime(2027, 3, 13, 20, tzinfo=UTC), datetime(2027, 3, 16, 0, tzinfo=UTC)),
    ],
    ids=["same day", "the minute of closing", "saturday", "summer time"],
)
def test_nothing_is_due_while_the_office_is_closed(at: datetime, closes: datetime) -> None:
    assert closing_after(POLICY, at) == closes
