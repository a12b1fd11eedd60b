"""The IT form's request as its people see it (A1-02, A1-03, A1-04)."""

from datetime import timedelta

import pytest

from deskbell.domain.errors import ResumeRefusedError
from deskbell.domain.ids import Ref
from deskbell.domain.inputs import Button
from deskbell.domain.tickets.ticket import Status
from deskbell.usecases.ports import Wait
from deskbell.usecases.workflows.await_outcome import await_outcome, resume_executions
from tests.builders import ADAM, BEN, IT_HAPPENS, IT_ONCALL, IT_TRIAGE, LENA, OLA
from tests.functional.memory_desk import MemoryDesk

MINUTE = timedelta(minutes=1)


@pytest.fixture
def desk() -> MemoryDesk:
    """Ola has sent the form, and its execution has begun."""
    desk = MemoryDesk()
    desk.give(desk.form(OLA))
    desk.advance(desk.ticket.ref, "acknowledge_request", "route_request")
    return desk


def wait_for(desk: MemoryDesk, name: str) -> Wait:
    wait = Wait(desk.ticket.ref, name, f"token of {name}")
    await_outcome(desk.aggregates, desk.waits, desk.executions, wait)
    return wait


def resume(desk: MemoryDesk) -> int:
    ref: Ref = desk.ticket.ref
    return resume_executions(desk.aggregates, desk.waits, desk.executions, ref)


def test_the_same_submission_three_times_is_one_card_and_one_dm(desk: MemoryDesk) -> None:
    for key in ("view:V0000001", "view:V0000001", "view:V0000001:again"):
        desk.give(desk.form(OLA), key=key)
    desk.advance(desk.ticket.ref, "acknowledge_request")
    [card] = desk.ours(IT_HAPPENS)
    assert "*#1* · A new monitor" in str(card.shown.blocks)
    assert len(desk.direct(OLA)) == 1


def test_the_requester_is_told_in_their_language(desk: MemoryDesk) -> None:
    [direct] = desk.direct(OLA)
    assert "zgłoszenie" in direct.shown.text.lower()
    assert f"#{desk.ticket.number}" in direct.shown.text


def test_replies_under_the_card_are_the_tickets_comments(desk: MemoryDesk) -> None:
    [card] = desk.ours(IT_HAPPENS)
    desk.give(desk.say(OLA, "It is the left one", card.ts))
    [comment] = desk.aggregates.comments(desk.ticket.ref)
    assert comment.texts[-1][1] == "It is the left one"


def test_nobody_takes_it_one_reminder_then_the_lead(desk: MemoryDesk) -> None:
    ref = desk.ticket.ref
    desk.later(31 * MINUTE)
    desk.advance(ref, "remind_triage", "remind_triage")
    assert len(desk.ours(IT_TRIAGE)) == 1
    desk.later(31 * MINUTE)
    desk.advance(ref, "escalate_request", "escalate_request")
    assert len(desk.ours(IT_TRIAGE)) == 2
    assert len(desk.direct(LENA)) == 1
    for _ in range(10):
        desk.later(30 * MINUTE)
    assert len(desk.ours(IT_TRIAGE)) == 2


def test_taken_in_time_it_is_never_reminded(desk: MemoryDesk) -> None:
    [card] = desk.ours(IT_HAPPENS)
    desk.give(desk.press(BEN, Button.TAKE, card))
    for _ in range(4):
        desk.later(30 * MINUTE)
    assert desk.ours(IT_TRIAGE) == []
    assert "ReminderDue" not in desk.events(desk.ticket.ref)


def test_an_execution_that_asks_after_the_fact_is_answered_at_once(desk: MemoryDesk) -> None:
    [card] = desk.ours(IT_HAPPENS)
    desk.give(desk.press(BEN, Button.TAKE, card))
    wait = wait_for(desk, "taker")
    assert desk.executions.answers == [(wait, "taken")]
    assert resume(desk) == 0, "an answered wait is gone"


