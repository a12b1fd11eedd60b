"""Once an hour each stand-up whose day may have come somewhere is looked at; a scheduled rule asks.

It is how one is opened, and how a lost timer is noticed. Where people are, this does not know:
`watch_stand_up` does, and finds that it is not time yet, or not any more.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from deskbell.domain.ids import Ref, standup_ref
from deskbell.domain.settings.desk import Desk
from deskbell.domain.standups.dates import stand_ups
from deskbell.domain.standups.decide import TIMER
from deskbell.usecases.looks import look_at
from deskbell.usecases.ports import InputQueue, Settings

EARLIEST, LATEST = timedelta(days=2), timedelta(days=2)
"""No clock is further from UTC than 14 hours, and none stays open for more than 24."""


def look_at_stand_ups(settings: Settings, queue: InputQueue, now: datetime) -> int:
    """How many there are; `now` is the scheduled event's time. Raises QueueUnavailableError."""
    desk = settings.current()
    found = list(_near(desk, now))
    for ref in found:
        queue.put(look_at(ref, TIMER, desk.workspace.install, now))
    return len(found)


def _near(desk: Desk, now: datetime) -> Iterator[Ref]:
    first, last = (now - LATEST).date(), (now + EARLIEST).date()
    for plan in desk.standups.values():
        for meeting in stand_ups(plan, first, last):
            yield standup_ref(desk.workspace.install, plan.id, meeting.day.isoformat())
