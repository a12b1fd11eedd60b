"""The ticket's one decision function: pure, exhaustive, each answer with its reason.

Called by the use cases for every command, whatever surface it came from.
"""

from datetime import datetime
from typing import assert_never

from deskbell.domain.decision import Decision, nothing
from deskbell.domain.deliveries.retry import RetryDelivery
from deskbell.domain.tickets import commands as c
from deskbell.domain.tickets import delivery, handling, progress, thread
from deskbell.domain.tickets.open_from_form import open_from_form
from deskbell.domain.tickets.open_from_message import open_from_message
from deskbell.domain.tickets.ticket import Ticket


def decide(state: Ticket | None, command: c.TicketCommand, now: datetime) -> Decision:
    """`state` is None where there is no such ticket yet; `now` is aware and in UTC."""
    if isinstance(command, c.OpenFromMessage | c.OpenFromForm):
        return nothing("ticket_exists") if state else _open(command, now)
    if state is None:
        return nothing("no_such_ticket")
    return _change(state, command, now)


def _open(command: c.OpenFromMessage | c.OpenFromForm, now: datetime) -> Decision:
    match command:
        case c.OpenFromMessage():
            return open_from_message(command, now)
        case c.OpenFromForm():
            return open_from_form(command, now)
    assert_never(command)


def _change(  # noqa: C901 - one line a command
    ticket: Ticket, command: c.TicketChange, now: datetime
) -> Decision:
    match command:
        case c.Follow():
            return handling.follow(ticket, command)
        case c.Unfollow():
            return handling.unfollow(ticket, command)
        case c.Cancel():
            return handling.cancel(ticket, command, now)
        case c.Take():
            return handling.take(ticket, command, now)
        case c.Solve():
            return handling.solve(ticket, command, now)
        case c.RecordMessage():
            return thread.record_message(ticket, command)
        case c.RecordEdit():
            return thread.record_edit(ticket, command)
        case c.RecordDeletion():
            return thread.record_deletion(ticket, command)
        case c.RecordText():
            return thread.record_text(ticket, command)
        case c.RecordThread():
            return thread.record_thread(ticket, command)
        case c.RecordUndelivered():
            return delivery.record_undelivered(ticket, command)
        case RetryDelivery():
            return delivery.retry_delivery(ticket, command)
        case c.ExpireTimer():
            return progress.expire(ticket, command, now)
        case c.AcknowledgeRequest():
            return progress.acknowledge(ticket)
        case c.RouteRequest():
            return progress.route(ticket, command)
        case c.RemindTriage():
            return progress.remind(ticket, command, now)
        case c.EscalateRequest():
            return progress.escalate(ticket, command)
        case c.CloseRequest():
            return progress.close(ticket, now)
    assert_never(command)
