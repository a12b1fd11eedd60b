"""What its workflow and its timers want of a ticket; `decide.py` asks."""

from datetime import datetime
from typing import assert_never

from deskbell.domain.decision import Decision
from deskbell.domain.tickets import commands as c
from deskbell.domain.tickets import (
    pausing,
    progress,
    triage_clock,
)
from deskbell.domain.tickets.ticket import Ticket


def decide_progress(ticket: Ticket, command: c.ProgressCommand, now: datetime) -> Decision:
    match command:
        case c.ExpireTimer(name=pausing.TIMER):
            return pausing.expire_pause(ticket, now)
        case c.ExpireTimer():
            return progress.expire(ticket, command, now)
        case c.AcknowledgeRequest():
            return progress.acknowledge(ticket)
        case c.RouteRequest():
            return progress.route(ticket, command)
        case c.RemindTriage():
            return triage_clock.remind(ticket, command, now)
        case c.EscalateRequest():
            return triage_clock.escalate(ticket, command)
        case c.CloseRequest():
            return progress.close(ticket, now)
    assert_never(command)
