"""What is decided of a ticket and others that belong to it; `decide.py` asks (C-12)."""

from datetime import datetime
from typing import assert_never

from deskbell.domain.decision import Decision
from deskbell.domain.tickets import (
    bulk,
    incident,
    merging,
)
from deskbell.domain.tickets import commands as c
from deskbell.domain.tickets.ticket import Ticket


def decide_ties(  # noqa: C901 - one line a command
    ticket: Ticket, command: c.TieCommand, now: datetime
) -> Decision:
    match command:
        case c.Merge():
            return merging.merge(ticket, command)
        case c.Unmerge():
            return merging.unmerge(ticket, command, now)
        case c.LinkParent():
            return incident.link(ticket, command)
        case c.UnlinkParent():
            return incident.unlink(ticket, command)
        case c.SolveAll():
            return bulk.solve_all(ticket, command, now)
        case c.NotifyAll():
            return bulk.notify_all(ticket, command, now)
        case c.ContinueBulk():
            return bulk.go_on(ticket, command, now)
        case c.SolvePart():
            return bulk.solve_part(ticket, command, now)
        case c.UnsolvePart():
            return bulk.unsolve_part(ticket, command, now)
        case c.TellPart():
            return bulk.tell_part(ticket, command)
    assert_never(command)
