"""What a ticket waits for while nobody works on it; part of a `Ticket`.

Each kind has a clock of its own: how long a ticket waited for its requester, or for a vendor, is
not its assignee's time (A1-33).
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class PauseOn(StrEnum):
    """Whom or what it waits for."""

    REQUESTER = "requester"
    VENDOR = "vendor"
    TIME = "time"
    REPLY = "reply"
    APPROVAL = "approval"
    """Its own clock reminds those who are asked, and ends it (domain/approvals)."""

    @property
    def is_snooze(self) -> bool:
        """Nobody is expected to do anything: it is out of sight for a while."""
        return self in (PauseOn.TIME, PauseOn.REPLY)


@dataclass(frozen=True, slots=True)
class Pause:
    """Since when, and until when: the end of a snooze, else the next reminder (None: none comes).

    `every` is the time between two reminders, as it was when the pause began; `nudges` counts those
    that the requester has had. `vendor` and `reference` are as the agent wrote them.
    """

    on: PauseOn
    since: datetime
    until: datetime | None = None
    every: timedelta = timedelta(0)
    nudges: int = 0
    vendor: str = ""
    reference: str = ""


class Snooze(StrEnum):
    """What the dialog offers; `until` is a time of its own."""

    HOUR = "hour"
    TOMORROW = "tomorrow"
    MONDAY = "monday"
    REPLY = "reply"
    UNTIL = "until"
