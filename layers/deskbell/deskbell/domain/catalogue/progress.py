"""How far a request has come on its way through a workflow, as people count it.

Whoever shows a request asks it; branches, messages and whatever else takes nobody's time do not
count.
"""

from typing import NamedTuple

from deskbell.domain.catalogue.definition import Definition
from deskbell.domain.catalogue.flow import ways
from deskbell.domain.catalogue.request import Request
from deskbell.domain.catalogue.step_parts import StepId
from deskbell.domain.catalogue.step_results import waits
from deskbell.domain.catalogue.steps import Step, Ticket, Webhook


class Progress(NamedTuple):
    """The step in hand, counted from 1, and how many it may be at most: ways differ."""

    step: int
    most: int


def progress(definition: Definition, request: Request) -> Progress:
    """`definition` is of the version that the request began with."""
    steps = definition.by_id
    behind = sum(_counts(steps[name]) for name in request.done)
    ahead = _Ahead(definition).longest(request.step)
    return Progress(behind + 1, max(behind + ahead, behind + 1))


def _counts(step: Step) -> bool:
    return isinstance(step, Ticket) or (waits(step) and not isinstance(step, Webhook))


class _Ahead:
    """The most steps on any way to the end; a loop is gone through once."""

    def __init__(self, definition: Definition) -> None:
        self._steps = definition.by_id
        self._ways = ways(definition)
        self._known: dict[StepId, int] = {}

    def longest(self, step: StepId) -> int:
        if step not in self._known:
            self._known[step] = 0  # also for whoever comes back to it from below
            onward = [self.longest(way.to) for way in self._ways[step] if way.to is not None]
            self._known[step] = _counts(self._steps[step]) + max(onward, default=0)
        return self._known[step]
