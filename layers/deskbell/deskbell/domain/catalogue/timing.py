"""When a step of a workflow is due; `next_step.py` says it, `advance.py` checks it again."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from deskbell.domain.catalogue.definition import Definition
from deskbell.domain.catalogue.request import Request
from deskbell.domain.catalogue.step_parts import Item, Moment, StepId
from deskbell.domain.catalogue.steps import Form, Wait, WaitFor

MORNING = time(9)
"""When people are told of something that has a day and no time, in their own zone."""


def deadline(definition: Definition, request: Request) -> datetime | None:
    """When time alone goes on from the step it stands at. An approval tells its own end: a yes in
    its last second is a yes."""
    match definition.by_id[request.step]:
        case Form(within=within) | WaitFor(within=within):
            return request.entered_at + within
        case Wait(until=moment):
            return due(moment, request, request.entered_at)
    return None


def item_reminder(checklist: StepId, item: Item) -> StepId:
    """What its reminder is called among those of steps; no step can be called that."""
    return StepId(f"{checklist}/{item.id}")


def wakes_at(definition: Definition, request: Request) -> datetime | None:
    """The next time at which something is due: the step's own, or a reminder."""
    ends = deadline(definition, request)
    times = [*request.reminders.values(), *([ends] if ends else [])]
    return min(times, default=None)


def due(moment: Moment, request: Request, asked_at: datetime) -> datetime:
    """Days before and after count by the calendar: nine o'clock stays nine o'clock."""
    if moment.date is None:
        return asked_at + moment.offset
    day = date.fromisoformat(request.answers[moment.date])
    morning = datetime.combine(day, MORNING, ZoneInfo(request.zone))
    return (morning + moment.offset).astimezone(UTC)
