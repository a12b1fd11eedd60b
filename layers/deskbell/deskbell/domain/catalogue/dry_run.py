"""A workflow walked through without anybody in it: each step, when it would come, and why
(D-3).

The authoring tool and the tests of the shipped catalogue call it; it asks the very functions that
carry a real request.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from deskbell.domain.catalogue.advance import advance
from deskbell.domain.catalogue.answers import Lists
from deskbell.domain.catalogue.conditions import all_of, hold
from deskbell.domain.catalogue.definition import Definition
from deskbell.domain.catalogue.inputs import RequestInput, StepCarriedOut, TimerDue
from deskbell.domain.catalogue.moves import start
from deskbell.domain.catalogue.next_step import Act, Finished, ItemDue, Waits, next_step
from deskbell.domain.catalogue.request import Request
from deskbell.domain.catalogue.script import (
    SOMEBODY,
    DryRunError,
    Script,
    answer_to,
    arrival,
    result_of,
)
from deskbell.domain.catalogue.step_parts import Ending, StepId
from deskbell.domain.catalogue.steps import Branch, Remind, Step

MOST_STOPS = 300


@dataclass(frozen=True, slots=True)
class Stop:
    """A step that is carried out, or the end of the request, and what led there."""

    at: datetime
    step: StepId
    why: str


@dataclass(frozen=True, slots=True)
class Walk:
    """All stops in order; `request` as it was at its end. `unsent` are the reminders whose time
    would have come after it."""

    stops: tuple[Stop, ...]
    ending: Ending
    request: Request
    unsent: tuple[StepId, ...] = ()


def dry_run(
    definition: Definition, script: Script, lists: Lists, now: datetime, zone: str = "UTC"
) -> Walk:
    """Raises DryRunError if an answer is missing or wrong, or it goes round in circles."""
    request, stops = start(definition, SOMEBODY, zone, now), list[Stop]()
    behind = 0
    what: RequestInput
    while len(stops) < MOST_STOPS:
        todo = next_step(definition, request, now)
        match todo:
            case Act(step=step):
                is_reminder = step.id != request.step
                why = "its time has come" if is_reminder else _why(definition, request, behind)
                stops.append(Stop(now, step.id, why))
                what = StepCarriedOut(step.id, request.generation)
                behind = behind if is_reminder else len(request.done)
            case ItemDue(item=item, name=name):
                stops.append(Stop(now, request.step, f"{item.id} is due"))
                what = StepCarriedOut(name, request.generation)
            case Finished(ending=ending):
                stops.append(Stop(now, request.step, _why(definition, request, behind)))
                return Walk(tuple(stops), ending, request, _unsent(definition, request, stops))
            case Waits(step=step, until=until):
                result = result_of(script, step, request)
                arrives = arrival(definition, request, script, result)
                if until is not None and until < arrives:
                    now, what = max(now, until), TimerDue()
                else:
                    now = max(now, arrives)
                    today = now.astimezone(ZoneInfo(zone)).date()
                    what = answer_to(step, result, request, script, lists, today)
        request = advance(definition, request, what, now).request
    raise DryRunError("it goes round and round with these answers")


def _unsent(definition: Definition, request: Request, stops: Sequence[Stop]) -> tuple[StepId, ...]:
    sent = {stop.step for stop in stops}
    return tuple(
        step.id
        for step in definition.steps
        if isinstance(step, Remind) and step.id in request.done and step.id not in sent
    )


def _why(definition: Definition, request: Request, behind: int) -> str:
    """What it has come past since the stop before."""
    passed = [_passed(definition.by_id[step], request) for step in request.done[behind:]]
    return ", ".join(part for part in passed if part) or "it begins here"


def _passed(step: Step, request: Request) -> str:
    if isinstance(step, Branch):
        held = (all_of(case.when) for case in step.cases if hold(case.when, request.facts))
        return next(held, f"no case of {step.id} holds")
    result = request.results.get(step.id)
    return f"{step.id} is {result}" if result else ""
