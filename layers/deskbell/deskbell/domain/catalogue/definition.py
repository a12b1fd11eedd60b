"""A workflow of the catalogue as its owner wrote it: one reviewed file, checked, as frozen values
(A1-06).

`read_definition.py` makes it; a request keeps the version that it began with (A5-13).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

from deskbell.domain.catalogue.fields import Field
from deskbell.domain.catalogue.step_parts import StepId
from deskbell.domain.catalogue.steps import Form, Step
from deskbell.domain.catalogue.wording import Wording
from deskbell.domain.tickets.classification import Privacy

WorkflowId = NewType("WorkflowId", str)


class Requester(StrEnum):
    """Whose request it is when somebody sets the emoji."""

    REACTOR = "reactor"
    AUTHOR = "author"


@dataclass(frozen=True, slots=True)
class Start:
    """How it begins. Without `channels`: wherever the desk is. `command` is the word behind the
    desk's slash command, `shortcut` the callback id of Slack's."""

    emoji: tuple[str, ...] = ()
    command: str | None = None
    shortcut: str | None = None
    home: bool = False
    called: bool = False
    channels: tuple[str, ...] = ()
    requester: Requester = Requester.REACTOR

    def overlaps(self, other: "Start") -> bool:
        """Whether there is a channel in which both begin."""
        everywhere = not self.channels or not other.channels
        return everywhere or bool(set(self.channels) & set(other.channels))


@dataclass(frozen=True, slots=True)
class Definition:
    """`version` is the hash of what the file says; `steps` has at least one, the first to take."""

    id: WorkflowId
    version: str
    owner: str
    title: Wording
    why: Wording
    languages: tuple[str, ...]
    start: Start
    steps: tuple[Step, ...]
    privacy: Privacy = Privacy.PUBLIC
    chosen_by: str | None = None
    """Who said that it is to be so; its owner answers for it where nobody is named."""

    @property
    def by_id(self) -> Mapping[StepId, Step]:
        return {step.id: step for step in self.steps}

    def after(self, step: Step) -> StepId | None:
        """Where its first result leads: `then`, else the step below it."""
        if step.then is not None:
            return step.then
        below = self.steps.index(step) + 1
        return self.steps[below].id if below < len(self.steps) else None

    @property
    def fields(self) -> Mapping[str, Field]:
        """All that its forms ask."""
        forms = [step for step in self.steps if isinstance(step, Form)]
        return {field.id: field for form in forms for field in form.fields}
