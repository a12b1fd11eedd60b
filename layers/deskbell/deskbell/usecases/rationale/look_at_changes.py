"""Once an hour each change that was published lately is looked at, so that it is told; the rule
that looks at schedules asks."""

from datetime import datetime

from deskbell.domain.ids import change_ref
from deskbell.domain.rationale.published import TOLD_WITHIN
from deskbell.usecases.looks import look_at
from deskbell.usecases.ports import InputQueue, Settings

TIMER = "change"


def look_at_changes(settings: Settings, queue: InputQueue, now: datetime) -> int:
    """How many there are; `now` is the scheduled event's time. Raises QueueUnavailableError."""
    desk = settings.current()
    install = desk.workspace.install
    if desk.changes_channel is None:
        return 0
    refs = [
        change_ref(install, one.kind, one.name, one.version)
        for one in desk.changelog.since(now - TOLD_WITHIN)
    ]
    queue.put_all([look_at(ref, TIMER, install, now) for ref in refs])
    return len(refs)
