"""Once an hour it is looked at what waits to be told together: feedback and praise, whatever became
of its timer while the settings had no place for it; the rule that looks at schedules asks."""

from datetime import datetime

from deskbell.domain.feedback.digest import TIMER as DIGEST
from deskbell.domain.ids import feedback_digest_ref, praise_round_ref
from deskbell.domain.praise.round_up import TIMER as ROUND
from deskbell.usecases.looks import look_at
from deskbell.usecases.ports import InputQueue, Settings


def look_at_digests(settings: Settings, queue: InputQueue, now: datetime) -> int:
    """How many there are; `now` is the scheduled event's time. Raises QueueUnavailableError."""
    desk = settings.current()
    install = desk.workspace.install
    found = {
        feedback_digest_ref(install): (DIGEST, desk.feedback),
        praise_round_ref(install): (ROUND, desk.praise),
    }
    looks = [look_at(ref, name, install, now) for ref, (name, told) in found.items() if told]
    queue.put_all(looks)
    return len(looks)
