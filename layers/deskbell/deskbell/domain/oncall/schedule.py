"""Who takes turns at being on call, as the settings say; `on_call.py` tells of it who is, and when.

A schedule is layers, one on top of the other, under overrides. Values alone: the settings hold
them (`Desk.schedules`), so whoever reads settings reads this.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NewType

from deskbell.domain.ids import ChannelId, PersonId
from deskbell.domain.settings.hours import Appointment, Weekday

ScheduleId = NewType("ScheduleId", str)
LayerId = NewType("LayerId", str)
OverrideId = NewType("OverrideId", str)
GroupId = NewType("GroupId", str)
"""A user group of Slack's: `S…`."""
WallTime = NewType("WallTime", str)
"""Such as "2026-01-05 09:00": what the clocks show in the schedule's zone."""


class Rotation(StrEnum):
    """How often it is somebody else's turn."""

    HOURLY = "hourly"
    DAILY = "daily"
    WEEKLY = "weekly"
    MONTHLY = "monthly"


class OnHolidays(StrEnum):
    """What a layer makes of the days on which no office is open."""

    ONLY = "only"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody who takes turns in [since, until); without them, from the start and for good."""

    person: PersonId
    since: datetime | None = None
    until: datetime | None = None

    def belongs(self, at: datetime) -> bool:
        return (self.since is None or self.since <= at) and (self.until is None or at < self.until)


@dataclass(frozen=True, slots=True)
class Window:
    """On each of these days; `opens` and `closes` are HH:MM, and one that closes no later than it
    opens closes on the next day."""

    first: Weekday
    last: Weekday
    opens: str
    closes: str


@dataclass(frozen=True, slots=True)
class Layer:
    """People in the order of their turns; each turn lasts `every` hours, days, weeks or months on
    the clocks of the schedule's zone, from `starts` on. Within `only` (if there is any) and as
    `holidays` says, it has somebody; else it leaves a gap for the layer below it."""

    id: LayerId
    rotation: Rotation
    every: int
    starts: WallTime
    members: tuple[Member, ...]
    only: tuple[Window, ...] = ()
    holidays: OnHolidays | None = None


@dataclass(frozen=True, slots=True)
class Override:
    """`person` is on call in [start, end), whoever's turn it is. `created` settles which of two
    counts."""

    id: OverrideId
    person: PersonId
    start: datetime
    end: datetime
    created: datetime


SUMMARY = Appointment(Weekday.MON, Weekday.MON, "09:00")
"""Where a schedule does not say otherwise."""


@dataclass(frozen=True, slots=True)
class Schedule:
    """`layers` from the lowest to the highest: a later one lies on top. `holidays` are days such as
    "2026-12-25" in `zone`.

    `channel` hears who has it, at `summary` who will have it, and where nobody does. Whoever is on
    call is the one member of `group`. `drill`: when somebody is paged to see that it works. `feed`
    is the number of its calendar's secret addresses, 0: it has none.
    """

    id: ScheduleId
    name: str
    zone: str
    layers: tuple[Layer, ...]
    overrides: tuple[Override, ...] = ()
    holidays: frozenset[str] = frozenset()
    channel: ChannelId | None = None
    group: GroupId | None = None
    summary: Appointment = SUMMARY
    drill: Appointment | None = None
    feed: int = 0

    @property
    def people(self) -> frozenset[PersonId]:
        """Whoever takes turns in it."""
        return frozenset(one.person for layer in self.layers for one in layer.members)
