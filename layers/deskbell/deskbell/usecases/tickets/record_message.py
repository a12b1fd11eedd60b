"""Messages, edits and deletions in a ticket's thread become its comments (A1-09, A5-03)."""

from dataclasses import replace

from deskbell.domain.decision import Cause, Link, message_link
from deskbell.domain.directs import is_direct
from deskbell.domain.effects import Place
from deskbell.domain.ids import Ref, Thread
from deskbell.domain.inputs import Envelope, MessageDeleted, MessageEdited, MessagePosted
from deskbell.domain.tickets import commands as c
from deskbell.domain.tickets.copies import is_internal
from deskbell.domain.tickets.replies import needs_number
from deskbell.domain.tickets.ticket import Ticket
from deskbell.usecases.change import Handled, ignored
from deskbell.usecases.tickets.change_ticket import change_ticket
from deskbell.usecases.tickets.desk import (
    TicketPorts,
    heirs_of,
    hosts_tickets,
    inbox_for,
    to_the_one_that_goes_on,
)
from deskbell.usecases.tickets.heard import heard, place_of
from deskbell.usecases.tickets.open_by_itself import is_request, open_by_itself
from deskbell.usecases.tickets.park_input import park_input
from deskbell.usecases.tickets.record_direct import record_direct
from deskbell.usecases.tickets.visit_of import is_of_auto_partner, visit_of

MessageInput = MessagePosted | MessageEdited | MessageDeleted


def record_message(
    ports: TicketPorts, envelope: Envelope, message: MessageInput, cause: Cause
) -> Handled:
    """Root messages change a ticket's text, replies its comments; the rest is not ours."""
    thread = Thread(message.channel, message.thread_ts or message.ts)
    is_root, desk = thread.ts == message.ts, ports.settings.current()
    link = ports.aggregates.find(message_link(cause.install, thread))
    if link is None:
        if is_root and is_direct(message.channel) and isinstance(message, MessagePosted):
            return record_direct(ports, message, cause)
        if is_root and is_request(message, desk, cause.at):
            return open_by_itself(ports, message, cause)
        if is_root and isinstance(message, MessagePosted) and is_of_auto_partner(desk, message):
            return open_by_itself(ports, message, cause)
        is_nobodys = is_root and not is_direct(message.channel)
        if is_nobodys or not hosts_tickets(desk, message.channel):
            return ignored("not_a_ticket")
        link = park_input(ports, thread, envelope)
    if link is None:
        return ignored("parked")
    # A link of somebody's direct messages that is a surface is of what they wrote themselves: one
    # more message of the ticket.
    # One at the top level of a channel is of what goes with an earlier one (grouping.py).
    is_direct_line = is_direct(message.channel) and link.place is Place.DIRECT
    is_reply = not is_root or is_direct_line or link.place is Place.THREAD
    record = _record_reply if is_reply else _record_root
    return record(ports, link, message, cause)


def _record_root(ports: TicketPorts, link: Link, message: MessageInput, cause: Cause) -> Handled:
    match message:
        case _ if link.place is not None:
            return ignored("own_card")
        case MessagePosted():
            text = c.RecordText(
                message.text, message.edited_ts or message.ts, message.author, edited=False
            )
        case MessageEdited():
            text = c.RecordText(message.text, message.edited_ts, message.author, edited=True)
        case MessageDeleted():
            return ignored("root_deleted")
    return change_ticket(ports.aggregates, link.ref, cause, lambda _: text)


def _record_reply(ports: TicketPorts, link: Link, message: MessageInput, cause: Cause) -> Handled:
    said, thread = (
        Thread(message.channel, message.ts),
        Thread(message.channel, message.thread_ts or message.ts),
    )
    return to_the_one_that_goes_on(lambda: _record_at(ports, link, said, thread, message, cause))


def _record_at(
    ports: TicketPorts,
    link: Link,
    said: Thread,
    thread: Thread,
    message: MessageInput,
    cause: Cause,
) -> Handled:
    ref = belongs_to(ports, link.ref, said)

    def command_for(state: Ticket | None) -> c.TicketCommand:
        author = None if isinstance(message, MessageDeleted) else message.author
        around = heard(ports, state, ref, said, place_of(state, link, thread), author)
        if ref != link.ref:
            around = replace(around, aside=is_internal(link.place))
        match message:
            case MessagePosted():
                return _reply(ports, state, message, around, cause)
            case MessageEdited():
                return c.RecordEdit(message, around)
            case MessageDeleted():
                return c.RecordDeletion(message, around)

    return change_ticket(ports.aggregates, ref, cause, command_for)


def _reply(
    ports: TicketPorts,
    state: Ticket | None,
    message: MessagePosted,
    around: c.Heard,
    cause: Cause,
) -> c.RecordMessage:
    """With a number, if it is to be a ticket of its own."""
    inbox = inbox_for(ports.settings.current(), state)
    visit = visit_of(ports, cause.install, message)
    reply = c.RecordMessage(message, around, inbox, visit=visit)
    if state is None or not needs_number(state, reply, cause.at):
        return reply
    return replace(reply, number=ports.aggregates.reserve_number(cause.install))


def belongs_to(ports: TicketPorts, ref: Ref, message: Thread) -> Ref:
    """What is said in a merged ticket's thread is said to the one as which it goes on; an edit goes
    where the message is, also when the tickets were merged or parted since (C-12)."""
    heirs = heirs_of(ports.aggregates, ref)
    if not heirs or not (heirs[0].goes_on_as or heirs[0].ties.former):
        return ref
    for one in (*(heir.ref for heir in heirs), *heirs[0].ties.former):
        if ports.aggregates.comment(one, message):
            return one
    return heirs[-1].ref
