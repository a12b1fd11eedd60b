"""What can have happened to an approval; see tickets/events.py."""

from dataclasses import dataclass
from datetime import datetime

from deskbell.domain.approvals.outcome import Outcome, Verdict
from deskbell.domain.ids import PersonId, Ref


@dataclass(frozen=True, slots=True)
class ApprovalAsked:
    """Somebody needs a yes for `subject`: `needed` of the `approvers`, or all of them in turn."""

    subject: Ref
    asker: PersonId
    approvers: tuple[PersonId, ...]
    needed: int
    in_turn: bool
    due: datetime


@dataclass(frozen=True, slots=True)
class ApprovalVoted:
    """An approver has decided; `outcome` is what that makes of the whole, if anything yet."""

    person: PersonId
    verdict: Verdict
    outcome: Outcome | None


@dataclass(frozen=True, slots=True)
class ApprovalDelegated:
    """An approver has passed their voice on."""

    person: PersonId
    to: PersonId


@dataclass(frozen=True, slots=True)
class ApproversReminded:
    """These have been waited for a while."""

    told: tuple[PersonId, ...]


@dataclass(frozen=True, slots=True)
class ApprovalExpired:
    """Time was up before enough had decided."""


@dataclass(frozen=True, slots=True)
class ApprovalWithdrawn:
    """It is not needed any more."""


@dataclass(frozen=True, slots=True)
class VoteRefused:
    """Somebody wanted to decide, or to pass it on, and may not, or not any more."""

    person: PersonId
    why: str


@dataclass(frozen=True, slots=True)
class ApproverLeft:
    """An approver who is waited for has left the workspace; whoever asked is told."""

    person: PersonId


@dataclass(frozen=True, slots=True)
class ApproverNotReached:
    """Slack will never take the card for this approver; whoever asked is told."""

    person: PersonId
    code: str
