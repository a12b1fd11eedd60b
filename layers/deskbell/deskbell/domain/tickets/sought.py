"""What a ticket knows of the approval that it asked for; part of a `Ticket` (C-23).

The approval itself is an aggregate of its own (domain/approvals); this is as much as its card says.
"""

from dataclasses import dataclass

from deskbell.domain.approvals.outcome import Outcome
from deskbell.domain.ids import PersonId, Ref


@dataclass(frozen=True, slots=True)
class Sought:
    """The last one. `heard` is the version of the approval that told of its progress last."""

    approval: Ref
    needed: int
    waits_for: tuple[PersonId, ...]
    approved: int = 0
    heard: int = 1
    outcome: Outcome | None = None
    by: PersonId | None = None

    @property
    def is_pending(self) -> bool:
        return self.outcome is None
