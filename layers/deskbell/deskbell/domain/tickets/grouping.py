"""Several messages of one person in an auto-ticket channel are one request, one ticket (B-5)."""

from dataclasses import replace
from datetime import datetime, timedelta

from deskbell.domain.decision import Decision, Link, message_link
from deskbell.domain.effects import Place, ReleaseParked, SendNotice
from deskbell.domain.ids import Thread
from deskbell.domain.inputs import MessagePosted
from deskbell.domain.texts import MessageLink, Text
from deskbell.domain.tickets import commands as c
from deskbell.domain.tickets.instants import instant_of
from deskbell.domain.tickets.thread import record_message
from deskbell.domain.tickets.ticket import Ticket

TOGETHER = timedelta(hours=1)


def goes_with(ticket: Ticket, message: MessagePosted, now: datetime) -> bool:
    """Whether it is one more message of that open ticket of theirs."""
    root = ticket.message
    return (
        ticket.is_open
        and root is not None
        and root.channel == message.channel
        and ticket.requester == message.author
        and instant_of(root.ts) < instant_of(message.ts)
        and now - ticket.opened_at <= TOGETHER
    )


def group(ticket: Ticket, command: c.Group) -> Decision:
    """It becomes a comment, says where the request goes on, and its own thread is the ticket's as
    well."""
    message = command.said.message
    thread = Thread(message.channel, message.ts)
    decision = record_message(ticket, command.said)
    if not decision.changes or ticket.message is None:
        return decision
    *others, last = decision.changes
    pointer = Text("notice.grouped", {"number": ticket.number, "link": MessageLink(ticket.message)})
    joined = replace(
        last,
        rows=(*last.rows, Link(message_link(ticket.install, thread), ticket.ref, Place.THREAD)),
        effects=(
            *last.effects,
            SendNotice(thread.channel, pointer, thread_ts=thread.ts),
            ReleaseParked(thread),
        ),
    )
    # The link is taken once: it needs its dedupe row, unlike a comment alone.
    return replace(decision, changes=(*others, joined), idempotent=False)
