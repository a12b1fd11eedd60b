"""In which inboxes a ticket was, one after the other; `life.py` folds them from its steps."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from deskbell.domain.ids import InboxId
from deskbell.domain.reports.facts import Step
from deskbell.domain.tickets import events as e


@dataclass(frozen=True, slots=True)
class Visit:
    """From `since` until it was handed on, or for good (`until` is None). `taken`: when somebody
    there first had it, or solved it."""

    inbox: InboxId | None
    since: datetime
    until: datetime | None = None
    taken: datetime | None = None

    def has(self, at: datetime) -> bool:
        return self.since <= at and (self.until is None or at < self.until)


def visits_of(steps: Sequence[Step]) -> tuple[Visit, ...]:
    """A move that was taken back is none; what a rule decides at the opening is where it begins."""
    visits = [Visit(steps[0].inbox, steps[0].at)]
    for step in steps:
        last = visits[-1]
        if step.inbox != last.inbox:
            if step.event != e.TicketMoved.__name__:
                visits[-1] = replace(last, inbox=step.inbox)
            elif step.back and len(visits) > 1 and visits[-2].inbox == step.inbox:
                visits[-2:] = [replace(visits[-2], until=None)]
            else:
                visits[-1:] = [replace(last, until=step.at), Visit(step.inbox, step.at)]
        if visits[-1].taken is None and _takes(step):
            visits[-1] = replace(visits[-1], taken=step.at)
    return tuple(visits)


def _takes(step: Step) -> bool:
    has_it = step.position is not None and step.position.assignee is not None
    return has_it or step.event == e.TicketSolved.__name__
