"""What people do in a dry run of a workflow; `dry_run.py` asks it at each step that waits."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from deskbell.domain.approvals.outcome import Outcome
from deskbell.domain.catalogue.answers import Lists, Refused, check, offered
from deskbell.domain.catalogue.definition import Definition
from deskbell.domain.catalogue.fields import NO, YES, Field, FieldKind
from deskbell.domain.catalogue.inputs import (
    ApprovalSettled,
    AssetReserved,
    ChecklistTicked,
    FormSubmitted,
    LaptopReturned,
    RequestInput,
    TicketSolved,
    TimerDue,
    VisitSettled,
    WebhookAnswered,
)
from deskbell.domain.catalogue.request import Request
from deskbell.domain.catalogue.step_parts import Event, Result
from deskbell.domain.catalogue.step_results import results
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
from deskbell.domain.catalogue.timing import deadline
from deskbell.domain.errors import InputError
from deskbell.domain.ids import PersonId

SOMEBODY = PersonId("U0SOMEBODY")
_SOME_DAY = date(2026, 12, 31)


class DryRunError(InputError):
    """The walk cannot go on with what it was given; the message says what is missing."""


@dataclass(frozen=True, slots=True)
class Script:
    """What people do: `answers` by field, and how steps end, in turn where one comes again; the
    rest ends well. `takes` is how long each of them needs."""

    answers: Mapping[str, str]
    results: Mapping[str, Sequence[str]] = field(default_factory=dict)
    takes: timedelta = timedelta(hours=1)


def result_of(script: Script, step: Step, request: Request) -> Result:
    """How the script lets this visit to the step end; the last one counts for all later visits."""
    told = script.results.get(step.id)
    if not told:
        return results(step)[0]
    visit = request.done.count(step.id)
    name = told[min(visit, len(told) - 1)]
    if name not in results(step):
        raise DryRunError(f"{step.id} is never {name}; one of: {', '.join(results(step))}")
    return Result(name)


def arrival(definition: Definition, request: Request, script: Script, result: Result) -> datetime:
    """When it comes: at the end of the step's time, or before."""
    step = definition.by_id[request.step]
    ends = deadline(definition, request)
    if isinstance(step, Approval):
        ends = request.entered_at + step.within
    if ends is None:
        return request.entered_at + script.takes
    if result is Result.EXPIRED or isinstance(step, Wait):
        return ends
    return request.entered_at + min(script.takes, (ends - request.entered_at) / 2)


def answer_to(
    step: Step, result: Result, request: Request, script: Script, lists: Lists, today: date
) -> RequestInput:
    generation, is_good = request.generation, result is results(step)[0]
    match step:
        case Approval():
            return ApprovalSettled(generation, Outcome(result.value))
        case Wait():
            return TimerDue()
        case _ if result is Result.EXPIRED:
            return TimerDue()
        case Form():
            return FormSubmitted(generation, _filled_in(step, request, script, lists, today))
        case Checklist():
            item = next(item.id for item in step.items if item.id not in request.ticks)
            return ChecklistTicked(generation, item, SOMEBODY)
        case Reserve():
            return AssetReserved(generation, is_good)
        case Visit():
            return VisitSettled(generation, is_good)
        case Webhook():
            return WebhookAnswered(generation, is_good)
        case WaitFor(event=event):
            return TicketSolved() if event is Event.TICKET_SOLVED else LaptopReturned()
    raise DryRunError(f"nobody answers {step.id}")


def _filled_in(
    form: Form, request: Request, script: Script, lists: Lists, today: date
) -> Mapping[str, str]:
    checked = check(form, script.answers, request.facts, lists, today)
    if isinstance(checked, Refused):
        wrong = ", ".join(
            f"{field.id} is {checked.faults[field.id].replace('_', ' ')}{_allowed(field, lists)}"
            for field in form.fields
            if field.id in checked.faults
        )
        raise DryRunError(f"{form.id} cannot be sent: {wrong}")
    return checked.answers


def _allowed(field: Field, lists: Lists) -> str:
    match field.kind:
        case FieldKind.CHOICE:
            return f" (one of: {', '.join(offered(field, lists))})"
        case FieldKind.YES_NO:
            return f" ({YES} or {NO})"
        case FieldKind.DATE:
            return f" (such as {_SOME_DAY})"
        case FieldKind.PERSON:
            return " (somebody in people, or a Slack id)"
        case FieldKind.NUMBER:
            bounds = (("at least", field.least), ("at most", field.most))
            told = ", ".join(f"{word} {bound}" for word, bound in bounds if bound is not None)
            return f" ({told})" if told else ""
    return ""
