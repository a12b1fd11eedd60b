"""One laptop lent to one person, from the request to the return."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from deskbell.domain.decision import Role, Routing
from deskbell.domain.ids import InstallId, PersonId, Ref
from deskbell.domain.loans.awaiting import WORKFLOW, Awaits
from deskbell.domain.loans.policy import Delivery, OfficeId
from deskbell.domain.loans.stock import AssetId, AssetState


class Status(StrEnum):
    """How far it is."""

    REQUESTED = "requested"
    """Somebody has to approve it."""
    APPROVED = "approved"
    """For the one moment in which it looks for a laptop."""
    WAITLISTED = "waitlisted"
    OFFERED = "offered"
    """A laptop came free too late, and is kept until they say whether they still want it."""
    RESERVED = "reserved"
    """They have to say when they come, or where it should go."""
    READY = "ready"
    SHIPPED = "shipped"
    CHECKED_OUT = "checked_out"
    OVERDUE = "overdue"
    PENDING_RETURN = "pending_return"
    """It is said to be back; a technician has to look at it."""
    RETURNED = "returned"
    LOST = "lost"
    REFUSED = "refused"
    CANCELLED = "cancelled"
    NO_SHOW = "no_show"


ASSET_STATES = {
    Status.OFFERED: AssetState.RESERVED,
    Status.RESERVED: AssetState.RESERVED,
    Status.READY: AssetState.RESERVED,
    Status.SHIPPED: AssetState.CHECKED_OUT,
    Status.CHECKED_OUT: AssetState.CHECKED_OUT,
    Status.OVERDUE: AssetState.OVERDUE,
    Status.PENDING_RETURN: AssetState.PENDING_RETURN,
}
"""What its laptop is while a loan has one; in the other states it has none."""

AWAITS = {
    Status.REQUESTED: Awaits.APPROVAL,
    Status.APPROVED: Awaits.LAPTOP,
    Status.WAITLISTED: Awaits.LAPTOP,
    Status.OFFERED: Awaits.ANSWER,
    Status.RESERVED: Awaits.VISIT_BOOKING,
    Status.READY: Awaits.PICK_UP,
    Status.SHIPPED: Awaits.RECEIPT,
    Status.CHECKED_OUT: Awaits.RETURN,
    Status.OVERDUE: Awaits.LATE_RETURN,
    Status.PENDING_RETURN: Awaits.INSPECTION,
}
"""What comes next; in the other states nothing does."""

BEFOREHAND = frozenset(
    {
        *(Status.REQUESTED, Status.APPROVED, Status.WAITLISTED),
        *(Status.OFFERED, Status.RESERVED, Status.READY),
    }
)
"""Nothing has left the office yet."""
WITH_THEM = frozenset({Status.CHECKED_OUT, Status.OVERDUE})
OUT = WITH_THEM | {Status.SHIPPED}
OVER = frozenset({Status.RETURNED, Status.LOST, Status.REFUSED, Status.CANCELLED, Status.NO_SHOW})


@dataclass(frozen=True, slots=True)
class Attestation:
    """What came of a visitor's answers, which nobody keeps: under which version of the policy,
    and until when it counts."""

    passed: bool
    version: str
    expires: datetime


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What has to be kept of a loan to bring it back to where it stood."""

    status: Status
    due: datetime | None
    extensions: int
    escalated: bool


@dataclass(frozen=True, slots=True)
class Undo:
    """The last thing done, as long as it can be undone; it left the laptop as `left`. Nobody did
    it (`by`) where time did."""

    by: PersonId | None
    action: str
    until: datetime
    before: Snapshot
    left: AssetState


@dataclass(frozen=True, slots=True)
class Loan:
    """The current state. `since` is when its status began, `reminded_at` up to when its reminders
    have been sent.

    `deadline`, `remind_at` and `escalate_at` are its timers, which `timers.py` derives from the
    rest. `asset` stays when the loan is over; `holder_left`: whoever has it has left the company.
    `generation` counts the executions that stand behind it (workflows/watch.py). `request` is the
    guided one that asked for it.
    """

    ref: Ref
    install: InstallId
    version: int
    number: int
    office: OfficeId
    requester: PersonId
    opener: PersonId
    manager: PersonId | None
    needed_by: datetime
    days: int
    why: str
    requested_at: datetime
    since: datetime
    reminded_at: datetime
    status: Status = Status.REQUESTED
    approval: Ref | None = None
    asset: AssetId | None = None
    attestation: Attestation | None = None
    delivery: Delivery = Delivery.PICK_UP
    slot: datetime | None = None
    due: datetime | None = None
    extensions: int = 0
    escalated: bool = False
    holder_left: bool = False
    undo: Undo | None = None
    deadline: datetime | None = None
    remind_at: datetime | None = None
    escalate_at: datetime | None = None
    generation: int = 0
    request: Ref | None = None

    @property
    def has_laptop(self) -> bool:
        return self.status in ASSET_STATES

    @property
    def routing(self) -> Routing:
        return Routing(None, WORKFLOW, self.generation)

    @property
    def awaits(self) -> Awaits | None:
        """What its execution waits for; None once the loan is over."""
        if self.status is Status.READY and self.delivery is not Delivery.PICK_UP:
            return Awaits.DISPATCH
        return AWAITS.get(self.status)

    @property
    def people(self) -> frozenset[tuple[Role, PersonId]]:
        return frozenset({(Role.BORROWER, self.requester)})

    @property
    def is_open(self) -> bool:
        return self.status not in OVER
