"""Reminders, extensions, the return, and the way back from each mistake."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from deskbell.domain.ids import PersonId
from deskbell.domain.loans import commands as c
from deskbell.domain.loans.loan import Status
from deskbell.domain.loans.office_days import closing_after
from deskbell.domain.loans.policy import LoanPolicy
from deskbell.domain.loans.stock import AssetState
from deskbell.domain.loans.timers import DEADLINE, ESCALATION, REMINDER, next_reminder
from tests.builders import ANA, LENA
from tests.unit.loans.office import (
    ANSWERS,
    DAY,
    DESK,
    HERE,
    HOUR,
    MANAGER,
    MONDAY,
    POLICY,
    SOON,
    STRANGER,
    TECHNICIAN,
    Office,
    an_office,
    book,
    reserved,
)

SECOND = timedelta(seconds=1)
DUE = closing_after(POLICY, MONDAY + 7 * DAY)


def lent(
    laptops: int = 1, policy: LoanPolicy = POLICY, manager: PersonId | None = MANAGER
) -> Office:
    """Ana has one, until `DUE`."""
    office = an_office(laptops, policy)
    office.asks(1, manager=manager)
    office.comes(1)
    office.effects.clear()
    return office


def until(office: Office, at: datetime) -> Office:
    office.pass_time(at - office.now)
    return office


# --- reminders ----------------------------------------------------------------------------------


def test_they_are_reminded_before_it_is_due_then_and_again_and_again() -> None:
    office = lent()
    told = []
    for at in (-DAY, -4 * HOUR, timedelta(0), DAY, 3 * DAY, 6 * DAY, 9 * DAY):
        until(office, DUE + at - SECOND)
        before = len(office.told(ANA))
        until(office, DUE + at)
        told.append(office.told(ANA)[before:])

    assert [key for [key] in told] == [
        *("dm.loan_due_soon", "dm.loan_due_soon", "dm.loan_due_now"),
        *("dm.loan_overdue", "dm.loan_overdue", "dm.loan_overdue", "dm.loan_overdue"),
    ]
    assert office.told(ANA) == [key for [key] in told]


def test_the_manager_hears_once_that_it_is_long_overdue() -> None:
    office = until(lent(), DUE + POLICY.escalate_after - SECOND)
    assert office.told(MANAGER) == []
    until(office, DUE + 60 * DAY)
    assert office.told(MANAGER) == ["dm.loan_escalated"]


def test_where_there_is_no_manager_the_channel_hears_it() -> None:
    office = until(lent(manager=None), DUE + POLICY.escalate_after)
    assert office.told(DESK)[-1] == "notice.loan_escalated"


@pytest.mark.parametrize("after", [-2 * DAY, -5 * HOUR, -HOUR, HOUR, 5 * DAY])
def test_reminders_stop_the_moment_it_is_back(after: timedelta) -> None:
    office = until(lent(), DUE + after)
    office.do(1, c.ReportReturned(office.member(1), HERE))
    assert office.timers_of(1) == {}
    before = office.told(ANA)
    until(office, DUE + 60 * DAY)
    assert office.told(ANA) == before
    assert office.told(MANAGER) == []


@pytest.mark.parametrize("name", [DEADLINE, REMINDER, ESCALATION, "nonsense"])
@pytest.mark.parametrize("status", ["returned", "reported", "in hand"])
def test_a_timer_that_comes_too_late_or_too_early_does_nothing(name: str, status: str) -> None:
    office = lent()
    if status != "in hand":
        office.do(1, c.ReportReturned(office.member(1), HERE))
        office.now = DUE + 60 * DAY
    if status == "returned":
        office.do(1, c.Inspect(TECHNICIAN, HERE, AssetState.AVAILABLE, "SFSERIAL1"))
    before = office.loan(1)
    assert office.do(1, c.ExpireTimer(name)).ignored == "timer_stale"
    assert office.loan(1) == before


def test_reminders_that_nobody_sent_in_time_are_one() -> None:
    office = lent()
    office.now = DUE + 20 * DAY
    office.do(1, c.ExpireTimer(DEADLINE))
    assert office.timers_of(1)[REMINDER] > office.now
    assert office.told(ANA) == ["dm.loan_due_now"]


def test_a_reminder_is_not_lost_to_something_else_that_happens_after_it_was_due() -> None:
    office = lent()
    office.now = DUE - DAY + SECOND
    office.do(1, c.Extend(STRANGER, HERE, 3))
    assert office.timers_of(1)[REMINDER] == DUE - DAY
    until(office, office.now)
    assert office.told(ANA) == ["dm.loan_due_soon"]


def test_without_reminders_of_their_own_they_come_each_so_often() -> None:
    policy = replace(POLICY, reminders=())
    assert next_reminder(DUE, policy, DUE) == DUE + POLICY.remind_every
    assert next_reminder(DUE, policy, DUE + 10 * DAY) == DUE + 12 * DAY


# --- extensions ---------------------------------------------------------------------------------


def test_an_extension_counts_from_when_it_was_due() -> None:
    office = lent()
    office.do(1, c.Extend(office.member(1), HERE, 3))
    assert office.loan(1).due == closing_after(POLICY, DUE + 3 * DAY)
    assert office.stock.assets[0].due == office.loan(1).due
    assert office.told(ANA) == ["dm.loan_extended"]


@pytest.mark.parametrize("timer_fired", [True, False])
def test_of_what_is_overdue_it_counts_from_today(timer_fired: bool) -> None:
    office = lent()
    if timer_fired:
        until(office, DUE + 10 * DAY)
        assert office.status(1) == [Status.OVERDUE]
    office.now = DUE + 10 * DAY
    office.do(1, c.Extend(office.member(1), HERE, 3))
    assert office.status(1) == [Status.CHECKED_OUT]
    assert office.stock.assets[0].state is AssetState.CHECKED_OUT
    assert office.loan(1).due == closing_after(POLICY, DUE + 13 * DAY)
    assert office.loan(1).escalate_at is None
    assert office.timers_of(1).keys() == {DEADLINE, REMINDER}


def test_there_is_none_while_somebody_waits() -> None:
    office = lent()
    office.asks(2)
    office.do(1, c.Extend(office.member(1), HERE, 3))
    assert office.told(ANA)[-1] == "whisper.loan_somebody_waits"
    assert office.args("whisper.loan_somebody_waits") == {"count": 1}
    assert office.loan(1).due == DUE
    office.do(2, c.CancelLoan(office.member(2), HERE))
    office.do(1, c.Extend(office.member(1), HERE, 3))
    assert office.loan(1).due != DUE


def test_an_extension_writes_the_stock_so_that_nobody_can_join_the_queue_at_that_moment() -> None:
    office = lent()
    decision = office.do(1, c.Extend(office.member(1), HERE, 3))
    assert [type(change.event).__name__ for change in decision.changes] == [
        "LoanExtended",
        "StockChanged",
    ]


@pytest.mark.parametrize("days", [0, -1, 31, 10**9])
def test_there_is_none_of_no_length_or_of_years(days: int) -> None:
    office = lent()
    office.do(1, c.Extend(office.member(1), HERE, days))
    assert office.told(ANA) == ["whisper.loan_days"]
    assert office.loan(1).due == DUE


def test_there_are_so_many_and_no_more() -> None:
    office = lent()
    for _ in range(POLICY.extensions + 1):
        office.do(1, c.Extend(office.member(1), HERE, 1))
    assert office.told(ANA)[-1] == "whisper.loan_extended_enough"
    assert office.loan(1).extensions == POLICY.extensions


# --- the return ---------------------------------------------------------------------------------


def test_what_is_said_to_be_back_is_nobody_elses_until_a_technician_has_looked() -> None:
    office = lent()
    office.asks(2)
    office.do(1, c.ReportReturned(office.member(1), HERE))
    assert office.status(1, 2) == [Status.PENDING_RETURN, Status.WAITLISTED]
    assert office.stock.assets[0].state is AssetState.PENDING_RETURN
    assert office.told(DESK)[-1] == "notice.loan_to_inspect"
    office.do(1, c.Inspect(TECHNICIAN, HERE, AssetState.AVAILABLE, "SFSERIAL1"))
    assert office.status(1, 2) == [Status.RETURNED, Status.RESERVED]
    assert office.told(ANA)[-1] == "dm.loan_inspected_available"


@pytest.mark.parametrize(
    ("finding", "status"),
    [(AssetState.REPAIR, Status.RETURNED), (AssetState.LOST, Status.LOST)],
)
def test_what_is_broken_or_lost_is_not_lent(finding: AssetState, status: Status) -> None:
    office = lent()
    office.asks(2)
    office.gives_back(1, finding)
    assert office.status(1, 2) == [status, Status.WAITLISTED]
    [asset] = office.stock.assets
    assert (asset.state, asset.loan, asset.due) == (finding, None, None)


def test_at_the_counter_it_comes_straight_from_whoever_had_it() -> None:
    office = until(lent(), DUE + DAY)
    office.do(1, c.Inspect(TECHNICIAN, HERE, AssetState.AVAILABLE, "SFSERIAL1"))
    assert office.status(1) == [Status.RETURNED]
    assert office.timers_of(1) == {}


def test_another_laptop_than_theirs_is_not_taken_back_and_what_is_lost_cannot_be_scanned() -> None:
    office = lent()
    office.do(1, c.Inspect(TECHNICIAN, HERE, AssetState.AVAILABLE, "SFSERIAL2"))
    assert office.told(LENA) == ["whisper.loan_other_serial"]
    assert office.status(1) == [Status.CHECKED_OUT]
    office.do(1, c.Inspect(TECHNICIAN, HERE, AssetState.LOST))
    assert office.status(1) == [Status.LOST]


@pytest.mark.parametrize("finding", [AssetState.RESERVED, AssetState.OVERDUE])
def test_a_technician_cannot_find_what_only_lending_makes(finding: AssetState) -> None:
    office = lent()
    office.do(1, c.Inspect(TECHNICIAN, HERE, finding, "SFSERIAL1"))
    assert office.told(LENA) == ["whisper.loan_stale"]


def test_what_is_back_is_back_once() -> None:
    office = lent(1)
    office.gives_back(1)
    office.asks(2)
    for command in (
        c.ReportReturned(office.member(1), HERE),
        c.Inspect(TECHNICIAN, HERE, AssetState.AVAILABLE, "SFSERIAL1"),
        c.CancelLoan(office.member(1), HERE),
    ):
        office.do(1, command)
        assert office.told(command.by.person)[-1] == "whisper.loan_stale"
    assert office.status(1, 2) == [Status.RETURNED, Status.RESERVED]
    assert len(office.stock.available) == 0


def test_what_has_left_the_office_cannot_be_cancelled() -> None:
    office = lent()
    office.do(1, c.CancelLoan(office.member(1), HERE))
    assert office.told(ANA) == ["whisper.loan_stale"]


def test_what_is_overdue_cannot_be_had() -> None:
    office = until(lent(), DUE)
    assert office.stock.assets[0].state is AssetState.OVERDUE
    office.asks(2)
    assert office.status(2) == [Status.WAITLISTED]


# --- undo ---------------------------------------------------------------------------------------


def test_returned_by_mistake_is_undone_and_its_reminders_are_back() -> None:
    office = until(lent(), DUE - 2 * DAY)
    timers = office.timers_of(1)
    office.do(1, c.ReportReturned(office.member(1), HERE))
    office.pass_time(POLICY.undo_window)
    office.do(1, c.UndoLast(office.member(1), HERE))
    assert office.status(1) == [Status.CHECKED_OUT]
    assert office.stock.assets[0].state is AssetState.CHECKED_OUT
    assert office.timers_of(1) == timers
    assert office.loan(1).due == DUE


def test_after_the_window_it_is_too_late() -> None:
    office = lent()
    office.do(1, c.ReportReturned(office.member(1), HERE))
    office.pass_time(POLICY.undo_window + SECOND)
    office.do(1, c.UndoLast(office.member(1), HERE))
    assert office.told(ANA)[-1] == "whisper.loan_undo_too_late"
    assert office.status(1) == [Status.PENDING_RETURN]


def test_an_undo_can_not_be_undone() -> None:
    office = lent()
    for command in (c.ReportReturned, c.UndoLast, c.UndoLast):
        office.do(1, command(office.member(1), HERE))
    assert office.told(ANA)[-1] == "whisper.loan_undo_too_late"
    assert office.status(1) == [Status.CHECKED_OUT]


def test_a_wrong_finding_is_undone_as_long_as_nobody_has_the_laptop() -> None:
    office = lent()
    office.gives_back(1, AssetState.LOST)
    office.do(1, c.UndoLast(TECHNICIAN, HERE))
    assert office.status(1) == [Status.PENDING_RETURN]
    assert office.stock.assets[0].loan == office.loan(1).ref
    office.do(1, c.Inspect(TECHNICIAN, HERE, AssetState.AVAILABLE, "SFSERIAL1"))
    office.asks(2)
    office.do(1, c.UndoLast(TECHNICIAN, HERE))
    assert office.told(LENA)[-1] == "whisper.loan_undo_too_late"
    assert office.status(1, 2) == [Status.RETURNED, Status.RESERVED]


def test_a_wrong_hand_over_is_undone_and_they_can_still_come() -> None:
    office = lent()
    office.pass_time(4 * timedelta(minutes=1))
    office.now = max(office.now, MONDAY + 2 * HOUR)  # their time is over
    office.do(1, c.UndoLast(TECHNICIAN, HERE))
    assert office.told(LENA) == ["whisper.loan_undo_too_late"]

    office = an_office(1)
    office.asks(1)
    office.do(1, c.BookVisit(office.member(1), HERE, MONDAY + HOUR, ANSWERS))
    office.now = MONDAY + HOUR + timedelta(minutes=40)
    office.do(1, c.HandOut(TECHNICIAN, HERE, "SFSERIAL1"))
    office.pass_time(timedelta(minutes=4))
    office.do(1, c.UndoLast(TECHNICIAN, HERE))
    assert office.status(1) == [Status.READY]
    assert office.loan(1).due is None
    assert office.stock.assets[0].state is AssetState.RESERVED
    assert office.timers_of(1)[DEADLINE] == office.now + POLICY.grace


def test_a_laptop_that_was_cancelled_by_mistake_is_theirs_again_with_its_time() -> None:
    office = reserved()
    book(office)
    before = office.loan(1)
    office.do(1, c.CancelLoan(office.member(1), HERE))
    assert office.told(ANA)[-1] == "whisper.loan_cancelled", "with the button that undoes it"
    office.do(1, c.UndoLast(office.member(1), HERE))
    after = office.loan(1)
    assert (after.status, after.slot, after.asset) == (Status.READY, before.slot, before.asset)
    assert [visit.loan for visit in office.stock.visits] == [after.ref]


def test_a_time_that_others_have_taken_meanwhile_is_chosen_again() -> None:
    office = reserved(3)
    book(office, 1)
    office.do(1, c.CancelLoan(office.member(1), HERE))
    for number in (2, 3):
        book(office, number)
    assert office.stock.visits_at(SOON, office.loan(1).ref) == POLICY.visit.capacity
    office.do(1, c.UndoLast(office.member(1), HERE))
    assert (office.status(1), office.loan(1).slot) == ([Status.RESERVED], None)


def test_who_comes_a_moment_too_late_undoes_that_they_missed_it() -> None:
    office = reserved()
    deadline = office.timers_of(1)[DEADLINE]
    office.pass_time(deadline - office.now)
    assert office.status(1) == [Status.NO_SHOW]
    office.do(1, c.UndoLast(office.member(1), HERE))
    assert office.status(1) == [Status.RESERVED]
    assert office.timers_of(1)[DEADLINE] > office.now


def test_what_the_next_one_has_got_is_not_taken_back() -> None:
    office = reserved()
    office.asks(2)
    office.do(1, c.CancelLoan(office.member(1), HERE))
    assert office.status(1, 2) == [Status.CANCELLED, Status.RESERVED]
    office.do(1, c.UndoLast(office.member(1), HERE))
    assert office.told(ANA)[-1] == "whisper.loan_undo_too_late"
    assert office.status(1, 2) == [Status.CANCELLED, Status.RESERVED]


def test_what_is_free_and_somebody_waits_for_is_not_taken_back_either() -> None:
    office = reserved()
    office.asks(2)
    office.turns_at_once = False
    office.do(1, c.CancelLoan(office.member(1), HERE))
    office.do(1, c.UndoLast(office.member(1), HERE))
    assert office.status(1) == [Status.CANCELLED]
    office.take_turns()
    assert office.status(2) == [Status.RESERVED]


def test_what_was_only_waited_for_is_asked_for_again() -> None:
    office = reserved()
    office.asks(2)
    office.do(2, c.CancelLoan(office.member(2), HERE))
    office.do(2, c.UndoLast(office.member(2), HERE))
    assert office.status(2) == [Status.CANCELLED]


def test_nobody_undoes_what_somebody_else_did_but_who_works_there() -> None:
    office = lent()
    office.do(1, c.ReportReturned(TECHNICIAN, HERE))
    office.do(1, c.UndoLast(office.member(1), HERE))
    assert office.told(ANA)[-1] == "whisper.loan_not_allowed"
    assert office.status(1) == [Status.PENDING_RETURN]
    office.do(1, c.UndoLast(TECHNICIAN, HERE))
    assert office.status(1) == [Status.CHECKED_OUT]


def test_an_extension_ends_the_undo_of_the_hand_over() -> None:
    office = lent()
    office.do(1, c.Extend(office.member(1), HERE, 3))
    office.do(1, c.UndoLast(TECHNICIAN, HERE))
    assert office.told(LENA) == ["whisper.loan_undo_too_late"]


def test_without_a_window_nothing_is_undone() -> None:
    office = lent(policy=replace(POLICY, undo_window=timedelta(0)))
    office.do(1, c.ReportReturned(office.member(1), HERE))
    assert office.loan(1).undo is None
