"""What one decision asks of another, as inputs (`inputs.py` has them all); see `FollowUp`.

A commit changes at most four aggregates, and each only once; the rest is decided on when it comes
in again like anything else.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from deskbell.domain.approvals.outcome import Outcome
from deskbell.domain.catalogue.definition import WorkflowId
from deskbell.domain.flag_log.call import Call
from deskbell.domain.id_types import InboxId, PersonId
from deskbell.domain.ids import Ref, Thread
from deskbell.domain.loans.standing import Stands
from deskbell.domain.oncall.inputs import DrillWanted
from deskbell.domain.paging.inputs import OfOutages
from deskbell.domain.requests.succeeds import Succeeds
from deskbell.domain.tickets.classification import Priority, Privacy


@dataclass(frozen=True, slots=True)
class PartSolved:
    """The problem is solved, and this part of it with it, or that is `undone`; `tells`: its
    requester hears it here, and not because of another part."""

    part: Ref
    parent: int
    by: PersonId
    tells: bool
    undone: bool = False
    since: datetime | None = None


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
class AssigneeBack:
    """A ticket that was over is whose it was again; they may have left since."""

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


@dataclass(frozen=True, slots=True)
class LaptopCameFree:
    """In `stock` there is a laptop for `loan`, which waits for one."""

    loan: Ref
    stock: Ref


@dataclass(frozen=True, slots=True)
class LaptopWanted:
    """A guided request asks for a laptop of that `office`, for the days between two dates of its
    form, as far as it asks for them (such as 2026-11-23)."""

    loan: Ref
    request: Ref
    requester: PersonId
    office: str
    manager: PersonId | None
    start: str | None
    end: str | None
    why: str


@dataclass(frozen=True, slots=True)
class LaptopUnneeded:
    """The guided request that asked for this loan is over, or asks anew."""

    loan: Ref


@dataclass(frozen=True, slots=True)
class LoanStood:
    """The `loan` that the guided `request` asked for stands otherwise now."""

    request: Ref
    loan: Ref
    stands: Stands


@dataclass(frozen=True, slots=True)
class ThemeStood:
    """The `theme` that the `item` of feedback is about stands otherwise now, or was merged."""

    item: Ref
    theme: Ref


@dataclass(frozen=True, slots=True)
class FlagNoted:
    """Somebody called a supervisor in a ticket of this inbox."""

    inbox: InboxId
    call: Call


@dataclass(frozen=True, slots=True)
class LeftBehind:
    """Somebody who has a part in this aggregate has left the workspace."""

    ref: Ref
    person: PersonId


@dataclass(frozen=True, slots=True)
class TicketWanted:
    """A guided request opens a ticket, which has its `number` already; `text` as Slack marks it
    up."""

    ticket: Ref
    request: Ref
    number: int
    inbox: InboxId
    requester: PersonId
    opener: PersonId
    text: str
    category: str | None
    priority: Priority
    privacy: Privacy
    succeeds: Succeeds | None = None


@dataclass(frozen=True, slots=True)
class TicketSucceeded:
    """The request that `ticket` has become has opened one of its own: what is said there is said
    here."""

    ticket: Ref
    request: Ref
    by: Ref
    number: int


@dataclass(frozen=True, slots=True)
class RequestUnwanted:
    """The guided `request` is not needed any more: `by` has made another one of its ticket, or
    has undone that."""

    request: Ref
    by: PersonId


@dataclass(frozen=True, slots=True)
class AssigneeWanted:
    """The ticket of a guided request is to be somebody's."""

    ticket: Ref
    request: Ref
    to: PersonId


@dataclass(frozen=True, slots=True)
class RequestedTicketEnded:
    """The `ticket` that the guided `request` has opened is over."""

    request: Ref
    ticket: Ref


@dataclass(frozen=True, slots=True)
class WorkflowCalled:
    """A guided request begins another workflow for its requester, with some `answers`."""

    request: Ref
    caller: Ref
    workflow: WorkflowId
    requester: PersonId
    answers: Mapping[str, str]
    thread: Thread | None
    message: Thread | None
    text: str


OfRequests = (
    TicketWanted
    | AssigneeWanted
    | RequestedTicketEnded
    | WorkflowCalled
    | TicketSucceeded
    | RequestUnwanted
    | LoanStood
)
OfLoans = LaptopCameFree | LaptopWanted | LaptopUnneeded
OfTickets = PartSolved | PartTold | BulkContinued | SupervisorSpoke
CausedInput = (
    OfTickets
    | AssigneeBack
    | OfRequests
    | OfOutages
    | DrillWanted
    | ApprovalWentOn
    | ApprovalSettled
    | ApprovalUnneeded
    | OfLoans
    | ThemeStood
    | FlagNoted
)
