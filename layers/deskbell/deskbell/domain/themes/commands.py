"""What can be wanted of a theme; `decide.py` answers, and `sorting.py` what needs an item, too.

`channel` is where whoever acts is told why not; None where they cannot be.
"""

from dataclasses import dataclass
from datetime import datetime

from deskbell.domain.feedback.item import Status
from deskbell.domain.ids import ChannelId
from deskbell.domain.themes.theme import Theme
from deskbell.domain.tickets.permissions import Member


@dataclass(frozen=True, slots=True)
class PutIn:
    """The item is about this."""

    by: Member
    channel: ChannelId | None
    name: str
    issue: str = ""


@dataclass(frozen=True, slots=True)
class TakeOut:
    """The item is about something else."""

    by: Member
    channel: ChannelId | None


@dataclass(frozen=True, slots=True)
class Take:
    """They answer for it."""

    by: Member
    channel: ChannelId | None


@dataclass(frozen=True, slots=True)
class HandOver:
    """A team has it, where `to` answers for it."""

    by: Member
    channel: ChannelId | None
    team: str
    to: Member
    issue: str = ""


@dataclass(frozen=True, slots=True)
class AddTask:
    """A department contributes; `to` does the `task`."""

    by: Member
    channel: ChannelId | None
    department: str
    to: Member
    task: str
    due: datetime


@dataclass(frozen=True, slots=True)
class AnswerTask:
    """The task with this number, from 0, is done; or declined, and `why`."""

    by: Member
    channel: ChannelId | None
    task: int
    done: bool
    why: str = ""


@dataclass(frozen=True, slots=True)
class Settle:
    """It is shipped, or declined and `why`."""

    by: Member
    channel: ChannelId | None
    status: Status
    why: str = ""


@dataclass(frozen=True, slots=True)
class CloseIssue:
    """The `source` says that the issue it is linked to is closed."""

    source: str
    status: Status
    why: str = ""


@dataclass(frozen=True, slots=True)
class Undo:
    """Nobody has been told yet that it is settled: it is not."""

    by: Member
    channel: ChannelId | None


@dataclass(frozen=True, slots=True)
class Merge:
    """It is the same as `into`; None where there is no theme of that name that goes on."""

    by: Member
    channel: ChannelId | None
    into: Theme | None


@dataclass(frozen=True, slots=True)
class Expire:
    """Whatever is due by now."""


Wish = Take | HandOver | AddTask | AnswerTask | Settle | Undo | Merge
"""Of people."""
ThemeCommand = Wish | CloseIssue | Expire
