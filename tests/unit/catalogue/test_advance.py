"""A request goes its way, waits for the right thing, and is not moved by anything else."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from deskbell.domain.approvals.outcome import Outcome
from deskbell.domain.catalogue.advance import Why, advance
from deskbell.domain.catalogue.definition import Definition
from deskbell.domain.catalogue.inputs import (
    ApprovalSettled,
    AssetReserved,
    ChecklistTicked,
    FormSubmitted,
    RequestCancelled,
    RequestInput,
    StepCarriedOut,
    TicketSolved,
    TimerDue,
    VisitSettled,
    WebhookAnswered,
)
from deskbell.domain.catalogue.moves import MOST_MOVES, start
from deskbell.domain.catalogue.next_step import Act, Finished, ItemDue, Waits, next_step
from deskbell.domain.catalogue.request import Request, Tick
from deskbell.domain.catalogue.step_parts import Ending
from deskbell.domain.ids import PersonId
from tests.unit.catalogue.definitions import (
    NOW,
    a_definition,
    a_field,
    a_finish,
    a_form,
    a_message,
    a_ticket,
    say,
)

ANA = PersonId("U0ANA00001")
DAY = timedelta(days=1)
SIZE = a_field("size", "choice", options={"s": say("S"), "l": say("L")})
NO = a_finish("no", "refused")
SOLVED = {"id": "wait", "do": "wait", "event": "ticket_solved", "within": "9d", "if_expired": "no"}


class Desk:
    """A definition and one request of it, moved as the generic machine moves it."""

    def __init__(self, definition: Definition, zone: str = "Europe/Warsaw") -> None:
        self.definition = definition
        self.now = NOW
        self.request: Request = start(definition, ANA, zone, NOW)
        self.acted: list[str] = []

    def settle(self) -> Waits | Finished:
        """Carries out whatever is to be done."""
        while True:
            match next_step(self.definition, self.request, self.now):
                case Act(step=step):
                    name = step.id
                case ItemDue(name=due):
                    name = due
                case Waits() | Finished() as rest:
                    return rest
            self.acted.append(name)
            assert self.gets(StepCarriedOut(name, self.request.generation)) is not Why.STALE

    def gets(self, what: RequestInput) -> Why:
        found = advance(self.definition, self.request, what, self.now)
        self.request = found.request
        return found.why

    def at(self, now: datetime) -> None:
        self.now = now


def desk_of(*steps: dict[str, Any]) -> Desk:
    desk = Desk(a_definition(*steps))
    desk.settle()
    return desk


def test_messages_are_posted_in_order_up_to_the_end() -> None:
    desk = Desk(a_definition(a_message("one"), a_message("two"), a_finish()))
    end = desk.settle()
    assert desk.acted == ["one", "two"]
    assert end == Finished(Ending.DONE, say("That is all."))
    assert desk.request.done == ("one", "two", "done")


def test_a_form_is_asked_once_and_then_waited_for() -> None:
    desk = desk_of(a_form("ask", SIZE, within="2d"), a_ticket(), a_finish())
    waits = desk.settle()
    assert desk.acted == ["ask"]
    assert isinstance(waits, Waits)
    assert (waits.step.id, waits.until) == ("ask", NOW + 2 * DAY)


def test_an_answered_form_goes_on_with_its_answers() -> None:
    desk = desk_of(a_form("ask", SIZE), a_ticket(), a_finish())
    assert desk.gets(FormSubmitted(desk.request.generation, {"size": "l"})) is Why.MOVED
    desk.settle()
    assert desk.acted == ["ask", "open"]
    assert desk.request.answers == {"size": "l"}
    assert desk.request.results["ask"] == "submitted"


def test_a_form_that_is_sent_twice_counts_once() -> None:
    desk = desk_of(a_form("ask", SIZE), a_form("more", a_field("why")), a_ticket(), a_finish())
    first = FormSubmitted(desk.request.generation, {"size": "l"})
    desk.gets(first)
    desk.settle()
    before = desk.request
    assert desk.gets(first) is Why.STALE
    assert desk.request == before


def test_an_old_copy_of_a_form_in_a_loop_is_stale() -> None:
    again = {"id": "go", "do": "branch", "cases": [{"when": {"size": "s"}, "to": "ask"}]}
    desk = desk_of(a_form("ask", SIZE), again, a_finish())
    old = FormSubmitted(desk.request.generation, {"size": "s"})
    desk.gets(old)
    desk.settle()
    assert desk.request.step == "ask"
    assert desk.gets(old) is Why.STALE
    assert desk.gets(FormSubmitted(desk.request.generation, {"size": "l"})) is Why.MOVED
    assert desk.settle() == Finished(Ending.DONE, say("That is all."))


def test_an_answer_that_is_hidden_the_second_time_is_forgotten() -> None:
    again = {"id": "go", "do": "branch", "cases": [{"when": {"size": "s"}, "to": "ask"}]}
    note = a_field("note", when={"size": "s"})
    desk = desk_of(a_form("ask", SIZE, note), again, a_ticket(), a_finish())
    desk.gets(FormSubmitted(desk.request.generation, {"size": "s", "note": "red"}))
    desk.settle()
    desk.gets(FormSubmitted(desk.request.generation, {"size": "l"}))
    assert desk.request.answers == {"size": "l"}


def test_nobody_waits_for_ever_for_a_form_that_nobody_fills_in() -> None:
    desk = desk_of(a_form("ask", SIZE, within="2d"), a_ticket(), a_finish())
    desk.at(NOW + 2 * DAY - timedelta(seconds=1))
    assert desk.gets(TimerDue()) is Why.TOO_EARLY
    desk.at(NOW + 2 * DAY)
    assert desk.gets(TimerDue()) is Why.MOVED
    assert desk.settle() == Finished(Ending.CANCELLED, None)


def test_what_a_form_says_of_its_end_counts() -> None:
    desk = desk_of(a_form("ask", SIZE, if_expired="no"), a_ticket(), a_finish(), NO)
    desk.at(NOW + 7 * DAY)
    desk.gets(TimerDue())
    assert desk.settle() == Finished(Ending.REFUSED, say("That is all."))


APPROVAL: dict[str, Any] = {
    "id": "yes",
    "do": "approval",
    "ask": ["lead it"],
    "text": say("May they?"),
    "within": "3d",
    "if_rejected": "no",
    "if_expired": "late",
}


@pytest.mark.parametrize(
    ("outcome", "step"),
    [(Outcome.APPROVED, "done"), (Outcome.REJECTED, "no"), (Outcome.EXPIRED, "late")],
)
def test_each_answer_to_an_approval_has_its_way(outcome: Outcome, step: str) -> None:
    desk = desk_of(APPROVAL, a_finish(), NO, a_finish("late", "cancelled"))
    desk.gets(ApprovalSettled(desk.request.generation, outcome))
    assert desk.request.step == step
    assert desk.request.results["yes"] == outcome.value


def test_an_approval_that_is_withdrawn_moves_nothing() -> None:
    desk = desk_of(APPROVAL, a_finish(), NO, a_finish("late", "cancelled"))
    assert desk.gets(ApprovalSettled(desk.request.generation, Outcome.WITHDRAWN)) is Why.STALE


def test_the_end_of_an_approval_is_its_own_and_no_timer_runs_ahead_of_it() -> None:
    desk = desk_of(APPROVAL, a_finish(), NO, a_finish("late", "cancelled"))
    desk.at(NOW + 3 * DAY)
    assert desk.gets(TimerDue()) is Why.TOO_EARLY
    assert desk.gets(ApprovalSettled(desk.request.generation, Outcome.APPROVED)) is Why.MOVED


CHECKLIST: dict[str, Any] = {
    "id": "list",
    "do": "checklist",
    "title": say("List"),
    "items": [
        {"id": "one", "text": say("One"), "who": "lead it"},
        {"id": "two", "text": say("Two"), "who": "requester"},
    ],
}


def test_a_checklist_goes_on_when_everything_is_ticked() -> None:
    desk = desk_of(CHECKLIST, a_finish())
    generation = desk.request.generation
    assert desk.gets(ChecklistTicked(generation, "two", ANA)) is Why.TICKED
    assert desk.request.ticks == {"two": Tick(ANA, NOW)}
    assert desk.gets(ChecklistTicked(generation, "two", ANA)) is Why.STALE
    assert desk.gets(ChecklistTicked(generation, "three", ANA)) is Why.STALE
    assert desk.gets(ChecklistTicked(generation, "one", ANA)) is Why.MOVED
    assert desk.settle() == Finished(Ending.DONE, say("That is all."))


@pytest.mark.parametrize("good", [True, False])
@pytest.mark.parametrize(
    ("step", "answer"),
    [
        (
            {"do": "reserve", "asset": "laptop", "office": "size", "if_unavailable": "no"},
            AssetReserved,
        ),
        ({"do": "webhook", "hook": "hr_system", "if_failed": "no"}, WebhookAnswered),
    ],
)
def test_what_can_fail_has_a_way_for_both(step: dict[str, Any], answer: Any, good: bool) -> None:
    desk = desk_of(a_form("ask", SIZE), {"id": "try", **step}, a_ticket(), a_finish(), NO)
    desk.gets(FormSubmitted(desk.request.generation, {"size": "s"}))
    waits = desk.settle()
    assert isinstance(waits, Waits)
    assert waits.until is None
    assert desk.gets(answer(desk.request.generation, good)) is Why.MOVED
    assert desk.request.step == ("open" if good else "no")


@pytest.mark.parametrize("good", [True, False])
def test_a_visit_has_a_way_for_whoever_cannot_come(good: bool) -> None:
    keep = {"id": "keep", "do": "reserve", "asset": "laptop", "office": "size"}
    visit = {"id": "come", "do": "visit", "text": say("Come"), "if_refused": "no"}
    desk = desk_of(a_form("ask", SIZE), {**keep, "if_unavailable": "no"}, visit, a_finish(), NO)
    desk.gets(FormSubmitted(desk.request.generation, {"size": "s"}))
    desk.settle()
    desk.gets(AssetReserved(desk.request.generation, True))
    assert isinstance(desk.settle(), Waits)
    assert desk.gets(VisitSettled(desk.request.generation, good)) is Why.MOVED
    assert desk.request.done[-1] == ("done" if good else "no")


def test_an_answer_of_another_kind_moves_nothing() -> None:
    desk = desk_of(a_form("ask", SIZE), a_ticket(), a_finish())
    generation = desk.request.generation
    for what in (
        ApprovalSettled(generation, Outcome.APPROVED),
        AssetReserved(generation, True),
        ChecklistTicked(generation, "one", ANA),
        StepCarriedOut(desk.request.step, generation),
    ):
        assert desk.gets(what) is Why.STALE


def test_an_answer_before_the_question_was_shown_moves_nothing() -> None:
    desk = Desk(a_definition(a_form("ask", SIZE), a_ticket(), a_finish()))
    assert desk.gets(FormSubmitted(desk.request.generation, {"size": "s"})) is Why.STALE


def test_the_ticket_of_the_request_lets_it_go_on() -> None:
    desk = desk_of(a_ticket(), SOLVED, a_finish(), NO)
    assert desk.gets(TicketSolved()) is Why.MOVED
    assert desk.settle() == Finished(Ending.DONE, say("That is all."))


def test_a_ticket_that_was_solved_before_it_is_waited_for_is_not_waited_for() -> None:
    desk = desk_of(a_ticket(), CHECKLIST, SOLVED, a_finish(), NO)
    assert desk.gets(TicketSolved()) is Why.NOTED
    assert desk.gets(TicketSolved()) is Why.STALE
    for item in ("one", "two"):
        desk.gets(ChecklistTicked(desk.request.generation, item, ANA))
    assert desk.settle() == Finished(Ending.DONE, say("That is all."))


def test_the_end_of_one_ticket_is_no_answer_for_the_next_one() -> None:
    desk = desk_of(a_ticket(), CHECKLIST, a_ticket("again"), SOLVED, a_finish(), NO)
    desk.gets(TicketSolved())
    for item in ("one", "two"):
        desk.gets(ChecklistTicked(desk.request.generation, item, ANA))
    waits = desk.settle()
    assert isinstance(waits, Waits)
    assert waits.step.id == "wait"


def test_a_loop_that_nobody_leaves_is_cancelled_some_day() -> None:
    again = {"id": "go", "do": "branch", "cases": [{"when": {"size": "s"}, "to": "ask"}]}
    desk = desk_of(a_form("ask", SIZE), again, a_finish())
    while not isinstance(end := desk.settle(), Finished):
        desk.gets(FormSubmitted(desk.request.generation, {"size": "s"}))
    assert end == Finished(Ending.CANCELLED, None)
    assert len(desk.request.done) <= MOST_MOVES


def test_a_day_begins_at_nine_where_the_requester_is() -> None:
    form = a_form("ask", a_field("day", "date"))
    desk = desk_of(form, {"id": "wait", "do": "wait", "date": "day", "before": "1d"}, a_finish())
    desk.gets(FormSubmitted(desk.request.generation, {"day": "2027-03-28"}))
    waits = desk.settle()
    assert isinstance(waits, Waits)
    # In Warsaw the clocks go forward on the 28th; nine o'clock on the 27th is before that.
    assert waits.until == datetime(2027, 3, 27, 8, 0, tzinfo=UTC)


def test_a_wait_is_over_at_its_time_and_not_before() -> None:
    desk = desk_of({"id": "wait", "do": "wait", "in": "2h"}, a_finish())
    desk.at(NOW + timedelta(hours=1))
    assert desk.gets(TimerDue()) is Why.TOO_EARLY
    desk.at(NOW + timedelta(hours=2))
    desk.gets(TimerDue())
    assert desk.settle() == Finished(Ending.DONE, say("That is all."))


REMINDER = {"id": "think", "do": "remind", "who": "requester", "in": "1d", "text": say("Think")}


def test_a_reminder_comes_once_at_its_time_while_the_request_goes_on() -> None:
    desk = desk_of(REMINDER, CHECKLIST, a_finish())
    waits = desk.settle()
    assert isinstance(waits, Waits)
    assert (waits.step.id, waits.until) == ("list", NOW + DAY)
    assert desk.acted == ["list"]
    desk.at(NOW + DAY)
    desk.settle()
    desk.settle()
    assert desk.acted == ["list", "think"]
    assert desk.request.step == "list"


def test_nobody_is_reminded_of_what_is_over() -> None:
    desk = desk_of(REMINDER, CHECKLIST, a_finish())
    for item in ("one", "two"):
        desk.gets(ChecklistTicked(desk.request.generation, item, ANA))
    desk.at(NOW + 2 * DAY)
    assert desk.settle() == Finished(Ending.DONE, say("That is all."))
    assert desk.acted == ["list"]


def test_a_cancelled_request_hears_nothing_any_more() -> None:
    desk = desk_of(a_form("ask", SIZE), a_ticket(), a_finish())
    assert desk.gets(RequestCancelled()) is Why.CANCELLED
    over = desk.request
    assert desk.settle() == Finished(Ending.CANCELLED, None)
    assert desk.gets(FormSubmitted(over.generation, {"size": "s"})) is Why.OVER
    assert desk.request == over


def test_a_called_workflow_begins_with_the_answers_of_its_caller() -> None:
    go = {"id": "go", "do": "branch", "cases": [{"when": {"size": "l"}, "to": "no"}]}
    definition = a_definition(a_form("ask", SIZE), go, a_finish(), NO)
    assert start(definition, ANA, "UTC", NOW, {"size": "l"}).answers == {"size": "l"}


def test_a_request_keeps_the_version_it_began_with() -> None:
    old = a_definition(a_form("ask", SIZE), a_ticket(), a_finish())
    new = a_definition(a_form("ask", SIZE), a_message("news"), a_ticket(), a_finish())
    desk = Desk(old)
    desk.settle()
    assert desk.request.workflow_version == old.version != new.version
    desk.gets(FormSubmitted(desk.request.generation, {"size": "s"}))
    desk.settle()
    assert desk.acted == ["ask", "open"]


def test_doing_a_step_twice_moves_the_request_once() -> None:
    desk = Desk(a_definition(a_message("one"), a_message("two"), a_finish()))
    done = StepCarriedOut(desk.request.step, desk.request.generation)
    assert desk.gets(done) is Why.MOVED
    before = replace(desk.request)
    assert desk.gets(done) is Why.STALE
    assert desk.request == before
