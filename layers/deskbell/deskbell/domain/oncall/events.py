"""What can have happened to a schedule's rota; see tickets/events.py."""

from dataclasses import dataclass
from datetime import datetime

from deskbell.domain.ids import PersonId
from deskbell.domain.oncall.schedule import ScheduleId


@dataclass(frozen=True, slots=True)
class CoverAsked:
    """`substitute` is asked to be on call instead of `absent` (or `absent` to let them); `swap`:
    for another shift in return."""

    schedule: ScheduleId
    ask: str
    absent: PersonId
    substitute: PersonId
    start: datetime
    end: datetime
    swap: bool


@dataclass(frozen=True, slots=True)
class CoverAccepted:
    """From now on `substitute` is on call then."""

    schedule: ScheduleId
    ask: str
    absent: PersonId
    substitute: PersonId
    start: datetime
    end: datetime
    swap: bool


@dataclass(frozen=True, slots=True)
class CoverDeclined:
    schedule: ScheduleId
    ask: str
    person: PersonId


@dataclass(frozen=True, slots=True)
class CoverExpired:
    """Whoever was asked has not answered in time: all stays as it was."""

    schedule: ScheduleId
    ask: str
    person: PersonId


@dataclass(frozen=True, slots=True)
class CoverWithdrawn:
    """`accepted`: it had been; each has their own shifts again."""

    schedule: ScheduleId
    ask: str
    accepted: bool


@dataclass(frozen=True, slots=True)
class CoverRefused:
    """Somebody wanted `action`, which `why` was against."""

    person: PersonId
    action: str
    why: str


@dataclass(frozen=True, slots=True)
class OnCallHandedOver:
    """`person` has it now (None: nobody), as had `before`."""

    schedule: ScheduleId
    person: PersonId | None
    before: PersonId | None


@dataclass(frozen=True, slots=True)
class OnCallGroupSet:
    """The user group is to have one member: whoever is on call."""

    schedule: ScheduleId
    group: str
    person: PersonId


@dataclass(frozen=True, slots=True)
class ShiftReminded:
    """Somebody's shift begins tomorrow."""

    schedule: ScheduleId
    person: PersonId
    start: datetime


@dataclass(frozen=True, slots=True)
class OnCallWeekTold:
    """The schedule's channel knows who is on call in the next seven days."""

    schedule: ScheduleId
    shifts: int


@dataclass(frozen=True, slots=True)
class OnCallGapWarned:
    """In the next seven days nobody is on call at some time, or somebody would be who has left."""

    schedule: ScheduleId
    gaps: int
    gone: tuple[PersonId, ...]


@dataclass(frozen=True, slots=True)
class OnCallPeopleChanged:
    """Those of the schedule's people who have left the workspace."""

    schedule: ScheduleId
    gone: tuple[PersonId, ...]


@dataclass(frozen=True, slots=True)
class RotaWatched:
    """When the schedule is looked at next."""

    schedule: ScheduleId
    due: datetime


@dataclass(frozen=True, slots=True)
class DrillHeld:
    """Whoever is on call is paged to see that it works."""

    schedule: ScheduleId
    key: str


@dataclass(frozen=True, slots=True)
class DrillReported:
    """The channel knows who answered, after so many `seconds`; None: nobody did."""

    schedule: ScheduleId
    key: str
    person: PersonId | None
    seconds: int | None
