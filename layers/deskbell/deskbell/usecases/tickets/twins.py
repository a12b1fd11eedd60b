"""One message that Slack's client sent twice, each time as a message of its own (bad_inputs.md 44).

Both have what it typed once, its `client_msg_id`. `open_by_emoji` asks before it opens a ticket of
the second; in an auto-ticket channel they go together without it (grouping.py).
"""

from dataclasses import replace

from deskbell.domain.decision import Cause, typed_link
from deskbell.domain.effects import Place
from deskbell.domain.ids import EventKey, Ref, Thread
from deskbell.domain.inputs import MessagePosted
from deskbell.domain.tickets import commands as c
from deskbell.domain.tickets.ticket import Ticket
from deskbell.usecases.tickets.change_ticket import change_ticket
from deskbell.usecases.tickets.desk import TicketPorts, going_on, inbox_for
from deskbell.usecases.tickets.heard import heard


def twin_of(ports: TicketPorts, message: MessagePosted, cause: Cause) -> Ticket | None:
    """The open ticket that was made of the same message, sent once before."""
    key = typed_link(cause.install, message)
    link = ports.aggregates.find(key) if key else None
    ticket = going_on(ports.aggregates, link.ref) if link else None
    return ticket if ticket and ticket.is_open else None


def join_twin(ports: TicketPorts, ref: Ref, message: MessagePosted, cause: Cause) -> None:
    """From now on it leads to that ticket. A step of its own, before what the emoji asks for."""
    said = Thread(message.channel, message.ts)

    def command_for(state: Ticket | None) -> c.TicketCommand:
        around = heard(ports, state, ref, said, Place.THREAD, message.author)
        inbox = inbox_for(ports.settings.current(), state)
        return c.Group(c.RecordMessage(message, around, inbox))

    step = replace(cause, key=EventKey(f"{cause.key}:twin"))
    change_ticket(ports.aggregates, ref, step, command_for)
