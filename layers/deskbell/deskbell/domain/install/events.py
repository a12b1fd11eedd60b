"""What can have happened to our install in Slack; see tickets/events.py."""

from dataclasses import dataclass
from datetime import datetime

from deskbell.domain.ids import InboxId, Thread
from deskbell.domain.leaving_inputs import Ending


@dataclass(frozen=True, slots=True)
class QuestionOffered:
    """Nobody tracked or answered a question: the triagers of `inbox` can, with one click."""

    message: Thread
    inbox: InboxId


@dataclass(frozen=True, slots=True)
class InstallLost:
    """The app was removed, or its token revoked: what is to be said waits for a new install."""

    how: Ending


@dataclass(frozen=True, slots=True)
class EventsDropped:
    """Slack dropped events of the minute that begins then; the back-fill looks for them."""

    minute: datetime
