"""A prepared reply as it is said to one requester: in their language, about their ticket."""

from deskbell.domain.settings.desk import Desk
from deskbell.domain.texts import language_of
from deskbell.domain.tickets import commands as c
from deskbell.domain.tickets.canned import filled_in
from deskbell.domain.tickets.permissions import Member
from deskbell.domain.tickets.ticket import Ticket
from deskbell.usecases.tickets.desk import TicketPorts, inbox_for


def prepared_reply(
    ports: TicketPorts, desk: Desk, who: Member, at: c.Pressed, ticket: Ticket | None, name: str
) -> c.ReplyWith:
    """Slack is not asked for their language: where it is not known, the desk's."""
    reply = desk.replies[name]
    person = ticket.requester if ticket else None
    requester = ports.people.known(desk.workspace.install, person) if person else None
    language = language_of(requester.locale if requester else None, desk.language)
    text = reply.text(language, desk.language)
    if ticket:
        text = filled_in(text, ticket, who.person, inbox_for(desk, ticket).name)
    return c.ReplyWith(who, at, reply, text)
