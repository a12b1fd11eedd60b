"""What can have happened to a loan, and to a stock; see tickets/events.py."""

from dataclasses import dataclass
from datetime import datetime

from deskbell.domain.ids import PersonId, Ref
from deskbell.domain.loans.policy import Delivery, OfficeId
from deskbell.domain.loans.stock import AssetId, AssetState


@dataclass(frozen=True, slots=True)
class LoanRequested:
    """Somebody needs a laptop."""

    number: int
    office: OfficeId
    requester: PersonId
    manager: PersonId | None
    needed_by: datetime
    days: int


@dataclass(frozen=True, slots=True)
class LoanApproved:
    """It may go on; `person` said so."""

    person: PersonId | None


@dataclass(frozen=True, slots=True)
class LoanRefused:
    """It cannot be: `why` is how its approval ended, or what is in the way from the start."""

    person: PersonId | None
    why: str


@dataclass(frozen=True, slots=True)
class LoanReserved:
    """A laptop is kept for it."""

    asset: AssetId


@dataclass(frozen=True, slots=True)
class LoanWaitlisted:
    """There is none; it is the `position`th who waits."""

    position: int


@dataclass(frozen=True, slots=True)
class LoanOffered:
    """A laptop came free later than it was needed, and is kept until they say yes or no."""

    asset: AssetId
    until: datetime


@dataclass(frozen=True, slots=True)
class LoanMovedOffice:
    """It is another office's now, which had one."""

    from_: OfficeId
    to: OfficeId
    asset: AssetId


@dataclass(frozen=True, slots=True)
class VisitAttested:
    """They have answered the visitors' questions of this version of the policy."""

    passed: bool
    policy_version: str
    expires: datetime


@dataclass(frozen=True, slots=True)
class VisitBooked:
    """They come at that time."""

    start: datetime


@dataclass(frozen=True, slots=True)
class DeliveryChosen:
    """They do not come."""

    delivery: Delivery


@dataclass(frozen=True, slots=True)
class VisitRefused:
    """They came, and may not come in (any more); `why` is what their attestation is worth."""

    why: str


@dataclass(frozen=True, slots=True)
class LaptopShipped:
    """It is on its way to them."""

    asset: AssetId
    person: PersonId


@dataclass(frozen=True, slots=True)
class LaptopCheckedOut:
    """They have it until `due`; `person` handed it over or confirmed it, nobody where time did."""

    asset: AssetId
    person: PersonId | None
    due: datetime


@dataclass(frozen=True, slots=True)
class LoanReminded:
    """They were told what is next; `of` is what."""

    of: str


@dataclass(frozen=True, slots=True)
class LoanFellDue:
    """It is overdue from now on."""

    asset: AssetId
    due: datetime


@dataclass(frozen=True, slots=True)
class LoanEscalated:
    """The manager was told that it is long overdue; the channel, where there is none."""

    manager: PersonId | None


@dataclass(frozen=True, slots=True)
class LoanExtended:
    """They have it longer."""

    due: datetime
    days: int


@dataclass(frozen=True, slots=True)
class ReturnReported:
    """Somebody says that it is back."""

    asset: AssetId
    person: PersonId


@dataclass(frozen=True, slots=True)
class LaptopInspected:
    """A technician has looked at what came back; that ends the loan."""

    asset: AssetId
    person: PersonId
    finding: AssetState


@dataclass(frozen=True, slots=True)
class LoanActionUndone:
    """Somebody took the last thing done back."""

    person: PersonId
    action: str


@dataclass(frozen=True, slots=True)
class LoanCancelled:
    """It is not needed any more; `why` is how we know."""

    person: PersonId | None
    why: str


@dataclass(frozen=True, slots=True)
class PickUpMissed:
    """They did not come for it in time; somebody else can have it."""

    asset: AssetId


@dataclass(frozen=True, slots=True)
class HolderLeft:
    """Whoever has it has left the company."""

    person: PersonId
    asset: AssetId


@dataclass(frozen=True, slots=True)
class BorrowerNotReached:
    """Slack will never take what was to be said to `person`; the office is told."""

    person: PersonId
    code: str


@dataclass(frozen=True, slots=True)
class LoanActionRefused:
    """Somebody wanted what they may not do, or what cannot be done now."""

    person: PersonId
    action: str
    why: str


@dataclass(frozen=True, slots=True)
class StockChanged:
    """A loan took a laptop, gave it back or waits for one; so many are available and waiting."""

    loan: Ref
    asset: AssetId | None
    state: AssetState | None
    available: int
    waiting: int


@dataclass(frozen=True, slots=True)
class AssetMarked:
    """Somebody said what became of a laptop that nobody has."""

    asset: AssetId
    person: PersonId
    state: AssetState
