"""What the catalogue tells of a workflow before anybody asks for it: its name, why it is there, how
it begins.

Part of the desk, so that whoever offers or begins one need not open its definition; pushing the
settings makes it, beside the definition itself.
"""

from dataclasses import dataclass

from deskbell.domain.catalogue.definition import Definition, Start, WorkflowId
from deskbell.domain.catalogue.step_parts import StepId, WhoKind
from deskbell.domain.catalogue.steps import Form
from deskbell.domain.catalogue.wording import Wording
from deskbell.domain.id_types import ChannelId


@dataclass(frozen=True, slots=True)
class Offered:
    """`form` is the first step where that asks whoever begins it; None begins without a form.
    `start.channels` are ids in a desk."""

    id: WorkflowId
    version: str
    title: Wording
    why: Wording
    start: Start
    form: StepId | None = None

    @property
    def is_for_people(self) -> bool:
        """Whether people choose it by its name; others begin by an emoji or another workflow."""
        return bool(self.start.home or self.start.command or self.start.shortcut)

    def is_offered_in(self, channel: ChannelId | None) -> bool:
        """Where there is no channel, what the Home tab has."""
        if channel is None:
            return self.start.home
        return not self.start.channels or channel in self.start.channels


def offered(definition: Definition) -> Offered:
    first = definition.steps[0]
    asks = isinstance(first, Form) and first.who.kind is WhoKind.REQUESTER
    return Offered(
        definition.id,
        definition.version,
        definition.title,
        definition.why,
        definition.start,
        first.id if asks else None,
    )
