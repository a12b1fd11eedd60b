"""A request that goes through a workflow: what it knows, what it has done, where it stands.

`advance.py` alone makes the next state of one; it is carried by the version of the definition that
it began with, whatever is published meanwhile.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from deskbell.domain.catalogue.definition import WorkflowId
from deskbell.domain.catalogue.step_parts import Ending, Event, Result, StepId
from deskbell.domain.ids import PersonId


@dataclass(frozen=True, slots=True)
class Tick:
    """Who has done an item of a checklist, and when."""

    by: PersonId
    at: datetime


@dataclass(frozen=True, slots=True)
class Request:
    """`generation` counts the steps it has come to: what answers an earlier one is stale, also
    where a loop came back to the same step. `begun`: the step is carried out, and is waited for.

    `zone` is the requester's, for days; `results` are of all steps behind it, `ticks` of the
    checklist that it stands at; `reminders` are those still to come, by
    the step, or the item of a checklist (timing.py), that each is of;
    what has `happened` before it is waited for is not waited for any more.
    """

    workflow: WorkflowId
    workflow_version: str
    requester: PersonId
    zone: str
    step: StepId
    entered_at: datetime
    generation: int = 1
    begun: bool = False
    answers: Mapping[str, str] = field(default_factory=dict)
    results: Mapping[str, Result] = field(default_factory=dict)
    done: tuple[StepId, ...] = ()
    ticks: Mapping[str, Tick] = field(default_factory=dict)
    reminders: Mapping[str, datetime] = field(default_factory=dict)
    happened: frozenset[Event] = frozenset()
    ending: Ending | None = None

    @property
    def facts(self) -> Mapping[str, str]:
        """What conditions ask for: fields and steps have one set of names."""
        return {**self.answers, **{step: str(result) for step, result in self.results.items()}}
