"""One outage, from the first report to its end, and where the search for somebody who sees to it
stands."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from deskbell.domain.decision import Role, Routing
from deskbell.domain.ids import ChannelId, InstallId, PersonId, Ref
from deskbell.domain.paging.alerted import Alerted
from deskbell.domain.paging.dedup import DedupKey
from deskbell.domain.paging.page import BELOW, Receipt, Rung, below
from deskbell.domain.paging.policy import Callee, EscalationPolicy, Method, ServiceId, Urgency
from deskbell.domain.texts import SystemName, Text

WORKFLOW = "outage_paging"
LISTED = 20
"""Of those who are called; a transaction has room for so many."""


class Status(StrEnum):
    """What is done about it now."""

    HELD = "held"
    """Nobody is called before its time has come."""
    OPEN = "open"
    """Somebody is sought, level by level."""
    ACKNOWLEDGED = "acknowledged"
    SNOOZED = "snoozed"
    EXHAUSTED = "exhausted"
    """All have been called, and nobody has answered."""
    RESOLVED = "resolved"
    MERGED = "merged"


OVER = frozenset({Status.RESOLVED, Status.MERGED})


class Held(StrEnum):
    """Why nobody is called yet."""

    MAINTENANCE = "maintenance"
    QUIET = "quiet"
    FLAPPING = "flapping"


class IncidentRole(StrEnum):
    LEAD = "lead"
    COMMUNICATOR = "communicator"
    SCRIBE = "scribe"


@dataclass(frozen=True, slots=True)
class Call:
    """One person, or channel, who is called at the rung that it stands at, by the `methods` that
    they had then.

    `tried`: how many of those; `receipt` is of the last one. `due`: when the next one is tried if
    nothing is heard. `answered`: they have acknowledged.
    """

    to: Callee
    methods: tuple[Method, ...]
    tried: int = 0
    due: datetime | None = None
    receipt: Receipt | None = None
    answered: bool = False

    @property
    def has_failed(self) -> bool:
        """There is no way left to reach them."""
        return self.receipt is Receipt.FAILED and self.tried == len(self.methods)


@dataclass(frozen=True, slots=True)
class News:
    """What everybody who follows it hears: `told` of them have, in their order. Only the latest
    news goes on."""

    number: int
    text: Text
    by: PersonId | None
    told: int = 0


@dataclass(frozen=True, slots=True)
class Incident:
    """The current state. `ordinal`: the how-manieth outage of its key. `opener` is None where an
    alert source has raised it, which `source` names.

    `rung` is where the escalation stands, `due` when time alone goes on from there, whatever that
    means in its status. `calls` are the rung's; `called` has when each was called last, at
    whichever. `flaps`: how often it has come back. A `drill` is marked as one and never escalates.
    """

    ref: Ref
    install: InstallId
    version: int
    number: int
    key: DedupKey
    ordinal: int
    service: ServiceId
    system: str
    impact: str
    urgency: Urgency
    policy: EscalationPolicy
    opener: PersonId | None
    raised_at: datetime
    since: datetime
    affected: str = ""
    source: str = ""
    drill: bool = False
    status: Status = Status.OPEN
    rung: Rung = field(default=below(0))
    due: datetime | None = None
    held: Held | None = None
    calls: tuple[Call, ...] = ()
    called: Mapping[Callee, datetime] = field(default_factory=dict)
    acknowledged_by: PersonId | None = None
    reports: int = 1
    flaps: int = 0
    followers: tuple[PersonId, ...] = ()
    roles: Mapping[IncidentRole, PersonId] = field(default_factory=dict)
    news: News | None = None
    told_afterwards: frozenset[PersonId] = frozenset()
    """Whose page came after somebody had acknowledged; they know by whom."""
    merged_into: Ref | None = None
    tickets: tuple[Ref, ...] = ()
    """Those that were about it when it was reported."""
    wants_channel: bool = False
    """One of its own, which is `own_channel` as soon as it is made."""
    own_channel: ChannelId | None = None
    channel_for: frozenset[PersonId] = frozenset()
    """Who asked for it, and comes in, too."""
    reviewed: bool = False
    """Since its last end."""
    alerts: Mapping[DedupKey, Alerted] = field(default_factory=dict)
    """Those that report it, by their keys: its own, and those of what was merged into it."""
    generation: int = 0
    """Of its execution; they count from 0, and not with those of the escalation."""

    @property
    def system_name(self) -> SystemName:
        return SystemName(self.service, self.system)

    @property
    def is_open(self) -> bool:
        return self.status not in OVER

    def alerted(self, key: DedupKey) -> Alerted:
        """What the alert of that key has said of it so far. Of an incident from before alerts were
        told apart, all that is known is whose it is."""
        is_own = key == self.key and bool(self.source)
        return self.alerts.get(key) or Alerted(self.source, self.reports if is_own else 0)

    @property
    def paged_at(self) -> datetime | None:
        """When anybody was called last."""
        return max(self.called.values(), default=None)

    @property
    def routing(self) -> Routing:
        return Routing(None, WORKFLOW, self.generation)

    @property
    def awaits(self) -> str | None:
        """What its execution shows: another name after each step; None at its end."""
        return f"{self.status}.{self.rung}" if self.is_open else None

    @property
    def people(self) -> frozenset[tuple[Role, PersonId]]:
        """Whoever may have to do with it now, of a long list the first ones; and its channel, which
        has a list of what is open there."""
        if not self.is_open:
            return frozenset()
        called = (one.to for one in self.calls[:LISTED])
        found = {*called, *self.roles.values(), self.acknowledged_by, self.policy.channel}
        return frozenset((Role.RESPONDER, PersonId(one)) for one in found if one)


def waiting_calls(incident: Incident) -> tuple[Call, ...]:
    """Those that go on: all while somebody is sought; and once somebody has acknowledged, at a
    level where everyone has to, those who have not."""
    if incident.status is Status.OPEN:
        return incident.calls
    level, is_seen_to = incident.rung.level, incident.status is Status.ACKNOWLEDGED
    if is_seen_to and level != BELOW and incident.policy.levels[level].everyone:
        return tuple(call for call in incident.calls if not call.answered)
    return ()
