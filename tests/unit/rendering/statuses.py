"""A ticket in each status, with the people and times that such a ticket has."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from deskbell.domain.tickets.pause import Pause, PauseOn
from deskbell.domain.tickets.ticket import Status, Ticket
from tests.builders import BEN, NOW

LATER = NOW + timedelta(hours=1)
_STATES: dict[Status, dict[str, Any]] = {
    Status.NEW: {},
    Status.ASSIGNED: {"assignee": BEN, "assigned_at": LATER},
    Status.WAITING: {
        "assignee": BEN,
        "assigned_at": LATER,
        "pause": Pause(PauseOn.REQUESTER, LATER),
    },
    Status.SNOOZED: {
        "assignee": BEN,
        "assigned_at": LATER,
        "pause": Pause(PauseOn.TIME, LATER, LATER + timedelta(days=1)),
    },
    Status.SOLVED: {"assignee": BEN, "solver": BEN, "solved_at": LATER},
    Status.CLOSED: {"assignee": BEN, "solver": BEN, "solved_at": LATER, "closed_at": LATER},
    Status.MERGED: {},
    Status.CANCELLED: {"closed_at": LATER},
}


def in_status(ticket: Ticket, status: Status) -> Ticket:
    return replace(ticket, status=status, **_STATES[status])
