"""What can have happened to a ticket's approval; `events.py` has all events."""

from dataclasses import dataclass

from deskbell.domain.approvals.outcome import Outcome
from deskbell.domain.ids import PersonId, Ref


@dataclass(frozen=True, slots=True)
class ApprovalMovedOn:
    """One more approver has decided, or somebody else's turn has come."""

    approval: Ref
    approved: int


@dataclass(frozen=True, slots=True)
class ApprovalAnswered:
    """The approval that it waited for has come to an end."""

    approval: Ref
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class ApprovalRecalled:
    """Somebody says that it is not needed any more."""

    approval: Ref
    person: PersonId
