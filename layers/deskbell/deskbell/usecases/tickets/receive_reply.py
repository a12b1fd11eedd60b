"""A program answers, or writes a note, in somebody's name (A5-07); adapters/api lets it in.

As with a dialog, who they are is looked up again, and `decide` asks whether they may.
"""

from deskbell.domain.decision import Cause
from deskbell.domain.directs import direct_to
from deskbell.domain.inputs import MessagePosted, ReplyReceived
from deskbell.domain.tickets import commands as c
from deskbell.domain.tickets.copies import IN_API
from deskbell.domain.tickets.ticket import Ticket
from deskbell.usecases.change import Handled, ignored
from deskbell.usecases.tickets.acting import acting
from deskbell.usecases.tickets.change_ticket import change_the_one_that_goes_on
from deskbell.usecases.tickets.claims import is_ours
from deskbell.usecases.tickets.desk import TicketPorts, inbox_for
from deskbell.usecases.tickets.say_in_dialog import unused


def receive_reply(ports: TicketPorts, reply: ReplyReceived, cause: Cause) -> Handled:
    """Twice is once: `cause` has the sender's own key. A ticket of another workspace, or none at
    all, is treated alike: it does not exist."""
    if not is_ours(ports.aggregates, reply.ref, cause):
        return ignored("no_such_ticket")

    return change_the_one_that_goes_on(
        ports.aggregates,
        reply.ref,
        cause,
        lambda ticket: _command(ports, reply, ticket, cause),
    )


def _command(
    ports: TicketPorts, reply: ReplyReceived, ticket: Ticket | None, cause: Cause
) -> c.TicketCommand:
    """Nobody else is there, so wherever the ticket is shown, they act as in direct messages."""
    alone = direct_to(reply.person)
    who = acting(ports, cause.install, reply.person, alone)
    at = c.Pressed(alone, None, ticket.card_revision if ticket else 0)
    message, around = unused(ports, who, ticket, cause.at, IN_API)
    if not reply.public:
        return c.Say(who, at, message, reply.text, public=False, heard=around)
    said = MessagePosted(IN_API, message.ts, None, reply.person, reply.text)
    inbox = inbox_for(ports.settings.current(), ticket)
    return c.ReceiveReply(who, at, c.RecordMessage(said, around, inbox))
