"""Once an hour each schedule is looked at, whatever became of its timer; a scheduled rule asks.

It is how a new schedule begins, and how other settings, or a lost timer, are noticed.
"""

from datetime import datetime

from deskbell.domain.ids import rota_ref
from deskbell.domain.oncall.transition import TIMER
from deskbell.usecases.looks import look_at
from deskbell.usecases.ports import InputQueue, Settings


def look_at_schedules(settings: Settings, queue: InputQueue, now: datetime) -> int:
    """How many there are; `now` is the scheduled event's time. Raises QueueUnavailableError."""
    desk = settings.current()
    install = desk.workspace.install
    for schedule in desk.schedules:
        ref = rota_ref(install, schedule)
        queue.put(look_at(ref, TIMER, install, now))
    return len(desk.schedules)
