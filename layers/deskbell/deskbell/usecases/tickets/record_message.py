"""Messages, edits and deletions in a ticket's thread become its comments (A1-09, A5-03)."""

from deskbell.domain.decision import Cause, Link, message_link
from deskbell.domain.effects import Place
from deskbell.domain.ids import Thread
from deskbell.domain.inputs import Envelope, MessageDeleted, MessageEdited, MessagePosted
from deskbell.domain.tickets import commands as c
from deskbell.domain.tickets.ticket import Ticket
from deskbell.usecases.change import Handled, ignored
from deskbell.usecases.tickets.change_ticket import change_ticket
from deskbell.usecases.tickets.desk import TicketPorts, hosts_tickets
from deskbell.usecases.tickets.park_input import park_input

MessageInput = MessagePosted | MessageEdited | MessageDeleted


def record_message(
    ports: TicketPorts, envelope: Envelope, message: MessageInput, cause: Cause
) -> Handled:
    """Root messages change a ticket's text, replies its comments; the rest is not ours."""
    thread = Thread(message.channel, message.thread_ts or message.ts)
    is_root = thread.ts == message.ts
    link = ports.aggregates.find(message_link(cause.install, thread))
    if link is None:
        if is_root or not hosts_tickets(ports.settings.current(), message.channel):
            return ignored("not_a_ticket")
        link = park_input(ports, thread, envelope)
    if link is None:
        return ignored("parked")
    record = _record_root if is_root else _record_reply
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
    internal = link.place is Place.TRIAGE

    def command_for(_: Ticket | None) -> c.TicketCommand:
        known = ports.aggregates.comment(link.ref, message.ts)
        match message:
            case MessagePosted():
                return c.RecordMessage(message, known, internal)
            case MessageEdited():
                return c.RecordEdit(
                    source=message.ts,
                    author=message.author,
                    text=message.text,
                    edited_ts=message.edited_ts,
                    files=message.files,
                    known=known,
                    internal=internal,
                )
            case MessageDeleted():
                return c.RecordDeletion(message.ts, message.event_ts, known, internal)

    return change_ticket(ports.aggregates, link.ref, cause, command_for)
