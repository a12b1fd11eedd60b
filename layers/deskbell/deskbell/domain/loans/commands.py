"""What can be asked of a loan; `decide` answers each with a Decision.

`channel` is where somebody pressed, None where nobody can be told there.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from deskbell.domain.approvals.commands import Ask
from deskbell.domain.approvals.outcome import Outcome
from deskbell.domain.deliveries.retry import RetryDelivery
from deskbell.domain.ids import ChannelId, InstallId, PersonId, Ref
from deskbell.domain.loans.outlook import Elsewhere
from deskbell.domain.loans.policy import Delivery, LoanPolicy
from deskbell.domain.loans.stock import AssetState, Stock
from deskbell.domain.tickets.permissions import Member


@dataclass(frozen=True, slots=True)
class RequestLoan:
    """`by` asks for a laptop, for themselves or, who works there, for `requester`; `others` are the
    other offices, in case that this one has none in time."""

    ref: Ref
    install: InstallId
    number: int
    by: Member
    requester: PersonId
    manager: PersonId | None
    needed_by: datetime
    days: int
    why: str
    others: tuple[Elsewhere, ...] = ()
    ask: Ask | None = None
    """For the approval, where the policy wants one."""
    request: Ref | None = None
    """The guided request that it is for."""


@dataclass(frozen=True, slots=True)
class HearOfApproval:
    """What came of the approval; `by` decided, unless time did, and `why` are their words."""

    outcome: Outcome
    by: PersonId | None
    why: str = ""
    others: tuple[Elsewhere, ...] = ()


@dataclass(frozen=True, slots=True)
class TakeTurn:
    """A laptop is free for this one on the waiting list."""


@dataclass(frozen=True, slots=True)
class AcceptOffer:
    """They still want the laptop that came too late."""

    by: Member
    channel: ChannelId | None


@dataclass(frozen=True, slots=True)
class GoElsewhere:
    """They take one of another office, whose stock and policy these are."""

    by: Member
    channel: ChannelId | None
    stock: Stock
    policy: LoanPolicy


@dataclass(frozen=True, slots=True)
class Attest:
    """The answers to the visitors' questions, by id."""

    by: Member
    channel: ChannelId | None
    answers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class BookVisit:
    """They come at `start`; with `answers` where the questions were asked along with it."""

    by: Member
    channel: ChannelId | None
    start: datetime
    answers: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class ChooseDelivery:
    """They do not come: it is to be shipped, or brought to their desk."""

    by: Member
    channel: ChannelId | None
    delivery: Delivery


@dataclass(frozen=True, slots=True)
class HandOut:
    """It leaves the office, with the serial number that was scanned."""

    by: Member
    channel: ChannelId | None
    serial: str


@dataclass(frozen=True, slots=True)
class ConfirmReceipt:
    """The parcel is there."""

    by: Member
    channel: ChannelId | None


@dataclass(frozen=True, slots=True)
class Extend:
    """They need it `days` longer."""

    by: Member
    channel: ChannelId | None
    days: int


@dataclass(frozen=True, slots=True)
class ReportReturned:
    """They, or who works there, say that it is back."""

    by: Member
    channel: ChannelId | None


@dataclass(frozen=True, slots=True)
class Inspect:
    """A technician has looked at what came back: it is `finding` from now on. What is lost needs
    no serial number."""

    by: Member
    channel: ChannelId | None
    finding: AssetState
    serial: str = ""


@dataclass(frozen=True, slots=True)
class UndoLast:
    """The last thing done was a mistake."""

    by: Member
    channel: ChannelId | None


@dataclass(frozen=True, slots=True)
class CancelLoan:
    """They do not need it any more."""

    by: Member
    channel: ChannelId | None


@dataclass(frozen=True, slots=True)
class RecordUnneeded:
    """The guided request that asked for it does without."""


@dataclass(frozen=True, slots=True)
class RecordLeaver:
    """Its requester has left the company."""


@dataclass(frozen=True, slots=True)
class RecordUnreached:
    """The relay gave up what was to be said to `person`; `code` is Slack's."""

    person: PersonId
    code: str


@dataclass(frozen=True, slots=True)
class ExpireTimer:
    """One of its timers is due."""

    name: str


@dataclass(frozen=True, slots=True)
class RestartWorkflow:
    """No execution waits where one has to."""


LoanChange = (
    HearOfApproval
    | TakeTurn
    | AcceptOffer
    | GoElsewhere
    | Attest
    | BookVisit
    | ChooseDelivery
    | HandOut
    | ConfirmReceipt
    | Extend
    | ReportReturned
    | Inspect
    | UndoLast
    | CancelLoan
    | RecordUnneeded
    | RecordLeaver
    | RecordUnreached
    | RetryDelivery
    | ExpireTimer
    | RestartWorkflow
)
LoanCommand = RequestLoan | LoanChange
