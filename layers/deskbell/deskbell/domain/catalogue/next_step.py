"""What a request does next, by its definition alone (architecture: workflows are data).

The one generic machine asks it after every change; it carries out what it is told, and says so to
`advance.py`.
"""

from dataclasses import dataclass
from datetime import datetime

from deskbell.domain.catalogue.definition import Definition
from deskbell.domain.catalogue.request import Request
from deskbell.domain.catalogue.step_parts import Ending, Item, StepId
from deskbell.domain.catalogue.step_results import waits
from deskbell.domain.catalogue.steps import Checklist, Finish, Step
from deskbell.domain.catalogue.timing import item_reminder, wakes_at
from deskbell.domain.catalogue.wording import Wording


@dataclass(frozen=True, slots=True)
class Act:
    """Carry this step out now: open the form, post the message, ask for the approval, …"""

    step: Step


@dataclass(frozen=True, slots=True)
class ItemDue:
    """Remind whoever is to do that item of the checklist that it stands at; `name` is the
    reminder's."""

    item: Item
    name: StepId


@dataclass(frozen=True, slots=True)
class Waits:
    """Nothing to do before somebody answers, or before `until`."""

    step: Step
    until: datetime | None


@dataclass(frozen=True, slots=True)
class Finished:
    """It is over; `text` is None where nobody answered in time, or somebody cancelled it."""

    ending: Ending
    text: Wording | None


def next_step(
    definition: Definition, request: Request, now: datetime
) -> Act | ItemDue | Waits | Finished:
    """`definition` is of the version that the request began with."""
    steps = definition.by_id
    step = steps[request.step]
    if request.ending is not None:
        return Finished(request.ending, step.text if isinstance(step, Finish) else None)
    late = [name for name, due in request.reminders.items() if due <= now]
    for one in definition.steps:
        if one.id in late:
            return Act(one)
    if isinstance(step, Checklist) and request.begun:
        for item in step.items:
            if (name := item_reminder(step.id, item)) in late:
                return ItemDue(item, name)
    if waits(step) and request.begun:
        return Waits(step, wakes_at(definition, request))
    return Act(step)
