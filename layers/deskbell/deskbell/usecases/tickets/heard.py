"""What a ticket has of a message already, and around it; asked before each comment's decision."""

from deskbell.domain.decision import Comment, Link
from deskbell.domain.effects import Place
from deskbell.domain.ids import PersonId, Ref, Thread
from deskbell.domain.tickets.answering import rival_of
from deskbell.domain.tickets.commands import Heard
from deskbell.domain.tickets.comments import one_of
from deskbell.domain.tickets.copies import place_in_thread
from deskbell.domain.tickets.instants import instant_of
from deskbell.domain.tickets.ticket import Ticket
from deskbell.usecases.tickets.acting import acting_on
from deskbell.usecases.tickets.desk import TicketPorts


def heard(
    ports: TicketPorts,
    ticket: Ticket | None,
    ref: Ref,
    message: Thread,
    place: Place | None,
    person: PersonId | None,
) -> Heard:
    """Of `message`, which `person` wrote or published at `place`; one query of the table, and one
    more where two people of the desk answer at once."""
    since = ports.aggregates.comments(ref, message.ts)
    mine = instant_of(message.ts), message
    desk = ports.settings.current()
    return Heard(
        known=one_of((one for one in since if one.at == mine[0]), message),
        place=place,
        later=tuple(one for one in since if place_in_thread(one) > mine),
        by=(
            acting_on(ports, desk.workspace.install, person, message.channel, ticket)
            if person
            else None
        ),
        rival=_rival(ports, ticket, message, person),
    )


def place_of(ticket: Ticket | None, link: Link, thread: Thread) -> Place | None:
    """The surface of `ticket` whose thread this is; None if it is another ticket's, which goes on
    as this one."""
    if ticket is None:
        return None
    if link.place is not None and ticket.ref == link.ref:
        return link.place
    for card in ticket.cards:
        if (card.channel, card.thread_ts) == (thread.channel, thread.ts):
            return card.place
    return Place.THREAD if ticket.ref == link.ref else None


def _rival(
    ports: TicketPorts, ticket: Ticket | None, message: Thread, person: PersonId | None
) -> Comment | None:
    rival = rival_of(ticket, person, message.ts) if ticket else None
    return ports.aggregates.comment(ticket.ref, rival) if ticket and rival else None
