"""The execution behind a guided request: it shows the step, and is replaced when it is lost."""

from __future__ import annotations

from datetime import timedelta

import pytest

from deskbell.domain.workflows.watch import GRACE, TIMER
from deskbell.usecases.ports import Wait
from deskbell.usecases.workflows.await_outcome import await_outcome, resume_executions
from deskbell.usecases.workflows.carry_on import Standing
from tests.functional.executions import Execution, timers_of
from tests.functional.guided import MANAGER, Guided

MINUTE = timedelta(minutes=1)
MONITOR = {"item": "monitor", "office": "warsaw"}


@pytest.fixture
def desk() -> Guided:
    """Somebody has put the emoji for accessories on a message."""
    desk = Guided()
    desk.ask("keyboard")
    return desk


def test_an_execution_shows_each_step_as_its_people_take_them(desk: Guided) -> None:
    ref = desk.request.ref
    execution = Execution(desk, ref)
    assert execution.waits() == "form"
    desk.fill_in(MONITOR)
    assert execution.hears() == "form", "another one"
    desk.fill_in({"manager": MANAGER})
    assert execution.hears() == "approval"
    desk.decide(yes=True)
    assert execution.hears() == "done"
    assert not desk.waits.waiting(ref)


def test_each_visit_of_a_step_is_a_wait_of_its_own(desk: Guided) -> None:
    ref = desk.request.ref
    first = Execution(desk, ref).carries_on()
    desk.fill_in(MONITOR)
    second = Execution(desk, ref).carries_on()
    assert (first.outcome, second.outcome) == ("form", "form")
    assert first.wait != second.wait
    late = Wait(ref, first.wait, "token")
    assert await_outcome(desk.aggregates, desk.waits, desk.executions, late) == 1
    assert desk.executions.answers == [(late, "moved_on")]


def test_what_a_lost_timer_should_have_done_its_execution_does(desk: Guided) -> None:
    request = desk.request
    assert request.wakes_at
    desk.table.timers.clear()
    desk.now = request.wakes_at + MINUTE
    execution = Execution(desk, request.ref)
    assert execution.carries_on() == execution.carries_on() == Standing("cancelled")
    assert desk.events(request.ref).count("RequestEnded") == 1


def test_an_execution_that_asks_early_changes_nothing(desk: Guided) -> None:
    before = desk.events(desk.request.ref)
    Execution(desk, desk.request.ref).carries_on()
    assert desk.events(desk.request.ref) == before


def test_an_execution_that_never_began_is_replaced(desk: Guided) -> None:
    desk.later(GRACE + MINUTE)
    assert desk.request.generation == 1
    row = desk.history(desk.request.ref)[-1]
    assert row.event == "WorkflowStalled"
    assert (row.routing.workflow, row.routing.generation) == ("guided_request", 1)


def test_an_execution_that_died_is_replaced_after_the_next_step(desk: Guided) -> None:
    ref = desk.request.ref
    Execution(desk, ref).waits()
    desk.later(GRACE + MINUTE)
    assert desk.request.generation == 0
    assert TIMER not in timers_of(desk, ref), "it would be asked each minute"
    desk.executions.over.add("token")
    desk.fill_in(MONITOR)
    resume_executions(desk.aggregates, desk.waits, desk.executions, ref)
    desk.later(GRACE + MINUTE)
    assert desk.request.generation == 1
    assert Execution(desk, ref, generation=1).waits("another") == "form"
    desk.later(GRACE + MINUTE)
    assert desk.request.generation == 1


def test_nobody_watches_over_what_is_over(desk: Guided) -> None:
    ref = desk.request.ref
    desk.cancel()
    assert TIMER not in timers_of(desk, ref)
