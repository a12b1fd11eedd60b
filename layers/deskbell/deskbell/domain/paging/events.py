"""What can have happened to an incident; see tickets/events.py."""

from dataclasses import dataclass
from datetime import datetime

from deskbell.domain.ids import ChannelId, PersonId, Ref
from deskbell.domain.paging.incident import Held, IncidentRole
from deskbell.domain.paging.page import Receipt, Rung
from deskbell.domain.paging.policy import Callee, Method, PolicyId, ServiceId, Urgency


@dataclass(frozen=True, slots=True)
class IncidentRaised:
    """Somebody, or the alert source `source`, reports an outage that nobody has reported yet."""

    number: int
    service: ServiceId
    urgency: Urgency
    opener: PersonId | None
    source: str
    policy: PolicyId
    drill: bool


@dataclass(frozen=True, slots=True)
class IncidentReported:
    """The same outage is reported again; `reports` times by now."""

    person: PersonId | None
    reports: int
    urgency: Urgency


@dataclass(frozen=True, slots=True)
class IncidentReopened:
    """It was not over after all; so it has come back `flaps` times."""

    person: PersonId | None
    flaps: int


@dataclass(frozen=True, slots=True)
class IncidentHeld:
    """Nobody is called before `until`."""

    why: Held
    until: datetime


@dataclass(frozen=True, slots=True)
class LevelPaged:
    """These are called, by these ways first; whoever has been called within the last minute, a
    minute later. At the levels that were `skipped` there was nobody to call."""

    rung: Rung
    called: tuple[Callee, ...]
    pages: tuple[tuple[Callee, Method], ...]
    skipped: tuple[Rung, ...]
    due: datetime


@dataclass(frozen=True, slots=True)
class PagesSent:
    """These are called by these ways now."""

    rung: Rung
    pages: tuple[tuple[Callee, Method], ...]


@dataclass(frozen=True, slots=True)
class PageReceipted:
    """What became of a page is known; `code` is why it failed."""

    rung: Rung
    to: Callee
    method: Method
    receipt: Receipt
    code: str


@dataclass(frozen=True, slots=True)
class IncidentExhausted:
    """Nobody has answered, or there was nobody to call: the fallback channel and the alarm."""

    generation: int
    skipped: tuple[Rung, ...]


@dataclass(frozen=True, slots=True)
class IncidentAcknowledged:
    """Somebody sees to it; the escalation ends."""

    person: PersonId
    rung: Rung


@dataclass(frozen=True, slots=True)
class AcknowledgementAdded:
    """One more of those who all have to."""

    person: PersonId


@dataclass(frozen=True, slots=True)
class IncidentUnacknowledged:
    """Nobody sees to it any more: `person` says so, or there was no word for too long (None)."""

    person: PersonId | None
    generation: int


@dataclass(frozen=True, slots=True)
class IncidentEscalated:
    """Somebody did not want to wait for the next level."""

    person: PersonId
    rung: Rung


@dataclass(frozen=True, slots=True)
class IncidentReassigned:
    """Others are called from now on."""

    person: PersonId
    to: PersonId | None
    policy: PolicyId
    generation: int


@dataclass(frozen=True, slots=True)
class IncidentSnoozed:
    person: PersonId
    until: datetime


@dataclass(frozen=True, slots=True)
class IncidentAwoken:
    """The time it was snoozed for is over."""

    generation: int


@dataclass(frozen=True, slots=True)
class IncidentUrgencyChanged:
    person: PersonId
    urgency: Urgency


@dataclass(frozen=True, slots=True)
class IncidentUpdated:
    """Those who follow it are told something."""

    person: PersonId


@dataclass(frozen=True, slots=True)
class IncidentNewsSpread:
    """So many followers have heard the latest."""

    number: int
    told: int


@dataclass(frozen=True, slots=True)
class IncidentRoleAssigned:
    person: PersonId
    role: IncidentRole
    to: PersonId


@dataclass(frozen=True, slots=True)
class IncidentResolved:
    """It is over; `person` is None where its alert source says so."""

    person: PersonId | None


@dataclass(frozen=True, slots=True)
class AlertEnded:
    """The alert source `source` says that what it reported is over, which is not the end of it:
    there are `others` reports of it."""

    source: str
    others: int


@dataclass(frozen=True, slots=True)
class AlertOvertaken:
    """What the alert source `source` told late changes nothing: it has told of something newer."""

    source: str
    firing: bool
    at: datetime


@dataclass(frozen=True, slots=True)
class IncidentReviewed:
    """Its story is told in its thread, for everybody to learn from."""

    person: PersonId


@dataclass(frozen=True, slots=True)
class IncidentChannelWanted:
    """Somebody wants a channel of its own for it."""

    person: PersonId


@dataclass(frozen=True, slots=True)
class IncidentChannelOpened:
    """It has a channel of its own."""

    channel: ChannelId


@dataclass(frozen=True, slots=True)
class MaintenanceSummarised:
    """What came and went while nobody was called."""

    until: datetime


@dataclass(frozen=True, slots=True)
class DrillMissed:
    """Nobody has acknowledged a test page."""

    rung: Rung


@dataclass(frozen=True, slots=True)
class IncidentMerged:
    """It is the same as `into`, which goes on."""

    person: PersonId
    into: Ref


@dataclass(frozen=True, slots=True)
class IncidentAbsorbed:
    """`other` was the same; `rung` is where the one escalation goes on."""

    person: PersonId
    other: Ref
    rung: Rung


@dataclass(frozen=True, slots=True)
class ToldAfterwards:
    """A page was on its way when somebody acknowledged; its reader is told who."""

    to: Callee


@dataclass(frozen=True, slots=True)
class IncidentActionRefused:
    """Somebody wanted something that they may not do, or that cannot be done now."""

    person: PersonId
    action: str
    why: str


@dataclass(frozen=True, slots=True)
class PageBundled:
    """There is much to send to that one; this page goes together with others."""

    incident: Ref
    rung: Rung


@dataclass(frozen=True, slots=True)
class PagesReleased:
    """These go out as one message."""

    pages: tuple[tuple[Ref, Rung], ...]


@dataclass(frozen=True, slots=True)
class HeartbeatWatched:
    """A sign of life of an outside system is waited for every so many `seconds` from now on."""

    system: str
    seconds: int


@dataclass(frozen=True, slots=True)
class HeartbeatUnwatched:
    """Nobody waits for them any more."""

    system: str


@dataclass(frozen=True, slots=True)
class HeartbeatHeard:
    system: str


@dataclass(frozen=True, slots=True)
class HeartbeatMissed:
    """No sign of life of an outside system for too long; an incident says so."""

    system: str
    last: datetime | None


@dataclass(frozen=True, slots=True)
class HeartbeatCameBack:
    """There is a sign of life again."""

    system: str


@dataclass(frozen=True, slots=True)
class HeartbeatPaused:
    """Nobody waits for its signs of life until then."""

    person: PersonId
    until: datetime
