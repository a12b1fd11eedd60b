"""Steps of a rota, with everything that follows from them: version, timer, what is kept.

Whatever is decided about a rota ends here, so that it is looked at again in time (`watch.py`).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from deskbell.domain.decision import Change, Decision, Event, SetTimer
from deskbell.domain.effects import Effect
from deskbell.domain.ids import ChannelId, PersonId
from deskbell.domain.oncall.rota import Ask, AskState, Current, Rota, current
from deskbell.domain.oncall.schedule import Schedule
from deskbell.domain.oncall.shifts import Shift
from deskbell.domain.settings.desk import Desk
from deskbell.domain.texts import Argument, Instant, Text

TIMER = "rota"
AHEAD = timedelta(days=9)
"""So far shifts are looked for: a week's, that begins tomorrow, with its end."""
KEPT_FOR = timedelta(days=31)
"""What is over is shown in calendars for so long."""


@dataclass(frozen=True, slots=True)
class People:
    """What the directory says of those who take turns: in which zone they are, and who has left."""

    zones: dict[PersonId, str]
    gone: frozenset[PersonId] = frozenset()


@dataclass(frozen=True, slots=True)
class Answered:
    """Who acknowledged a drill, so long after it began."""

    person: PersonId
    after: timedelta


@dataclass(frozen=True, slots=True)
class Case:
    """What is decided on; `schedule` is the settings', `now` in UTC. `answered` is what came of the
    last drill."""

    rota: Rota
    schedule: Schedule
    desk: Desk
    people: People
    now: datetime
    answered: Answered | None = None

    @property
    def current(self) -> Current:
        return current(self.schedule, self.rota)

    @property
    def channel(self) -> ChannelId:
        """Where has to be heard what is wrong."""
        return self.schedule.channel or self.desk.fallback_channel

    def zone_of(self, person: PersonId) -> str:
        return self.people.zones.get(person, self.schedule.zone)


@dataclass(frozen=True, slots=True)
class Step:
    """The rota becomes `rota`, whose version is set later."""

    rota: Rota
    event: Event
    reason: Text
    effects: tuple[Effect, ...] = ()


def end_of(case: Case, shift: Shift) -> Argument:
    """As far as anybody looks."""
    return Instant(shift.end) if shift.end < case.now + AHEAD else Text("duty.no_end")


def then(case: Case, step: Step) -> Case:
    """What the next step is decided on."""
    return replace(case, rota=replace(step.rota, version=case.rota.version + 1))


def committed(case: Case, steps: Sequence[Step], due: datetime) -> Decision:
    """All of them at once, each with its own version; the rota is looked at again when `due`."""
    changes, before = list[Change](), case.rota
    for step in steps:
        is_last = step is steps[-1]
        after = replace(step.rota, version=before.version + 1)
        if is_last:
            after = replace(after, due=due, asks=_kept(after, case.now))
        timers = (SetTimer(TIMER, after.version, due),) if is_last else ()
        changes.append(
            Change(
                before if before.version else None,
                after,
                step.event,
                step.reason,
                step.effects,
                timers,
            )
        )
        before = after
    return Decision(tuple(changes))


def _kept(rota: Rota, now: datetime) -> tuple[Ask, ...]:
    return tuple(
        one for one in rota.asks if one.over_at > now - KEPT_FOR or one.state is AskState.OPEN
    )
