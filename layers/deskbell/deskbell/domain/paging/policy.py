"""How an outage is escalated, as the settings say; each incident keeps the policy that it began
with, whatever becomes of the settings meanwhile."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NewType

from deskbell.domain.ids import ChannelId, PersonId
from deskbell.domain.settings.hours import QuietHours

PolicyId = NewType("PolicyId", str)
ServiceId = NewType("ServiceId", str)
"""A system that outages are reported of."""

Callee = PersonId | ChannelId
"""Who is called."""

MINUTE = timedelta(minutes=1)


class Method(StrEnum):
    """A way to reach somebody."""

    SLACK = "slack"
    """A direct message."""
    SMS = "sms"
    VOICE = "voice"
    MAIL = "mail"
    CHANNEL = "channel"
    """A post in a channel, which is what a channel is reached by."""


class Urgency(StrEnum):
    HIGH = "high"
    LOW = "low"
    """It waits for the end of the quiet hours."""


class TargetKind(StrEnum):
    PERSON = "person"
    SCHEDULE = "schedule"
    """Whoever is on call then."""
    GROUP = "group"
    """A user group of Slack."""
    CHANNEL = "channel"


@dataclass(frozen=True, slots=True, order=True)
class Target:
    """Whom a level calls; `id` is a Slack id, a schedule's its name."""

    kind: TargetKind
    id: str


@dataclass(frozen=True, slots=True)
class Level:
    """`delay`: how long they have before the next level is called. `everyone`: each of them has to
    acknowledge, so that the first one to do so does not stop the others' pages."""

    targets: tuple[Target, ...]
    delay: timedelta
    everyone: bool = False


@dataclass(frozen=True, slots=True)
class EscalationPolicy:
    """`channel` has the live card, `fallback` hears that nobody has answered.

    `loops`: how often the levels are gone through. `patience`: how long one way of reaching
    somebody may go without a receipt before the next is tried. `silence`: so long may an
    acknowledged incident go without a word. `reopen_within`: a report so soon after the end means
    that it is not over. `hold_down`: no more than one page in that time of what comes and goes.
    `quiet`, on the clocks of `zone`: what is not urgent waits. `own_channel`: what is urgent gets a
    channel of its own.
    """

    id: PolicyId
    name: str
    channel: ChannelId
    fallback: ChannelId
    levels: tuple[Level, ...]
    loops: int = 3
    patience: timedelta = 2 * MINUTE
    silence: timedelta = 30 * MINUTE
    reopen_within: timedelta = 15 * MINUTE
    hold_down: timedelta = 5 * MINUTE
    quiet: QuietHours | None = None
    zone: str = "UTC"
    own_channel: bool = False

    @property
    def targets(self) -> frozenset[Target]:
        """Whoever may have to be called."""
        return frozenset(target for level in self.levels for target in level.targets)


@dataclass(frozen=True, slots=True)
class Maintenance:
    """Nobody is called for `service` then; None: for any. Half-open, UTC."""

    service: ServiceId | None
    start: datetime
    end: datetime


def maintained_until(
    windows: Iterable[Maintenance], service: ServiceId, now: datetime
) -> datetime | None:
    """When the maintenance of `service` is over; windows that touch or overlap are one."""
    until: datetime | None = None
    for window in sorted(windows, key=lambda one: one.start):
        if window.service in (None, service) and window.start <= (until or now) < window.end:
            until = window.end
    return until
