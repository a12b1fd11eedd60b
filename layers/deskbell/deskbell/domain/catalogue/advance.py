"""How a request goes on through its workflow: the one place that answers what happens to it.

A use case calls `start` (moves.py) once, and `advance` with whatever happens; after each,
`next_step.py` says what is to be done. What answers another step than the one that the request
stands at changes nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from deskbell.domain.approvals.outcome import Outcome
from deskbell.domain.catalogue.definition import Definition
from deskbell.domain.catalogue.inputs import (
    ApprovalSettled,
    AssetReserved,
    ChecklistTicked,
    FormSubmitted,
    LaptopReturned,
    RequestCancelled,
    RequestInput,
    StepCarriedOut,
    TicketSolved,
    TimerDue,
    VisitSettled,
    WebhookAnswered,
)
from deskbell.domain.catalogue.moves import end, leave, without_reminders
from deskbell.domain.catalogue.request import Request, Tick
from deskbell.domain.catalogue.step_parts import Ending, Event, Result
from deskbell.domain.catalogue.step_results import waits
from deskbell.domain.catalogue.steps import (
    Approval,
    Checklist,
    Form,
    Reserve,
    Step,
    Visit,
    Wait,
    WaitFor,
    Webhook,
)
from deskbell.domain.catalogue.timing import deadline, due, item_reminder


class Why(StrEnum):
    """Why an input moved the request, or did not."""

    MOVED = "moved"
    BEGUN = "begun"
    """The step was carried out and is waited for."""
    REMINDED = "reminded"
    TICKED = "ticked"
    NOTED = "noted"
    """It has happened already when the request comes to where it waits for it."""
    CANCELLED = "cancelled"
    OVER = "over"
    STALE = "stale"
    """It answers a step that the request has left, or another kind of step."""
    TOO_EARLY = "too_early"


@dataclass(frozen=True, slots=True)
class Advance:
    """The next state; the same one where `why` says that nothing changed."""

    request: Request
    why: Why


def advance(definition: Definition, request: Request, what: RequestInput, now: datetime) -> Advance:
    """`definition` is of the version that the request began with."""
    if request.ending is not None:
        return Advance(request, Why.OVER)
    match what:
        case StepCarriedOut():
            return _carried_out(definition, request, what, now)
        case ChecklistTicked():
            return _ticked(definition, request, what, now)
        case TimerDue():
            return _timed(definition, request, now)
        case RequestCancelled():
            return Advance(end(request, Ending.CANCELLED), Why.CANCELLED)
        case TicketSolved():
            return _happened(definition, request, Event.TICKET_SOLVED, now)
        case LaptopReturned():
            return _happened(definition, request, Event.LAPTOP_RETURNED, now)
    result = _result(definition.by_id[request.step], what)
    if result is None or not request.begun or what.generation != request.generation:
        return Advance(request, Why.STALE)
    if isinstance(what, FormSubmitted):
        request = _answered(definition, request, what.answers)
    return Advance(leave(definition, request, result, now), Why.MOVED)


def _result(
    step: Step,
    what: FormSubmitted | ApprovalSettled | AssetReserved | VisitSettled | WebhookAnswered,
) -> Result | None:
    """How the step ends by that; None if it waits for something else."""
    match step, what:
        case Form(), FormSubmitted():
            return Result.SUBMITTED
        case Approval(), ApprovalSettled(outcome=outcome) if outcome is not Outcome.WITHDRAWN:
            return Result(outcome.value)
        case Reserve(), AssetReserved(reserved=reserved):
            return Result.RESERVED if reserved else Result.UNAVAILABLE
        case Visit(), VisitSettled(booked=booked):
            return Result.BOOKED if booked else Result.REFUSED
        case Webhook(), WebhookAnswered(taken=taken):
            return Result.ANSWERED if taken else Result.FAILED
    return None


def _carried_out(
    definition: Definition, request: Request, what: StepCarriedOut, now: datetime
) -> Advance:
    reminder = request.reminders.get(what.step)
    if reminder is not None and reminder <= now:
        return Advance(without_reminders(request, (what.step,)), Why.REMINDED)
    is_next = what.step == request.step and what.generation == request.generation
    if not is_next or request.begun:
        return Advance(request, Why.STALE)
    step = definition.by_id[request.step]
    if isinstance(step, WaitFor) and step.event in request.happened:
        return Advance(leave(definition, request, Result.HAPPENED, now), Why.MOVED)
    if isinstance(step, Wait) and due(step.until, request, request.entered_at) <= now:
        return Advance(leave(definition, request, Result.DONE, now), Why.MOVED)
    if waits(step):
        return Advance(replace(request, begun=True), Why.BEGUN)
    return Advance(leave(definition, request, Result.DONE, now), Why.MOVED)


def _happened(definition: Definition, request: Request, event: Event, now: datetime) -> Advance:
    """Also before the request has come to where it waits for it: nothing happens twice."""
    step = definition.by_id[request.step]
    if isinstance(step, WaitFor) and step.event is event and request.begun:
        return Advance(leave(definition, request, Result.HAPPENED, now), Why.MOVED)
    if event in request.happened:
        return Advance(request, Why.STALE)
    return Advance(replace(request, happened=request.happened | {event}), Why.NOTED)


def _ticked(
    definition: Definition, request: Request, what: ChecklistTicked, now: datetime
) -> Advance:
    step = definition.by_id[request.step]
    if not isinstance(step, Checklist) or what.generation != request.generation:
        return Advance(request, Why.STALE)
    items = {item.id: item for item in step.items}
    if what.item not in items or what.item in request.ticks or not request.begun:
        return Advance(request, Why.STALE)
    request = without_reminders(request, (item_reminder(step.id, items[what.item]),))
    request = replace(request, ticks={**request.ticks, what.item: Tick(what.by, now)})
    if items.keys() <= request.ticks.keys():
        return Advance(leave(definition, request, Result.DONE, now), Why.MOVED)
    return Advance(request, Why.TICKED)


def _timed(definition: Definition, request: Request, now: datetime) -> Advance:
    ends = deadline(definition, request)
    if ends is None or ends > now or not request.begun:
        return Advance(request, Why.TOO_EARLY)
    is_wait = isinstance(definition.by_id[request.step], Wait)
    result = Result.DONE if is_wait else Result.EXPIRED
    return Advance(leave(definition, request, result, now), Why.MOVED)


def _answered(definition: Definition, request: Request, answers: Mapping[str, str]) -> Request:
    """What a form asked before, in a loop, counts no longer."""
    form = definition.by_id[request.step]
    asked = {field.id for field in form.fields} if isinstance(form, Form) else set()
    kept = {name: value for name, value in request.answers.items() if name not in asked}
    return replace(request, answers={**kept, **answers})
