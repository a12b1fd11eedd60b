"""A ticket stands still, goes on, comes back, or stands where it stood before; `decide.py` asks."""

from datetime import datetime
from typing import assert_never

from deskbell.domain.decision import Decision
from deskbell.domain.tickets import commands as c
from deskbell.domain.tickets import pausing, reopening, undoing
from deskbell.domain.tickets.ticket import Ticket


def decide_standing(ticket: Ticket, command: c.StandingCommand, now: datetime) -> Decision:
    match command:
        case c.Pause():
            return pausing.pause(ticket, command, now)
        case c.Resume():
            return pausing.resume(ticket, command, now)
        case c.Reopen():
            return reopening.reopen(ticket, command, now)
        case c.ReopenAnyway():
            return reopening.reopen_anyway(ticket, command, now)
        case c.Undo():
            return undoing.undo(ticket, command, now)
        case c.TakeBack():
            return undoing.take_back(ticket, command, now)
    assert_never(command)
