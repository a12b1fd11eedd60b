"""What triagers ask of a ticket; `commands.py` has all there is to ask."""

from dataclasses import dataclass
from datetime import timedelta

from deskbell.domain.decision import Comment
from deskbell.domain.settings.desk import Inbox
from deskbell.domain.tickets.classification import Priority
from deskbell.domain.tickets.permissions import Member
from deskbell.domain.tickets.pressed import Pressed


@dataclass(frozen=True, slots=True)
class Classify:
    """Set how soon it is needed, what it is about, or both; None leaves it as it is."""

    by: Member
    at: Pressed
    inbox: Inbox
    priority: Priority | None
    category: str | None


@dataclass(frozen=True, slots=True)
class Assign:
    """Give it to `to`, or ask them to take it over; `word` is what they are told with it."""

    by: Member
    at: Pressed
    inbox: Inbox
    to: Member
    word: str


@dataclass(frozen=True, slots=True)
class AcceptHandOver:
    """Whoever was asked takes it over."""

    by: Member
    at: Pressed
    inbox: Inbox
    undo_window: timedelta = timedelta(0)


@dataclass(frozen=True, slots=True)
class DeclineHandOver:
    """Whoever was asked does not."""

    by: Member
    at: Pressed
    inbox: Inbox
    undo_window: timedelta = timedelta(0)


@dataclass(frozen=True, slots=True)
class Move:
    """From `inbox`, where it is, to another one: by the dialog, with a `word` for the requester, or
    by `emoji`. `comments` are all there are. `category` is what it is about from then on, where
    that is said as well."""

    by: Member
    at: Pressed
    inbox: Inbox
    to: Inbox
    comments: tuple[Comment, ...]
    undo_window: timedelta
    word: str = ""
    emoji: str | None = None
    category: str | None = None


@dataclass(frozen=True, slots=True)
class MoveBack:
    """Somebody took the redirect emoji off again, or pressed Undo `at` a card; `to` is where it was
    before."""

    by: Member
    inbox: Inbox
    to: Inbox
    comments: tuple[Comment, ...]
    undo_window: timedelta
    at: Pressed | None = None


@dataclass(frozen=True, slots=True)
class Dismiss:
    """It is no request: it ends, and its requester gets a friendly word."""

    by: Member
    at: Pressed
    word: str
    undo_window: timedelta
