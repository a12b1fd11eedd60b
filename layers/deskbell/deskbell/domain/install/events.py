"""What can have happened to our install in Slack; see tickets/events.py."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class EventsDropped:
    """Slack dropped events of the minute that begins then; the back-fill looks for them."""

    minute: datetime
