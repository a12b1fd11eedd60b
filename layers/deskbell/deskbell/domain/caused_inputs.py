"""What one decision asks of another, as inputs (`inputs.py` has them all); see `FollowUp`.

A commit changes at most three aggregates, and each only once; the rest is decided on when it comes
in again like anything else.
"""

from dataclasses import dataclass

from deskbell.domain.approvals.outcome import Outcome
from deskbell.domain.id_types import PersonId
from deskbell.domain.ids import Ref


@dataclass(frozen=True, slots=True)
class PartSolved:
    """The problem is solved, and this part of it with it; `tells`: its requester hears it here,
    and not because of another part."""

    part: Ref
    parent: int
    by: PersonId
    tells: bool


@dataclass(frozen=True, slots=True)
class PartTold:
    """This part's requester is to be told something about the problem."""

    part: Ref
    parent: int
    by: PersonId
    text: str


@dataclass(frozen=True, slots=True)
class BulkContinued:
    """The next parts of this problem have their turn, after `done` of them."""

    parent: Ref
    done: int


@dataclass(frozen=True, slots=True)
class SupervisorSpoke:
    """Somebody who was called wrote in the ticket's thread: they have seen to it."""

    ticket: Ref
    person: PersonId


@dataclass(frozen=True, slots=True)
class ApprovalWentOn:
    """The approval that `subject` asked for is a step further: its `version`, how many have
    approved, and whose turn it is now."""

    subject: Ref
    approval: Ref
    version: int
    approved: int
    waits_for: tuple[PersonId, ...]


@dataclass(frozen=True, slots=True)
class ApprovalSettled:
    """What came of the approval that `subject` asked for; `by` decided, unless time or the subject
    itself did, and `why` are their words."""

    subject: Ref
    approval: Ref
    outcome: Outcome
    by: PersonId | None
    why: str


@dataclass(frozen=True, slots=True)
class ApprovalUnneeded:
    """Whatever asked for this approval is over, or does without."""

    approval: Ref


OfTickets = PartSolved | PartTold | BulkContinued | SupervisorSpoke
CausedInput = OfTickets | ApprovalWentOn | ApprovalSettled | ApprovalUnneeded
