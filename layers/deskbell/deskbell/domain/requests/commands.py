"""What can be asked of a guided request; `decide` answers each with a Decision.

`channel` is where somebody pressed, None where nobody can be told there.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from deskbell.domain.catalogue.step_parts import StepId
from deskbell.domain.caused_inputs import ApprovalSettled
from deskbell.domain.effects import Effect
from deskbell.domain.ids import ChannelId, InstallId, PersonId, Ref, Thread, Ts
from deskbell.domain.loans.standing import Stands
from deskbell.domain.requests.succeeds import Succeeds
from deskbell.domain.texts import Text
from deskbell.domain.tickets.classification import Privacy
from deskbell.domain.tickets.permissions import Member


@dataclass(frozen=True, slots=True)
class BeginRequest:
    """`by` begins it for `requester`, whose `zone` its days are in.

    `answers` are those that another workflow gave; `submitted` are the first form's, which were
    asked before there was a request. `reason` says how it was begun. `known` are what the ticket
    knows that it `succeeds`; as few may know of it as of that, by its `privacy`.
    """

    ref: Ref
    install: InstallId
    number: int
    by: Member
    requester: PersonId
    zone: str
    reason: Text
    channel: ChannelId | None = None
    thread: Thread | None = None
    message: Thread | None = None
    text: str = ""
    emoji: str | None = None
    emoji_ts: Ts | None = None
    answers: Mapping[str, str] = field(default_factory=dict)
    submitted: Mapping[str, str] | None = None
    succeeds: Succeeds | None = None
    known: Mapping[str, str] = field(default_factory=dict)
    privacy: Privacy = Privacy.PUBLIC
    followers: tuple[PersonId, ...] = ()


@dataclass(frozen=True, slots=True)
class FillForm:
    """The form of that `step` was sent, as it was asked in that generation."""

    by: Member
    channel: ChannelId | None
    step: StepId
    generation: int
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class TickItem:
    by: Member
    channel: ChannelId | None
    generation: int
    item: str


@dataclass(frozen=True, slots=True)
class CancelRequest:
    """By its button."""

    by: Member
    channel: ChannelId | None


@dataclass(frozen=True, slots=True)
class Withdraw:
    """Its ticket has become another request, or that was undone: it is not needed any more."""

    by: PersonId


@dataclass(frozen=True, slots=True)
class TakeOff:
    """The emoji that it began with was taken off at `off_ts`; within `window` whoever put it on
    takes the request back with it, others do not follow it any more."""

    by: Member
    channel: ChannelId
    off_ts: Ts
    window: timedelta


@dataclass(frozen=True, slots=True)
class FollowRequest:
    """One more person put the emoji on the message."""

    by: Member


@dataclass(frozen=True, slots=True)
class HearOfApproval:
    told: ApprovalSettled


@dataclass(frozen=True, slots=True)
class HearOfTicket:
    """The `ticket` that it has opened is over."""

    ticket: Ref


@dataclass(frozen=True, slots=True)
class HearOfLoan:
    """How the `loan` that it has asked for stands now."""

    loan: Ref
    stands: Stands


@dataclass(frozen=True, slots=True)
class HearOfHook:
    """What came of the call that it waits for in that `generation`; `code`: why it failed."""

    generation: int
    taken: bool
    code: str


@dataclass(frozen=True, slots=True)
class CarryOn:
    """Whatever is due by now: its timer says so, or the execution that stands behind it."""


@dataclass(frozen=True, slots=True)
class RestartWorkflow:
    """No execution waits where one has to."""


@dataclass(frozen=True, slots=True)
class RecordUndelivered:
    """The relay gave an effect up."""

    effect: Effect
    code: str


RequestChange = (
    FillForm
    | TickItem
    | CancelRequest
    | Withdraw
    | TakeOff
    | FollowRequest
    | HearOfApproval
    | HearOfTicket
    | HearOfLoan
    | HearOfHook
    | CarryOn
    | RestartWorkflow
    | RecordUndelivered
)
RequestCommand = BeginRequest | RequestChange
