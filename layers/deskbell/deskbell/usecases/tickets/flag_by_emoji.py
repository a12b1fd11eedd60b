"""The flag emoji in a ticket's thread calls the supervisor; taken off again, nobody is needed."""

from deskbell.domain.decision import Cause
from deskbell.domain.ids import Ref, Thread
from deskbell.domain.inputs import ReactionChanged
from deskbell.domain.tickets import commands as c
from deskbell.domain.tickets.ticket import Ticket
from deskbell.usecases.change import Handled
from deskbell.usecases.tickets.acting import reacting
from deskbell.usecases.tickets.change_ticket import change_ticket
from deskbell.usecases.tickets.desk import TicketPorts, going_on, inbox_for
from deskbell.usecases.tickets.duty import duty_of


def flag_by_emoji(
    ports: TicketPorts, ref: Ref, thread: Thread, reaction: ReactionChanged, cause: Cause
) -> Handled:
    """`thread` is where they are told that somebody is called; of a merged ticket, the one as which
    it goes on is flagged."""
    desk = ports.settings.current()
    ticket = going_on(ports.aggregates, ref)
    who = reacting(ports, reaction, cause.install)

    def command_for(state: Ticket | None) -> c.TicketCommand:
        if not reaction.added:
            return c.LowerFlag(who.person)
        at = c.Pressed(thread.channel, thread.ts, 0)
        message = Thread(reaction.channel, reaction.ts)
        return c.RaiseFlag(who, at, duty_of(desk, inbox_for(desk, state)), message)

    return change_ticket(ports.aggregates, ticket.ref if ticket else ref, cause, command_for)