def test_an_execution_that_asked_before_is_answered_by_the_event(desk: MemoryDesk) -> None:
    wait = wait_for(desk, "taker")
    assert desk.executions.answers == []
    [card] = desk.ours(IT_HAPPENS)
    desk.give(desk.press(BEN, Button.SOLVE, card))
    assert resume(desk) == 1
    assert desk.executions.answers == [(wait, "solved")]


def test_a_refused_answer_is_raised_while_somebody_still_waits_with_it(desk: MemoryDesk) -> None:
    wait = wait_for(desk, "taker")
    desk.executions.refused.add(wait.token)
    [card] = desk.ours(IT_HAPPENS)
    desk.give(desk.press(BEN, Button.TAKE, card))
    with pytest.raises(ResumeRefusedError):
        resume(desk)


def test_a_wait_whose_token_is_used_up_is_forgotten(desk: MemoryDesk) -> None:
    """The answer arrived and its own answer did not, so the wait is still written down."""
    wait = wait_for(desk, "taker")
    desk.executions.over.add(wait.token)
    [card] = desk.ours(IT_HAPPENS)
    desk.give(desk.press(BEN, Button.TAKE, card))
    assert resume(desk) == 0
    assert desk.waits.waiting(desk.ticket.ref) == []


def test_a_request_whose_execution_died_goes_on_with_the_next_one() -> None:
    desk = MemoryDesk()
    desk.give(desk.form(OLA))
    assert desk.direct(OLA) == []
    desk.later(3 * MINUTE)
    assert desk.ticket.generation == 1
    assert desk.events(desk.ticket.ref)[-1] == "WorkflowStalled"
    desk.advance(desk.ticket.ref, "acknowledge_request", "route_request", generation=1)
    assert len(desk.direct(OLA)) == 1
    desk.later(3 * MINUTE)
    assert desk.ticket.generation == 1


def test_a_solved_request_closes_after_three_days_and_its_timers_are_gone(
    desk: MemoryDesk,
) -> None:
    [card] = desk.ours(IT_HAPPENS)
    desk.give(desk.press(BEN, Button.SOLVE, card))
    desk.later(timedelta(hours=73))
    desk.advance(desk.ticket.ref, "close_request")
    assert desk.ticket.status is Status.CLOSED
    desk.later(10 * MINUTE)
    assert desk.table.timers == {}
    assert len(desk.ours(IT_HAPPENS)) == 1


def test_an_archived_channel_does_not_lose_the_request() -> None:
    desk = MemoryDesk()
    desk.slack.archived.add(IT_HAPPENS)
    desk.give(desk.form(OLA))
    [card] = desk.ours(IT_ONCALL)
    assert "*#1* · A new monitor" in str(card.shown.blocks)
    assert len(desk.direct(ADAM)) == 1
    desk.give(desk.press(BEN, Button.TAKE, card))
    assert "Ben Carter" in str(desk.ours(IT_ONCALL)[0].shown.blocks)


def test_the_wait_of_a_dead_execution_keeps_no_other_from_its_answer(desk: MemoryDesk) -> None:
    alive = wait_for(desk, "taker")
    [card] = desk.ours(IT_HAPPENS)
    desk.give(desk.press(BEN, Button.TAKE, card))
    dead = wait_for(desk, "solution")
    desk.executions.refused.add(dead.token)
    [card] = desk.ours(IT_HAPPENS)
    desk.give(desk.press(BEN, Button.SOLVE, card))
    with pytest.raises(ResumeRefusedError):
        resume(desk)
    assert desk.executions.answers == [(alive, "solved")]
    again = wait_for(desk, "taker")
    assert desk.executions.answers[-1] == (again, "solved")


def test_a_request_that_is_reopened_is_waited_for_again(desk: MemoryDesk) -> None:
    [card] = desk.ours(IT_HAPPENS)
    desk.give(desk.press(BEN, Button.SOLVE, card))
    closing = wait_for(desk, "closing")
    desk.give(desk.say(OLA, "It still flickers", card.ts))
    assert desk.ticket.status is Status.ASSIGNED
    resume(desk)
    assert desk.executions.answers == [(closing, "open_again")]
    taker = wait_for(desk, "taker")
    assert desk.executions.answers[-1] == (taker, "taken")
