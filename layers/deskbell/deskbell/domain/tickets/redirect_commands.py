"""What turns a ticket into another request; part of `commands.py`."""

from dataclasses import dataclass
from datetime import timedelta

from deskbell.domain.catalogue.definition import WorkflowId
from deskbell.domain.catalogue.wording import Wording
from deskbell.domain.ids import Ref
from deskbell.domain.settings.desk import Inbox
from deskbell.domain.tickets.permissions import Member
from deskbell.domain.tickets.pressed import Pressed
from deskbell.domain.tickets.ticket import Related


@dataclass(frozen=True, slots=True)
class Redirect:
    """Into the `request` with that number, of a `workflow` called `title`; `word` is for its
    requester. `turns` counts how often it has become another one before; `fits`: whether its
    requester can have one."""

    by: Member
    at: Pressed
    inbox: Inbox
    request: Ref
    number: int
    workflow: WorkflowId
    title: Wording
    turns: int
    fits: bool
    word: str
    undo_window: timedelta


@dataclass(frozen=True, slots=True)
class HearOfSuccessor:
    """The `request` that it has become has opened a ticket of its own."""

    request: Ref
    successor: Related


RedirectCommand = Redirect | HearOfSuccessor
