"""What can be asked about tickets that belong together; `commands.py` has all commands."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from deskbell.domain.decision import Comment
from deskbell.domain.ids import PersonId
from deskbell.domain.settings.desk import Inbox
from deskbell.domain.tickets.permissions import Member
from deskbell.domain.tickets.pressed import Pressed
from deskbell.domain.tickets.ticket import Ticket


@dataclass(frozen=True, slots=True)
class Merge:
    """It is the same request as `other`: the ticket that was named, or the one as which that goes
    on; None if there is none. `inbox` is the other's."""

    by: Member
    at: Pressed
    other: Ticket | None
    inbox: Inbox


@dataclass(frozen=True, slots=True)
class Unmerge:
    """It is not the same request as `other`, into which it was merged. That goes on in `others`,
    its inbox, with its `comments`: more people may know of it again. `said`: to the duplicate."""

    by: Member
    at: Pressed
    other: Ticket | None
    inbox: Inbox
    others: Inbox
    comments: tuple[Comment, ...] = ()
    said: tuple[Comment, ...] = ()


@dataclass(frozen=True, slots=True)
class LinkParent:
    """It is a part of the problem `parent`: the ticket that was named; None if there is none."""

    by: Member
    at: Pressed
    parent: Ticket | None


@dataclass(frozen=True, slots=True)
class UnlinkParent:
    """It is no part of `parent`, to which it is linked."""

    by: Member
    at: Pressed
    parent: Ticket | None


@dataclass(frozen=True, slots=True)
class SolveAll:
    """The problem is solved, and all its parts with it."""

    by: Member
    at: Pressed
    inbox: Inbox
    undo_window: timedelta = timedelta(0)


@dataclass(frozen=True, slots=True)
class NotifyAll:
    """All requesters of a problem's parts are to be told `text`."""

    by: Member
    at: Pressed
    text: str


@dataclass(frozen=True, slots=True)
class ContinueBulk:
    """The next parts have their turn, after `done` of them."""

    done: int


@dataclass(frozen=True, slots=True)
class SolvePart:
    """`by` has solved the problem number `parent`, of which this is a part."""

    by: PersonId
    parent: int
    tells: bool
    inbox: Inbox
    undo_window: timedelta = timedelta(0)


@dataclass(frozen=True, slots=True)
class UnsolvePart:
    """`by` takes it back that the problem number `parent` was solved with all its parts, which
    could be undone until `since`: a part that could be only before that was solved another time."""

    by: PersonId
    parent: int
    tells: bool
    inbox: Inbox
    since: datetime | None = None


@dataclass(frozen=True, slots=True)
class TellPart:
    """`by` says something about the problem number `parent`, of which this is a part."""

    by: PersonId
    parent: int
    text: str


TieCommand = (
    Merge
    | Unmerge
    | LinkParent
    | UnlinkParent
    | SolveAll
    | NotifyAll
    | ContinueBulk
    | SolvePart
    | TellPart
    | UnsolvePart
)
