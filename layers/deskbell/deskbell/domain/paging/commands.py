"""What can be asked of an incident; `decide` answers each with a Decision.

`channel` is where somebody pressed, None where nobody can be told there.
"""

from dataclasses import dataclass
from datetime import datetime

from deskbell.domain.ids import ChannelId, InstallId, PersonId, Ref
from deskbell.domain.paging.dedup import DedupKey
from deskbell.domain.paging.incident import Incident, IncidentRole
from deskbell.domain.paging.page import Receipt, Rung
from deskbell.domain.paging.policy import Callee, EscalationPolicy, Method, ServiceId, Urgency
from deskbell.domain.tickets.permissions import Member


@dataclass(frozen=True, slots=True)
class Report:
    """An outage, as somebody reports it, or an alert source (`by` is None), where `began` is by the
    source's own clock."""

    key: DedupKey
    by: Member | None
    service: ServiceId
    system: str
    impact: str
    urgency: Urgency
    policy: EscalationPolicy
    affected: str = ""
    source: str = ""
    drill: bool = False
    ticket: Ref | None = None
    began: datetime | None = None


@dataclass(frozen=True, slots=True)
class RaiseIncident:
    """`ref`, `number` and `ordinal` are for a new incident, the one after the newest of that key,
    if there is none to join."""

    ref: Ref
    install: InstallId
    number: int
    ordinal: int
    report: Report


@dataclass(frozen=True, slots=True)
class Step:
    """Time is up where the escalation stands: `at` is where it stood when that was said. Timers,
    the sweep, the auditor and the state machine all ask for this."""

    at: Rung


@dataclass(frozen=True, slots=True)
class TryNext:
    """Time is up for receipts: who has not been reached is called by their next way."""


@dataclass(frozen=True, slots=True)
class RecordReceipt:
    """What became of a page, which was sent at `sent_at`; `code` is why it failed."""

    rung: Rung
    to: Callee
    method: Method
    receipt: Receipt
    sent_at: datetime
    code: str = ""


@dataclass(frozen=True, slots=True)
class Acknowledge:
    """`generation` is that of the page they answer; None: of however it stands."""

    by: Member
    channel: ChannelId | None
    generation: int | None = None


@dataclass(frozen=True, slots=True)
class AskWhich:
    """They have answered one page of several, and it is not known which."""

    by: Member
    channel: ChannelId | None


@dataclass(frozen=True, slots=True)
class Unacknowledge:
    by: Member
    channel: ChannelId | None


@dataclass(frozen=True, slots=True)
class EscalateNow:
    """`at` is the rung that they saw."""

    by: Member
    channel: ChannelId | None
    at: Rung


@dataclass(frozen=True, slots=True)
class ReassignToPerson:
    """`to` is called first, and the policy's levels after them."""

    by: Member
    channel: ChannelId | None
    to: PersonId


@dataclass(frozen=True, slots=True)
class ReassignToPolicy:
    by: Member
    channel: ChannelId | None
    policy: EscalationPolicy


@dataclass(frozen=True, slots=True)
class Snooze:
    by: Member
    channel: ChannelId | None
    until: datetime


@dataclass(frozen=True, slots=True)
class SetUrgency:
    """`why` has to be said where it becomes less urgent."""

    by: Member
    channel: ChannelId | None
    urgency: Urgency
    why: str = ""


@dataclass(frozen=True, slots=True)
class Resolve:
    by: Member
    channel: ChannelId | None


@dataclass(frozen=True, slots=True)
class EndAlert:
    """The source of the alert of that key says that it is over. When that `began` and `ended` is by
    its own clock, as far as it says so."""

    key: DedupKey
    source: str
    began: datetime | None = None
    ended: datetime | None = None


@dataclass(frozen=True, slots=True)
class PostUpdate:
    """A word to everybody who follows it."""

    by: Member
    channel: ChannelId | None
    text: str


@dataclass(frozen=True, slots=True)
class AssignRole:
    by: Member
    channel: ChannelId | None
    role: IncidentRole
    person: PersonId


@dataclass(frozen=True, slots=True)
class WriteReview:
    """Its story is wanted, now that it is over."""

    by: Member
    channel: ChannelId | None


@dataclass(frozen=True, slots=True)
class WantChannel:
    """It is to have a channel of its own."""

    by: Member
    channel: ChannelId | None


@dataclass(frozen=True, slots=True)
class RecordChannel:
    """Slack has made its own channel, `made`."""

    made: ChannelId


@dataclass(frozen=True, slots=True)
class SpreadNews:
    """The next followers hear the news `number`, after `told` of them."""

    number: int
    told: int


@dataclass(frozen=True, slots=True)
class MergeInto:
    """It is the same outage as `other`."""

    by: Member
    channel: ChannelId | None
    other: Incident


@dataclass(frozen=True, slots=True)
class RestartWorkflow:
    """No execution waits where one has to."""


IncidentChange = (
    Step
    | TryNext
    | RecordReceipt
    | Acknowledge
    | AskWhich
    | Unacknowledge
    | EscalateNow
    | ReassignToPerson
    | ReassignToPolicy
    | Snooze
    | SetUrgency
    | Resolve
    | EndAlert
    | PostUpdate
    | AssignRole
    | WriteReview
    | WantChannel
    | RecordChannel
    | SpreadNews
    | MergeInto
    | RestartWorkflow
)
IncidentCommand = RaiseIncident | IncidentChange
