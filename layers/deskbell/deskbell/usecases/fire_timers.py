"""What is due becomes an input each; the scheduled rule calls this every minute (idea 6)."""

from datetime import datetime

from deskbell.domain.ids import EventKey
from deskbell.domain.inputs import Envelope
from deskbell.usecases.ports import InputQueue, Timers

BATCH = 500
"""Timers taken in one minute; what is left stays due for the next."""


def fire_timers(timers: Timers, queue: InputQueue, now: datetime) -> int:
    """`now` is the scheduled event's time. Returns how many timers were put on the inbox.

    A timer stays due until its decision is committed, so a lost message fires it again.
    """
    due = timers.due(now, BATCH)
    for install, timer in due:
        key = EventKey(f"timer:{timer.ref}:{timer.name}:{timer.generation}")
        queue.put(
            Envelope(
                key=key,
                install=install,
                group=str(timer.ref),
                occurred_at=timer.due,
                received_at=now,
                input=timer,
            )
        )
    return len(due)
