"""Once an hour the round-up is looked at, whatever became of its timer while nobody was praised by
the settings; the rule that looks at schedules asks."""

from datetime import datetime

from deskbell.domain.ids import praise_round_ref
from deskbell.domain.praise.round_up import TIMER
from deskbell.usecases.looks import look_at
from deskbell.usecases.ports import InputQueue, Settings


def look_at_praise(settings: Settings, queue: InputQueue, now: datetime) -> int:
    """How many there are; `now` is the scheduled event's time. Raises QueueUnavailableError."""
    desk = settings.current()
    install = desk.workspace.install
    if desk.praise is None:
        return 0
    queue.put(look_at(praise_round_ref(install), TIMER, install, now))
    return 1
