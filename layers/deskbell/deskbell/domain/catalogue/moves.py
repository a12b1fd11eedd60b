"""The moves of a request from step to step; `advance.py` says when one is made.

Where a step leads is `flow.py`'s; what takes nobody to carry it out is passed at once.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime

from deskbell.domain.catalogue.conditions import hold
from deskbell.domain.catalogue.definition import Definition
from deskbell.domain.catalogue.flow import target
from deskbell.domain.catalogue.request import Request
from deskbell.domain.catalogue.step_parts import Ending, Event, Result, StepId
from deskbell.domain.catalogue.steps import Branch, Checklist, Finish, Remind, Reserve, Ticket
from deskbell.domain.catalogue.timing import due, item_reminder
from deskbell.domain.ids import PersonId

MOST_MOVES = 500
"""A loop that people never leave is cancelled after so many steps: a request is one row."""


def start(
    definition: Definition,
    requester: PersonId,
    zone: str,
    now: datetime,
    answers: Mapping[str, str] | None = None,
) -> Request:
    """A new request; `answers` are those of a workflow that called this one."""
    first = definition.steps[0].id
    request = Request(
        workflow=definition.id,
        workflow_version=definition.version,
        requester=requester,
        zone=zone,
        step=first,
        entered_at=now,
        generation=0,
        answers=answers or {},
    )
    return _enter(definition, request, first, now)


def leave(definition: Definition, request: Request, result: Result, now: datetime) -> Request:
    """On to where that result of its step leads."""
    step = definition.by_id[request.step]
    request = _passed(request, step.id, result)
    if isinstance(step, Checklist):
        request = without_reminders(request, (item_reminder(step.id, item) for item in step.items))
    if isinstance(step, Ticket):
        # Another one that was solved before is no answer for this one.
        request = replace(request, happened=request.happened - {Event.TICKET_SOLVED})
    if isinstance(step, Reserve):
        request = replace(request, happened=request.happened - {Event.LAPTOP_RETURNED})
    return _enter(definition, request, target(definition, step, result), now)


def _enter(definition: Definition, request: Request, to: StepId | None, now: datetime) -> Request:
    """To that step, or past it, if nobody has to carry it out; None is the end of the request."""
    while to is not None and request.generation < MOST_MOVES:
        request = replace(
            request,
            step=to,
            entered_at=now,
            generation=request.generation + 1,
            begun=False,
            ticks={},
        )
        step = definition.by_id[to]
        match step:
            case Branch():
                chosen = (case.to for case in step.cases if hold(case.when, request.facts))
                request = replace(request, done=(*request.done, to))
                to = next(chosen, definition.after(step))
            case Remind():
                reminders = {**request.reminders, to: due(step.at, request, now)}
                request = _passed(replace(request, reminders=reminders), to, Result.DONE)
                to = definition.after(step)
            case Finish():
                return end(replace(request, done=(*request.done, to)), step.ending)
            case Checklist():
                return _with_dues(request, step, now)
            case _:
                return request
    return end(request, Ending.CANCELLED)


def _with_dues(request: Request, step: Checklist, now: datetime) -> Request:
    """Of what is late from the beginning nobody is reminded while they are asked for it."""
    dues: dict[str, datetime] = {
        item_reminder(step.id, item): at
        for item in step.items
        if item.due and (at := due(item.due, request, now)) > now
    }
    return replace(request, reminders={**request.reminders, **dues})


def without_reminders(request: Request, of: Iterable[StepId]) -> Request:
    gone = frozenset(of)
    left = {name: at for name, at in request.reminders.items() if name not in gone}
    return replace(request, reminders=left)


def _passed(request: Request, step: StepId, result: Result) -> Request:
    results = {**request.results, step: result}
    return replace(request, results=results, done=(*request.done, step))


def end(request: Request, ending: Ending) -> Request:
    """Nobody is reminded of what is over."""
    return replace(request, ending=ending, reminders={})
