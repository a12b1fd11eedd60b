"""One step of a guided request: its first or next version with everything that follows from that
itself.

Every branch of `decide` ends here, so that no timer, list, open approval or message with buttons is
left behind.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from deskbell.domain.catalogue.request import Tick
from deskbell.domain.catalogue.step_parts import Ending
from deskbell.domain.catalogue.timing import wakes_at
from deskbell.domain.caused import caused
from deskbell.domain.caused_inputs import ApprovalUnneeded, LaptopUnneeded
from deskbell.domain.decision import (
    CancelTimer,
    Change,
    Decision,
    Event,
    Row,
    SetTimer,
    Tally,
    TimerChange,
)
from deskbell.domain.effects import Effect, ShowHome, ShowTask, TaskOver
from deskbell.domain.requests import events as e
from deskbell.domain.requests.around import Around
from deskbell.domain.requests.carrying_out import task_places
from deskbell.domain.requests.going_on import Went
from deskbell.domain.requests.guided_request import GuidedRequest
from deskbell.domain.texts import Text
from deskbell.domain.workflows.watch import watch

TIMER = "step"
_NUMBER = 1_000
"""Of the inputs that an end causes; what else that decision causes is counted from 0."""


def begin(went: Went, reason: Text, around: Around) -> Decision:
    first = _timed(replace(went.request, version=1), went, around)
    course = first.course
    event = e.RequestBegun(
        number=first.number,
        workflow=course.workflow,
        workflow_version=course.workflow_version,
        requester=first.requester,
        message=first.message,
        passed=course.done,
        step=course.step,
    )
    change = Change(
        before=None,
        after=first,
        event=event,
        reason=reason,
        effects=(*went.effects, ShowHome(first.requester)),
        timers=(*_timer(None, first), *watch(None, first, around.now)),
        rows=(_tally(first, around.now, begun=True),),
    )
    return Decision((change, *went.changes))


def moved(
    before: GuidedRequest,
    went: Went,
    reason: Text,
    around: Around,
    *,
    over: TaskOver = TaskOver.CANCELLED,
    ticks: Mapping[str, Tick] | None = None,
    effects: Sequence[Effect] = (),
) -> Decision:
    """Something has happened to it. `over` is what became of the task that it stood at, if it has
    left that; `ticks` are that one's."""
    after = _timed(replace(went.request, version=before.version + 1), went, around)
    passed = after.course.done[len(before.course.done) :]
    ending = after.course.ending
    event = (
        e.RequestEnded(ending, passed)
        if ending
        else e.RequestWentOn(passed, after.course.step, after.ticket)
    )
    shown = _tasks(before, after, over, ticks or before.course.ticks)
    left = [*_approval_left(before, after, around.now), *_loan_left(after, around.now)]
    homes = [] if ending is None else [ShowHome(after.requester)]
    change = Change(
        before=before,
        after=after,
        event=event,
        reason=reason,
        effects=(*shown, *effects, *went.effects, *left, *homes),
        timers=(*_timer(before, after), *watch(before, after, around.now)),
        rows=() if ending is None else (_tally(after, around.now, begun=False),),
    )
    return Decision((change, *went.changes))


def beside(
    before: GuidedRequest,
    after: GuidedRequest,
    event: Event,
    reason: Text,
    effects: Sequence[Effect] = (),
    rows: Sequence[Row] = (),
) -> Decision:
    """It stands where it stood."""
    after = replace(after, version=before.version + 1)
    return Decision((Change(before, after, event, reason, tuple(effects), (), tuple(rows)),))


def _tally(request: GuidedRequest, now: datetime, *, begun: bool) -> Tally:
    course = request.course
    day = now.date().isoformat()
    return Tally(request.install, course.workflow, day, begun, course.ending)


def _timed(request: GuidedRequest, went: Went, around: Around) -> GuidedRequest:
    if not request.is_open:
        wakes = None
    elif went.is_short:
        wakes = around.now
    else:
        wakes = wakes_at(around.definition, request.course)
    return replace(request, wakes_at=wakes)


def _timer(before: GuidedRequest | None, after: GuidedRequest) -> Iterator[TimerChange]:
    """Set anew for the same moment too, once a step or a reminder is over: what is due for the one
    wakes nobody for the other."""
    if after.wakes_at is None:
        if before and before.wakes_at is not None:
            yield CancelTimer(TIMER)
    elif before is None or _sleep(before) != _sleep(after):
        yield SetTimer(TIMER, after.version, after.wakes_at)


def _sleep(request: GuidedRequest) -> tuple[object, ...]:
    return (request.wakes_at, request.course.generation, request.course.reminders)


def _tasks(
    before: GuidedRequest, after: GuidedRequest, over: TaskOver, ticks: Mapping[str, Tick]
) -> list[Effect]:
    """The messages that ask for the step it stood at, as that stands now."""
    if not before.asks:
        return []
    generation, step = before.course.generation, before.course.step
    is_left = after.course.generation != generation or not after.is_open
    if not is_left and after.course.ticks == before.course.ticks:
        return []
    return [
        ShowTask(channel, ts, step, generation, dict(ticks), over if is_left else None)
        for channel, ts in task_places(before, before.asks)
    ]


def _approval_left(before: GuidedRequest, after: GuidedRequest, now: datetime) -> list[Effect]:
    """Nobody is asked any more for what is over."""
    if after.is_open or after.approval is None:
        return []
    unneeded = ApprovalUnneeded(after.approval)
    return [caused(after.approval, after.version, unneeded, after, now, _NUMBER)]


def _loan_left(after: GuidedRequest, now: datetime) -> Iterator[Effect]:
    """Where it does not end well, nobody keeps a laptop for it; what they have, they have."""
    if after.loan is None or after.course.ending in (None, Ending.DONE):
        return
    unneeded = LaptopUnneeded(after.loan)
    number = _NUMBER + 1
    yield caused(after.loan, after.version, unneeded, after, now, number, in_order=True)
