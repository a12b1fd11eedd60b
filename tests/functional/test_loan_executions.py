"""The execution behind a loan: it shows where the loan stands, and is replaced when it is lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from deskbell.domain.ids import InboxId, PersonId, Ts
from deskbell.domain.inputs import (
    Button,
    ButtonPressed,
    Dialog,
    DialogSubmitted,
    InventoryImported,
)
from deskbell.domain.loans.inventory import Row
from deskbell.domain.loans.loan import Loan, Status
from deskbell.domain.loans.stock import AssetId, AssetState
from deskbell.domain.workflows.watch import GENERATION_LIMIT, GRACE, TIMER
from deskbell.usecases.ports import Wait
from deskbell.usecases.workflows.await_outcome import await_outcome, resume_executions
from deskbell.usecases.workflows.carry_on import SUPERSEDED, Standing
from tests.builders import ANA, BEN, IT_TRIAGE, OLA, a_desk
from tests.functional.executions import Execution, timers_of
from tests.functional.memory_desk import MemoryDesk
from tests.unit.loans.office import ANSWERS, HOUR, MONDAY, POLICY, SF

MINUTE = timedelta(minutes=1)
SLOT = (MONDAY + HOUR).isoformat()
WORKS_THERE = BEN


@pytest.fixture
def desk() -> MemoryDesk:
    """San Francisco lends one laptop."""
    policy = replace(POLICY, inbox=InboxId("it"), channel=IT_TRIAGE)
    desk = MemoryDesk(a_desk(loans={SF: policy}), now=MONDAY)
    row = Row(2, SF, AssetId("SF-1"), "SERIAL1", "X1", AssetState.AVAILABLE)
    desk.give(InventoryImported(SF, (row,), "assumed-role/Admin/adam"))
    return desk


def asks(desk: MemoryDesk, person: PersonId = ANA) -> Loan:
    known = {loan.ref for loan in loans(desk)}
    values = {
        "office": SF,
        "needed_by": (MONDAY + 48 * HOUR).isoformat(),
        "days": "7",
        "why": "Mine is broken",
    }
    fills(desk, person, Dialog.LOAN_REQUEST, "", **values)
    [loan] = [loan for loan in loans(desk) if loan.ref not in known]
    return loan


def loans(desk: MemoryDesk) -> list[Loan]:
    return [state for state in desk.table.states.values() if isinstance(state, Loan)]


def now(desk: MemoryDesk, loan: Loan) -> Loan:
    found = desk.aggregates.load(loan.ref)
    assert isinstance(found, Loan)
    return found


def fills(desk: MemoryDesk, person: PersonId, dialog: Dialog, value: str, **values: str) -> None:
    desk.give(DialogSubmitted(dialog, value, person, None, None, values))


def presses(desk: MemoryDesk, person: PersonId, button: Button, loan: Loan) -> None:
    """Wherever it is shown."""
    desk.give(ButtonPressed(button, str(loan.ref), person, IT_TRIAGE, Ts("1.0"), None))


def test_an_execution_shows_each_step_of_a_loan_as_its_people_take_them(desk: MemoryDesk) -> None:
    loan = asks(desk)
    execution, ref = Execution(desk, loan.ref), str(loan.ref)
    assert execution.waits() == "visit_booking"
    fills(desk, ANA, Dialog.LOAN_VISIT, f"{ref}|{SLOT}", **ANSWERS)
    assert execution.hears() == "pick_up"
    fills(desk, WORKS_THERE, Dialog.LOAN_HAND_OUT, ref, serial="SERIAL1")
    assert execution.hears() == "return"
    desk.later(timedelta(days=8))
    assert execution.hears() == "late_return"
    presses(desk, ANA, Button.LOAN_RETURN, loan)
    assert execution.hears() == "inspection"
    fills(desk, WORKS_THERE, Dialog.LOAN_INSPECT, ref, finding="available", serial="SERIAL1")
    assert execution.hears() == "returned"
    assert not desk.waits.waiting(loan.ref)


def test_a_wait_that_begins_too_late_is_answered_at_once(desk: MemoryDesk) -> None:
    loan = asks(desk)
    presses(desk, ANA, Button.LOAN_CANCEL, loan)
    wait = Wait(loan.ref, "visit_booking", "token")
    assert await_outcome(desk.aggregates, desk.waits, desk.executions, wait) == 1
    assert desk.executions.answers == [(wait, "moved_on")]


def test_an_execution_that_asks_early_changes_nothing(desk: MemoryDesk) -> None:
    loan = asks(desk)
    before = desk.events(loan.ref)
    assert Execution(desk, loan.ref).carries_on() == Standing("visit_booking", "visit_booking")
    assert desk.events(loan.ref) == before


def test_what_a_lost_timer_should_have_done_its_execution_does(desk: MemoryDesk) -> None:
    loan = asks(desk)
    for one in list(desk.table.timers):
        del desk.table.timers[one]
    desk.now += timedelta(days=30)
    assert Execution(desk, loan.ref).carries_on() == Standing("no_show")
    assert Execution(desk, loan.ref).carries_on() == Standing("no_show")
    assert desk.events(loan.ref).count("PickUpMissed") == 1


def test_who_never_heard_of_a_free_laptop_gets_it_when_their_execution_asks(
    desk: MemoryDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = asks(desk), asks(desk, OLA)
    assert Execution(desk, second.ref).waits() == "laptop"
    with monkeypatch.context() as lost:
        lost.setattr("deskbell.domain.loans.transition.turns", lambda *_: ())
        presses(desk, ANA, Button.LOAN_CANCEL, first)
    assert now(desk, second).status is Status.WAITLISTED
    assert Execution(desk, second.ref).carries_on().outcome == "visit_booking"
    assert now(desk, second).status is Status.RESERVED


def test_where_an_execution_waits_no_other_one_is_started(desk: MemoryDesk) -> None:
    loan = asks(desk)
    Execution(desk, loan.ref).waits()
    desk.later(GRACE + MINUTE)
    assert now(desk, loan).generation == 0
    assert "WorkflowStalled" not in desk.events(loan.ref)
    assert TIMER not in timers_of(desk, loan.ref), "it would be asked each minute"


def test_an_execution_that_never_began_is_replaced(desk: MemoryDesk) -> None:
    loan = asks(desk)
    desk.later(GRACE - MINUTE)
    assert now(desk, loan).generation == 0, "it may still come"
    desk.later(2 * MINUTE)
    assert now(desk, loan).generation == 1
    assert desk.events(loan.ref)[-1] == "WorkflowStalled"
    row = desk.history(loan.ref)[-1]
    assert (row.routing.workflow, row.routing.generation) == ("loaner_laptop", 1)
    assert row.reason.args == {"step": "visit_booking"}


def test_of_two_executions_the_older_one_leaves_it_to_the_newer(desk: MemoryDesk) -> None:
    loan = asks(desk)
    desk.later(GRACE + MINUTE)
    assert Execution(desk, loan.ref, generation=0).carries_on() == SUPERSEDED
    assert Execution(desk, loan.ref, generation=1).waits() == "visit_booking"


def test_an_execution_that_died_while_it_waited_is_replaced_after_the_next_step(
    desk: MemoryDesk,
) -> None:
    loan = asks(desk)
    Execution(desk, loan.ref).waits()
    desk.later(GRACE + MINUTE)
    desk.executions.over.add("token")
    fills(desk, ANA, Dialog.LOAN_VISIT, f"{loan.ref}|{SLOT}", **ANSWERS)
    resume_executions(desk.aggregates, desk.waits, desk.executions, loan.ref)
    desk.later(GRACE + MINUTE)
    assert now(desk, loan).generation == 1
    assert Execution(desk, loan.ref, generation=1).waits("another") == "pick_up"
    desk.later(GRACE + MINUTE)
    assert now(desk, loan).generation == 1


def test_executions_that_all_die_are_replaced_ever_more_slowly_and_not_for_ever(
    desk: MemoryDesk,
) -> None:
    loan = asks(desk)
    began, started = desk.now, list[timedelta]()
    while desk.now - began < timedelta(hours=30):
        desk.later(MINUTE)
        if now(desk, loan).generation > len(started):
            started.append(desk.now - began)
    assert started[:4] == [2 * MINUTE, 6 * MINUTE, 14 * MINUTE, 30 * MINUTE]
    assert len(started) < GENERATION_LIMIT


def test_what_is_back_after_its_execution_has_ended_gets_another_one(desk: MemoryDesk) -> None:
    loan = asks(desk)
    execution, ref = Execution(desk, loan.ref), str(loan.ref)
    fills(desk, ANA, Dialog.LOAN_VISIT, f"{ref}|{SLOT}", **ANSWERS)
    fills(desk, WORKS_THERE, Dialog.LOAN_HAND_OUT, ref, serial="SERIAL1")
    presses(desk, ANA, Button.LOAN_RETURN, loan)
    fills(desk, WORKS_THERE, Dialog.LOAN_INSPECT, ref, finding="available", serial="SERIAL1")
    assert execution.waits() == "returned"
    presses(desk, WORKS_THERE, Button.LOAN_UNDO, loan)
    assert now(desk, loan).status is Status.PENDING_RETURN
    desk.later(GRACE + MINUTE)
    assert now(desk, loan).generation == 1
    assert Execution(desk, loan.ref, generation=1).waits() == "inspection"
