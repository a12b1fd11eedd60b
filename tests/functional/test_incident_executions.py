"""The execution behind an outage: it shows where the search for somebody stands, takes the very
step that a lost timer should have taken, and is replaced when it is lost."""

from __future__ import annotations

from datetime import timedelta

import pytest

from deskbell.domain.inputs import Button
from deskbell.domain.paging.incident import Status
from deskbell.domain.workflows.watch import GRACE, TIMER
from deskbell.usecases.ports import Wait
from deskbell.usecases.workflows.await_outcome import await_outcome, resume_executions
from deskbell.usecases.workflows.carry_on import LATE, LONGEST_WAIT, SUPERSEDED, Standing
from tests.builders import ANA, BEN, LENA
from tests.functional.executions import Execution, timers_of
from tests.functional.paging import MINUTE, PagedDesk


@pytest.fixture
def desk() -> PagedDesk:
    """Ana has just reported an outage; Ben is called."""
    desk = PagedDesk()
    desk.give(desk.report(ANA))
    return desk


@pytest.fixture
def execution(desk: PagedDesk) -> Execution:
    return Execution(desk, desk.incident.ref)


def loses_its_timers(desk: PagedDesk) -> None:
    for one in list(desk.table.timers):
        del desk.table.timers[one]


def test_an_execution_shows_each_level_and_each_answer(
    desk: PagedDesk, execution: Execution
) -> None:
    assert execution.waits() == "answer"
    desk.minutes(6)
    assert execution.hears() == "answer", "of the second level now"
    [wait] = desk.waits.waiting(desk.incident.ref)
    assert wait.name == "open.0.0.1"
    desk.give(desk.acknowledge(LENA))
    assert execution.hears() == "resolution"
    desk.give(desk.press_incident(LENA, Button.INCIDENT_RESOLVE))
    assert execution.hears() == "resolved"
    assert not desk.waits.waiting(desk.incident.ref)


def test_nobody_is_called_twice_because_an_execution_asks_early(
    desk: PagedDesk, execution: Execution
) -> None:
    due = desk.incident.due
    before = desk.events(desk.incident.ref)
    standing = execution.carries_on()
    assert (standing.outcome, standing.wait) == ("answer", "open.0.0.0")
    assert due is not None
    assert standing.due is not None
    assert desk.now < standing.due <= due
    assert desk.events(desk.incident.ref) == before
    assert len(desk.pages(BEN)) == 1


def test_without_any_timer_its_execution_calls_level_after_level_and_then_everybody_outside(
    desk: PagedDesk, execution: Execution
) -> None:
    """As Step Functions does: it waits for so many seconds, and asks."""
    standing = execution.carries_on()
    while standing.outcome == "answer":
        loses_its_timers(desk)
        desk.now += timedelta(seconds=standing.seconds(desk.now))
        standing = execution.carries_on()
    assert standing == Standing("anybody", "exhausted.0.1.1")
    assert desk.events(desk.incident.ref).count("LevelPaged") == 4
    assert desk.events(desk.incident.ref).count("IncidentExhausted") == 1
    assert len(desk.pages(BEN)) == 2, "once a loop"
    assert execution.carries_on() == standing
    assert desk.events(desk.incident.ref).count("IncidentExhausted") == 1


def test_a_timer_and_an_execution_that_ask_for_the_same_step_call_once(
    desk: PagedDesk, execution: Execution
) -> None:
    desk.now += 6 * MINUTE
    assert execution.carries_on().wait == "open.0.0.1"
    desk.minutes(1)
    assert desk.incident.rung.level == 1
    assert desk.events(desk.incident.ref).count("LevelPaged") == 2
    assert len(desk.pages(LENA)) == 1


def test_who_sees_to_it_and_says_nothing_is_followed_by_a_new_search_without_any_timer(
    desk: PagedDesk, execution: Execution
) -> None:
    desk.give(desk.acknowledge(BEN))
    standing = execution.carries_on()
    assert (standing.outcome, standing.due) == ("resolution", desk.incident.due)
    loses_its_timers(desk)
    desk.now += timedelta(seconds=standing.seconds(desk.now))
    assert execution.carries_on().outcome == "answer"
    assert desk.incident.rung.generation == 1


def test_an_execution_waits_a_moment_longer_than_a_timer_takes() -> None:
    now = PagedDesk().now
    assert Standing("answer", "open.0.0.0", now + 5 * MINUTE).seconds(now) == 300 + 90
    assert Standing("answer", "open.0.0.0", now - MINUTE).seconds(now) == LATE.total_seconds()
    assert Standing("anybody", "exhausted.0.1.1").seconds(now) == LONGEST_WAIT.total_seconds()
    assert MINUTE < LATE, "timers are looked for once a minute"


def test_an_answer_that_comes_before_the_wait_ends_it_at_once(
    desk: PagedDesk, execution: Execution
) -> None:
    standing = execution.carries_on()
    desk.give(desk.acknowledge(BEN))
    wait = Wait(desk.incident.ref, standing.wait, "token")
    assert await_outcome(desk.aggregates, desk.waits, desk.executions, wait) == 1
    assert desk.executions.answers == [(wait, "moved_on")]


def test_where_an_execution_waits_no_other_one_is_started(
    desk: PagedDesk, execution: Execution
) -> None:
    execution.waits()
    desk.later(GRACE + MINUTE)
    assert desk.incident.generation == 0
    assert TIMER not in timers_of(desk, desk.incident.ref), "it would be asked each minute"


def test_an_execution_that_was_killed_is_replaced_and_the_search_does_not_begin_anew(
    desk: PagedDesk, execution: Execution
) -> None:
    execution.waits()
    desk.executions.over.add("token")
    desk.minutes(6)
    resume_executions(desk.aggregates, desk.waits, desk.executions, desk.incident.ref)
    desk.later(GRACE + MINUTE)
    assert desk.incident.generation == 1
    [row] = [row for row in desk.history(desk.incident.ref) if row.event == "WorkflowStalled"]
    assert (row.routing.workflow, row.routing.generation) == ("outage_paging", 1)
    assert desk.incident.rung.generation == 0
    assert len(desk.pages(BEN)) == 1
    assert execution.carries_on() == SUPERSEDED
    assert Execution(desk, desk.incident.ref, generation=1).waits("another") == "answer"


def test_what_comes_back_after_its_end_has_an_execution_of_its_own(
    desk: PagedDesk, execution: Execution
) -> None:
    desk.give(desk.press_incident(BEN, Button.INCIDENT_RESOLVE))
    assert execution.waits() == "resolved"
    desk.now += 6 * MINUTE
    desk.give(desk.report(ANA))
    assert desk.incident.status is Status.OPEN
    rows = [row for row in desk.history(desk.incident.ref) if row.event == "IncidentReopened"]
    assert [row.routing.generation for row in rows] == [1]
    assert execution.carries_on() == SUPERSEDED, "had it not heard of the end yet"
    assert Execution(desk, desk.incident.ref, generation=1).waits() == "answer"
