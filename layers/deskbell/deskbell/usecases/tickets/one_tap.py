"""What a button that needs no more than one tap asks of a ticket; the API asks the same by name."""

from collections.abc import Mapping
from datetime import timedelta

from deskbell.domain.inputs import Button
from deskbell.domain.settings.desk import Inbox
from deskbell.domain.tickets import commands as c
from deskbell.domain.tickets.pause import PauseOn
from deskbell.domain.tickets.permissions import Member

MOVES: Mapping[str, Button] = {
    "take": Button.TAKE,
    "solve": Button.SOLVE,
    "wait": Button.WAIT,
    "resume": Button.RESUME,
    "reopen": Button.REOPEN,
}
"""By the names that programs use."""


def one_tap(
    button: Button, who: Member, at: c.Pressed, inbox: Inbox, window: timedelta
) -> c.TicketCommand | None:
    """None of a button that needs more than the ticket itself."""
    match button:
        case Button.TAKE:
            return c.Take(who, at.channel, at.thread_ts, at.revision, undo_window=window)
        case Button.SOLVE:
            return c.Solve(who, inbox, at.channel, at.thread_ts, at.revision, undo_window=window)
        case Button.WAIT:
            return c.Pause(who, at, inbox, PauseOn.REQUESTER, undo_window=window)
        case Button.RESUME:
            return c.Resume(who, at, window)
        case Button.REOPEN:
            return c.Reopen(who, at, inbox, window)
        case _:
            return None
