"""A direct message to the app: a private ticket, or one more message of the last one (C-20)."""

from datetime import timedelta

from deskbell.domain.decision import Cause, direct_link
from deskbell.domain.effects import Place
from deskbell.domain.ids import Ref, Thread, Ts, ticket_ref
from deskbell.domain.inputs import MessagePosted
from deskbell.domain.pleasantries import is_pleasantry
from deskbell.domain.tickets import commands as c
from deskbell.domain.tickets.instants import instant_of
from deskbell.domain.tickets.ticket import Status, Ticket
from deskbell.usecases.change import Handled, ignored
from deskbell.usecases.tickets.acting import acting
from deskbell.usecases.tickets.change_ticket import change_ticket
from deskbell.usecases.tickets.consult_rules import consult_rules
from deskbell.usecases.tickets.desk import TicketPorts, going_on, inbox_for
from deskbell.usecases.tickets.heard import heard

TOGETHER = timedelta(hours=1)
"""People write one request in several messages; what comes later is another request."""
OVER = frozenset({Status.CLOSED, Status.MERGED, Status.CANCELLED})


def record_direct(ports: TicketPorts, message: MessagePosted, cause: Cause) -> Handled:
    """`message` is at the top level of somebody's direct messages, and of no ticket yet."""
    if message.author is None:
        return ignored("not_a_ticket")
    last = ports.aggregates.find(direct_link(cause.install, message.channel))
    ticket = going_on(ports.aggregates, last.ref) if last else None
    if ticket and _belongs_to(ports, ticket, message):
        return _go_on(ports, ticket.ref, message, cause)
    if is_pleasantry(message.text) and not message.files:
        return ignored("not_a_ticket")
    desk = ports.settings.current()
    inbox, author = desk.inbox_of_directs, message.author
    ref = ticket_ref(cause.install, message.channel, message.ts)
    who = acting(ports, cause.install, author, message.channel)
    consulted = consult_rules(ports, inbox, message.channel, author, message.text, cause.at)

    def command_for(state: Ticket | None) -> c.TicketCommand:
        return c.OpenFromDirect(
            ref=ref,
            install=cause.install,
            number=state.number if state else ports.aggregates.reserve_number(cause.install),
            inbox=inbox,
            message=message,
            by=who,
            consulted=consulted,
        )

    return change_ticket(ports.aggregates, ref, cause, command_for, is_new=True)


def _belongs_to(ports: TicketPorts, ticket: Ticket, message: MessagePosted) -> bool:
    """What was said of it last is not long ago, whichever of the two messages came first."""
    if ticket.status in OVER or ticket.message is None:
        return False
    said = instant_of(message.ts)
    if abs(said - instant_of(ticket.message.ts)) <= TOGETHER:
        return True
    since = Ts(f"{(said - TOGETHER).timestamp():.6f}")
    return bool(ports.aggregates.comments(ticket.ref, since))


def _go_on(ports: TicketPorts, ref: Ref, message: MessagePosted, cause: Cause) -> Handled:
    said = Thread(message.channel, message.ts)

    def command_for(state: Ticket | None) -> c.TicketCommand:
        around = heard(ports, state, ref, said, Place.DIRECT, message.author)
        inbox = inbox_for(ports.settings.current(), state)
        return c.GoOnDirectly(c.RecordMessage(message, around, inbox))

    return change_ticket(ports.aggregates, ref, cause, command_for)
