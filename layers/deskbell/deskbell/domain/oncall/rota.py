"""What a schedule's people have agreed on in Slack, and what they were told last.

The settings have the schedule itself; every question is asked of the two together (`current`).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NewType

from deskbell.domain.ids import InstallId, PersonId, Ref, rota_ref
from deskbell.domain.oncall.on_call import OnCall, on_call
from deskbell.domain.oncall.schedule import Override, Schedule, ScheduleId
from deskbell.domain.oncall.shifts import Shift
from deskbell.domain.unlisted import Unlisted

AskId = NewType("AskId", str)
"""The version of the rota that it came with."""
LEAST_TIME_TO_ANSWER = timedelta(hours=1)


class AskState(StrEnum):
    """What has come of it."""

    OPEN = "open"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Ask:
    """`substitute` is to be on call in [start, end) wherever `absent` is. `in_return` is a shift of
    the substitute that `absent` takes for it: then they swap. `overrides` once it is accepted; of
    one that is withdrawn later, what was over by then."""

    id: AskId
    asker: PersonId
    absent: PersonId
    substitute: PersonId
    start: datetime
    end: datetime
    asked_at: datetime
    state: AskState = AskState.OPEN
    in_return: Shift | None = None
    overrides: tuple[Override, ...] = ()

    @property
    def asked(self) -> PersonId:
        """Whose answer is waited for: whoever would be on call, or, where they offer it
        themselves, whoever would not."""
        return self.substitute if self.asker != self.substitute else self.absent

    @property
    def over_at(self) -> datetime:
        """The end of all that was agreed; the shift in return may be months later."""
        return max((self.end, *(override.end for override in self.overrides)))

    @property
    def expires(self) -> datetime:
        """When nobody waits for an answer any more: as it begins, if there is time until then."""
        return min(self.end, max(self.start, self.asked_at + LEAST_TIME_TO_ANSWER))


@dataclass(frozen=True, slots=True)
class Watched:
    """What a schedule's people were told last: `holder` has it. `summary`, `check` and `drill` are
    next due then; `reminded` is the day of the shift that each was last reminded of. `group` is
    what the user group was set to. `drilled` is the last drill's key until its `report` is due."""

    holder: PersonId | None
    summary: datetime
    check: datetime
    reminded: Mapping[PersonId, str] = field(default_factory=dict)
    group: str = ""
    drill: datetime | None = None
    drilled: str = ""
    report: datetime | None = None


@dataclass(frozen=True, slots=True)
class Rota(Unlisted):
    """`gone` are those who have left the workspace; `due` is when it is looked at next."""

    schedule: ScheduleId
    asks: tuple[Ask, ...] = ()
    gone: frozenset[PersonId] = frozenset()
    watched: Watched | None = None
    due: datetime | None = None

    def ask(self, of: str) -> Ask | None:
        return next((one for one in self.asks if one.id == of), None)

    @property
    def open_asks(self) -> tuple[Ask, ...]:
        return tuple(one for one in self.asks if one.state is AskState.OPEN)

    def agreed_by(self, override: str) -> Ask | None:
        """Which ask somebody is on call by."""
        found = (one for one in self.asks if override in {each.id for each in one.overrides})
        return next(found, None)


@dataclass(frozen=True, slots=True)
class Current:
    """A schedule with all that people have agreed on; whoever is `gone` is never on call."""

    schedule: Schedule
    gone: frozenset[PersonId] = frozenset()

    def on_call(self, at: datetime) -> OnCall | None:
        return on_call(self.schedule, at, self.gone)


def new_rota(install: InstallId, schedule: ScheduleId) -> Rota:
    """Of which nobody has agreed on anything yet."""
    return Rota(rota_ref(install, schedule), install, 0, schedule)


def schedule_of(ref: Ref) -> ScheduleId:
    """Which schedule a rota is of, by its name alone."""
    return ScheduleId(ref.id.partition(".")[2])


def current(schedule: Schedule, rota: Rota | None) -> Current:
    """`rota` is None where nobody has agreed on anything yet."""
    if rota is None:
        return Current(schedule)
    agreed = (override for ask in rota.asks for override in ask.overrides)
    overrides = (*schedule.overrides, *agreed)
    return Current(replace(schedule, overrides=overrides), rota.gone)
