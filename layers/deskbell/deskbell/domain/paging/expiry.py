"""Time goes on from where an escalation stands; what that means, its status says. Whoever asks, and
however often and late: one step, or none."""

from datetime import datetime
from typing import assert_never

from deskbell.domain.decision import Decision, nothing
from deskbell.domain.paging import commands as c
from deskbell.domain.paging import events as e
from deskbell.domain.paging.answering import let_go
from deskbell.domain.paging.ending import summarise
from deskbell.domain.paging.incident import Incident, Status
from deskbell.domain.paging.ladder import anew, onward
from deskbell.domain.paging.steps import Around, Steps, about, decided, next_try
from deskbell.domain.paging.words import reason


def overdue(incident: Incident, now: datetime) -> c.Step | c.TryNext | None:
    """What a timer should have asked for by now; the sweep and the auditor look, for one that is
    lost."""
    if incident.due is not None and incident.due <= now:
        return c.Step(incident.rung)
    retry = next_try(incident)
    return c.TryNext() if retry is not None and retry <= now else None


def step(incident: Incident, command: c.Step, around: Around) -> Decision:
    if command.at != incident.rung:
        return nothing("step_stale")
    if incident.due is None or around.now < incident.due:
        return nothing("timer_stale")
    return decided(_due(about(incident, around)))


def _due(steps: Steps) -> Steps:
    status = steps.incident.status
    match status:
        case Status.HELD | Status.OPEN:
            return onward(steps)
        case Status.ACKNOWLEDGED:
            return let_go(steps, None)
        case Status.SNOOZED:
            after = anew(steps.incident)
            event = e.IncidentAwoken(after.rung.generation)
            return onward(steps.then(after, event, reason("awoken")))
        case Status.RESOLVED:
            return summarise(steps)
        case Status.EXHAUSTED | Status.MERGED:
            raise ValueError(f"{steps.incident.ref} is {status}: nothing comes of time alone")
    assert_never(status)
