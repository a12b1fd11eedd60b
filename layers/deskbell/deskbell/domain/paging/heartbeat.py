"""The signs of life of one outside system: one that stays out is an outage, and its return the end
of it. What has to happen to the incident is said as an input, with the key that it is reported by.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import assert_never

from deskbell.domain.caused import caused
from deskbell.domain.decision import (
    CancelTimer,
    Change,
    Decision,
    Event,
    SetTimer,
    nothing,
)
from deskbell.domain.ids import InstallId, PersonId, heartbeat_ref
from deskbell.domain.paging import events as e
from deskbell.domain.paging.dedup import DedupKey, dedup_key
from deskbell.domain.paging.inputs import HeartbeatChanged
from deskbell.domain.paging.words import reason
from deskbell.domain.texts import Instant, Name, Text
from deskbell.domain.unlisted import Unlisted

MISSED = "missed"
"""Its timer."""
_BEFORE_THE_FIRST = 2
"""Intervals in which the first sign of life has to come."""


class Shown(StrEnum):
    """How it is shown."""

    NEW = "new"
    ALIVE = "alive"
    MISSED = "missed"
    PAUSED = "paused"


@dataclass(frozen=True, slots=True)
class Heartbeat(Unlisted):
    """`due`: when a sign of life is missed, or the pause is over. `missed`: there is an incident
    for it. `paused`: until when nobody waits for one."""

    system: str
    interval: timedelta
    due: datetime | None
    last: datetime | None = None
    missed: bool = False
    paused: datetime | None = None

    @property
    def key(self) -> DedupKey:
        """Of the incident that a missed one is."""
        return dedup_key(f"hb:{self.system}")

    @property
    def shown(self) -> Shown:
        if self.paused:
            return Shown.PAUSED
        if self.missed:
            return Shown.MISSED
        return Shown.ALIVE if self.last else Shown.NEW

    @property
    def is_unwatched(self) -> bool:
        """Nobody waits for a sign of life, nor for one that is back."""
        return self.due is None and not self.missed

    @property
    def is_open(self) -> bool:
        return True


@dataclass(frozen=True, slots=True)
class Watch:
    """The settings want a sign of life each `interval`."""

    install: InstallId
    system: str
    interval: timedelta


@dataclass(frozen=True, slots=True)
class Unwatch:
    """The settings do not name it any more."""


@dataclass(frozen=True, slots=True)
class Beat:
    """A sign of life."""


@dataclass(frozen=True, slots=True)
class Miss:
    """Its timer is due: none has come, or the pause is over."""


@dataclass(frozen=True, slots=True)
class Pause:
    """Somebody expects none `until` then; a pause without an end would be forgotten."""

    by: PersonId
    until: datetime


HeartbeatCommand = Watch | Unwatch | Beat | Miss | Pause


def decide_heartbeat(beat: Heartbeat | None, command: HeartbeatCommand, now: datetime) -> Decision:
    """`beat` is None of a system that nobody has waited for yet."""
    if isinstance(command, Watch):
        return _watch(beat, command, now)
    if beat is None:
        return nothing("no_such_heartbeat")
    match command:
        case Unwatch():
            if beat.due is None:
                return nothing("heartbeat_not_watched")
            why = reason("heartbeat_unwatched", system=beat.system)
            after = replace(beat, due=None, paused=None)
            return _step(beat, after, e.HeartbeatUnwatched(beat.system), why, now)
        case Beat():
            return _hear(beat, now)
        case Miss():
            return _miss(beat, now)
        case Pause():
            if command.until <= now:
                return nothing("pause_over_already")
            after = replace(beat, paused=command.until, due=command.until)
            why = reason(
                "heartbeat_paused",
                system=beat.system,
                by=Name(command.by),
                until=Instant(command.until),
            )
            return _step(beat, after, e.HeartbeatPaused(command.by, command.until), why, now)
    assert_never(command)


def _watch(beat: Heartbeat | None, command: Watch, now: datetime) -> Decision:
    if beat and beat.interval == command.interval and not beat.is_unwatched:
        return nothing("heartbeat_watched")
    after = beat or Heartbeat(
        heartbeat_ref(command.install, command.system),
        command.install,
        0,
        command.system,
        command.interval,
        None,
    )
    after = replace(after, interval=command.interval)
    if not after.paused and not after.missed:
        after = replace(after, due=_next(after, now))
    event = _watched(after)
    return _step(beat, after, event, reason("heartbeat_watched", system=command.system), now)


def _hear(beat: Heartbeat, now: datetime) -> Decision:
    after = replace(beat, last=now, missed=False)
    if not beat.paused:
        after = replace(after, due=_next(after, now))
    if beat.missed:
        event = e.HeartbeatCameBack(beat.system)
        return _step(beat, after, event, reason("heartbeat_back", system=beat.system), now)
    return _step(
        beat,
        after,
        e.HeartbeatHeard(beat.system),
        reason("heartbeat_heard", system=beat.system),
        now,
    )


def _miss(beat: Heartbeat, now: datetime) -> Decision:
    if beat.due is None or now < beat.due:
        return nothing("timer_stale")
    if beat.paused:
        after = replace(beat, paused=None)
        after = replace(after, due=None if beat.missed else _next(after, now))
        watched = _watched(beat)
        return _step(beat, after, watched, reason("heartbeat_pause_over", system=beat.system), now)
    after = replace(beat, due=None, missed=True)
    missed = e.HeartbeatMissed(beat.system, beat.last)
    return _step(beat, after, missed, reason("heartbeat_missed", system=beat.system), now)


def _watched(beat: Heartbeat) -> Event:
    return e.HeartbeatWatched(beat.system, round(beat.interval.total_seconds()))


def _next(beat: Heartbeat, now: datetime) -> datetime:
    return now + beat.interval * (1 if beat.last else _BEFORE_THE_FIRST)


def _step(
    before: Heartbeat | None, after: Heartbeat, event: Event, why: Text, now: datetime
) -> Decision:
    """Its incident hears what has changed for it."""
    after = replace(after, version=before.version + 1 if before else 1)
    changed = HeartbeatChanged(after.ref, after.system, after.missed)
    is_news = after.missed != (before.missed if before else False)
    due_before = before.due if before else None
    timer = SetTimer(MISSED, after.version, after.due) if after.due else CancelTimer(MISSED)
    change = Change(
        before=before,
        after=after,
        event=event,
        reason=why,
        effects=(caused(after.ref, after.version, changed, after, now),) if is_news else (),
        timers=(timer,) if after.due != due_before else (),
    )
    return Decision((change,))
