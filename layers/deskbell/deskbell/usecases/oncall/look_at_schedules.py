"""Once an hour each schedule is looked at, whatever became of its timer; a scheduled rule asks.

It is how a new schedule begins, and how other settings, or a lost timer, are noticed.
"""

from datetime import datetime

from deskbell.domain.ids import EventKey, rota_ref
from deskbell.domain.inputs import Envelope, TimerDue
from deskbell.domain.oncall.transition import TIMER
from deskbell.usecases.ports import InputQueue, Settings


def look_at_schedules(settings: Settings, queue: InputQueue, now: datetime) -> int:
    """How many there are; `now` is the scheduled event's time. Raises QueueUnavailableError."""
    desk = settings.current()
    install = desk.workspace.install
    for schedule in desk.schedules:
        ref = rota_ref(install, schedule)
        queue.put(
            Envelope(
                key=EventKey(f"look:{ref}:{now:%Y-%m-%dT%H:%M}"),
                install=install,
                group=str(ref),
                occurred_at=now,
                received_at=now,
                input=TimerDue(ref, TIMER, 0, now),
            )
        )
    return len(desk.schedules)
