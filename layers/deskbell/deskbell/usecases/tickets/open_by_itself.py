"""A message in an auto-ticket channel is a request without anybody's emoji (A5-01, A5-02).

Called where a message is not one of a ticket's. Its id derives from the message, as with the emoji,
so that both at once make one ticket.
"""

from datetime import datetime, timedelta
from typing import TypeGuard

from deskbell.domain.decision import Cause, asked_link
from deskbell.domain.effects import Place
from deskbell.domain.ids import Ref, Thread, ticket_ref
from deskbell.domain.inputs import MessageDeleted, MessageEdited, MessagePosted
from deskbell.domain.pleasantries import is_pleasantry
from deskbell.domain.settings.desk import Desk
from deskbell.domain.tickets import commands as c
from deskbell.domain.tickets.comments import instant_of
from deskbell.domain.tickets.grouping import goes_with
from deskbell.domain.tickets.ticket import Ticket
from deskbell.usecases.change import Handled, ignored
from deskbell.usecases.tickets.acting import acting
from deskbell.usecases.tickets.change_ticket import change_ticket
from deskbell.usecases.tickets.consult_rules import consult_rules
from deskbell.usecases.tickets.desk import TicketPorts, going_on, inbox_for
from deskbell.usecases.tickets.heard import heard
from deskbell.usecases.tickets.visit_of import visit_of

EDITED_WITHIN = timedelta(days=1)
"""What is older was said in another time: perhaps before each message became a ticket."""


def is_request(
    message: MessagePosted | MessageEdited | MessageDeleted, desk: Desk, now: datetime
) -> TypeGuard[MessagePosted | MessageEdited]:
    """Whether a message at the top level is to become a ticket by itself. A greeting that is edited
    into a question is one from then on."""
    if isinstance(message, MessageDeleted) or message.author is None:
        return False
    if isinstance(message, MessageEdited) and instant_of(message.ts) < now - EDITED_WITHIN:
        return False
    inbox = desk.inbox_of(message.channel)
    if inbox is None or message.channel not in inbox.auto:
        return False
    return bool(message.files) or not is_pleasantry(message.text)


def open_by_itself(
    ports: TicketPorts, message: MessagePosted | MessageEdited, cause: Cause
) -> Handled:
    """Of a message that has just been posted all is known; one that is edited may have a thread by
    now, which is read as well."""
    desk = ports.settings.current()
    inbox, author = desk.inbox_of(message.channel), message.author
    if inbox is None or author is None:
        return ignored("not_a_ticket")
    if isinstance(message, MessagePosted):
        earlier = ports.aggregates.find(asked_link(cause.install, message.channel, author))
        ticket = going_on(ports.aggregates, earlier.ref) if earlier else None
        if ticket and goes_with(ticket, message, cause.at):
            return _group(ports, ticket.ref, message, cause)
    ref = ticket_ref(cause.install, message.channel, message.ts)
    consulted = consult_rules(ports, inbox, message.channel, author, message.text, cause.at)
    root = message if isinstance(message, MessagePosted) else _as_posted(message)
    who = acting(ports, cause.install, author, message.channel, shared=root.shared)
    visit = visit_of(ports, cause.install, root)

    def command_for(state: Ticket | None) -> c.TicketCommand:
        if state is not None:
            is_edit = isinstance(message, MessageEdited)
            ts = message.edited_ts or message.ts
            return c.RecordText(message.text, ts, author, edited=is_edit)
        return c.OpenFromMessage(
            ref=ref,
            install=cause.install,
            number=ports.aggregates.reserve_number(cause.install),
            inbox=inbox,
            message=Thread(message.channel, message.ts),
            by=who,
            emoji=None,
            author=author,
            thread=(root,),
            is_whole=root is message,
            consulted=consulted,
            visit=visit,
            shared=root.shared,
        )

    return change_ticket(ports.aggregates, ref, cause, command_for, is_new=True)


def _group(ports: TicketPorts, ref: Ref, message: MessagePosted, cause: Cause) -> Handled:
    said = Thread(message.channel, message.ts)

    def command_for(state: Ticket | None) -> c.TicketCommand:
        around = heard(ports, state, ref, said, Place.THREAD, message.author)
        inbox = inbox_for(ports.settings.current(), state)
        return c.Group(c.RecordMessage(message, around, inbox))

    return change_ticket(ports.aggregates, ref, cause, command_for)


def _as_posted(edit: MessageEdited) -> MessagePosted:
    """The message as it is now."""
    return MessagePosted(
        channel=edit.channel,
        ts=edit.ts,
        thread_ts=None,
        author=edit.author,
        text=edit.text,
        files=edit.files,
        edited_ts=edit.edited_ts,
    )
