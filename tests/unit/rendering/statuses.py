"""A ticket in each status, with the people and times that such a ticket has."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from deskbell.domain.tickets.ticket import Status, Ticket
from tests.builders import BEN, NOW

LATER = NOW + timedelta(hours=1)
_STATES: dict[Status, dict[str, Any]] = {
    Status.NEW: {},
    Status.ASSIGNED: {"assignee": BEN, "assigned_at": LATER},
    Status.SOLVED: {"solver": BEN, "solved_at": LATER},
    Status.CLOSED: {"solver": BEN, "solved_at": LATER, "closed_at": LATER},
    Status.MERGED: {},
    Status.CANCELLED: {"closed_at": LATER},
}


def in_status(ticket: Ticket, status: Status) -> Ticket:
    return replace(ticket, status=status, **_STATES[status])
