"""Where a ticket goes, to whom, and who may know of it; `decide.py` asks (A5-11, A1-29, C-20)."""

from datetime import datetime
from typing import assert_never

from deskbell.domain.decision import Decision
from deskbell.domain.tickets import commands as c
from deskbell.domain.tickets import (
    handing_over,
    moving,
    privacy,
    triage,
)
from deskbell.domain.tickets.ticket import Ticket


def decide_triage(ticket: Ticket, command: c.TriageCommand, now: datetime) -> Decision:
    match command:
        case c.Classify():
            return triage.classify(ticket, command)
        case c.Move():
            return moving.move(ticket, command, now)
        case c.MoveBack():
            return moving.move_back(ticket, command, now)
        case c.Dismiss():
            return triage.dismiss(ticket, command, now)
        case c.Assign():
            return handing_over.assign(ticket, command, now)
        case c.AcceptHandOver():
            return handing_over.accept(ticket, command, now)
        case c.DeclineHandOver():
            return handing_over.decline(ticket, command, now)
        case c.Conceal():
            return privacy.conceal(ticket, command)
        case c.Reveal():
            return privacy.reveal(ticket, command)
    assert_never(command)
