"""What is due becomes an input each; the scheduled rule calls this every minute (idea 6)."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from deskbell.domain.ids import EventKey, InstallId
from deskbell.domain.inputs import Envelope, TimerDue
from deskbell.usecases.ports import InputQueue, Timers

BATCH = 500
"""Timers taken in one minute; what is left stays due for the next."""


@dataclass(frozen=True, slots=True)
class Fired:
    """What was put on the inbox, and how late the oldest of it was."""

    inputs: tuple[Envelope, ...]
    late: timedelta


def fire_timers(timers: Timers, queue: InputQueue, now: datetime) -> Fired:
    """`now` is the scheduled event's time.

    A timer stays due until its decision is committed, so a lost message fires it again.
    """
    due = tuple(_input(install, timer, now) for install, timer in timers.due(now, BATCH))
    for envelope in due:
        queue.put(envelope)
    return Fired(due, max((now - one.occurred_at for one in due), default=timedelta(0)))


def _input(install: InstallId, timer: TimerDue, now: datetime) -> Envelope:
    return Envelope(
        key=EventKey(f"timer:{timer.ref}:{timer.name}:{timer.generation}"),
        install=install,
        group=str(timer.ref),
        occurred_at=timer.due,
        received_at=now,
        input=timer,
    )
