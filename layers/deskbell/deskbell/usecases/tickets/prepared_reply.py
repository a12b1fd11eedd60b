"""A prepared reply as it is said to one requester: in their language, about their ticket."""

from datetime import datetime

from deskbell.domain.directs import direct_to
from deskbell.domain.settings.desk import Desk
from deskbell.domain.settings.replies import ME, Does
from deskbell.domain.texts import language_of
from deskbell.domain.tickets import commands as c
from deskbell.domain.tickets.canned import filled_in
from deskbell.domain.tickets.copies import IN_DIALOG
from deskbell.domain.tickets.permissions import Member
from deskbell.domain.tickets.ticket import Ticket
from deskbell.usecases.tickets.acting import acting
from deskbell.usecases.tickets.desk import TicketPorts, inbox_for
from deskbell.usecases.tickets.say_in_dialog import unused


def prepared_reply(
    ports: TicketPorts,
    name: str,
    who: Member,
    at: c.Pressed,
    ticket: Ticket | None,
    now: datetime,
) -> c.ReplyWith:
    """Slack is not asked for their language: where it is not known, the desk's."""
    desk = ports.settings.current()
    reply = desk.replies[name]
    message, around = unused(ports, who, ticket, now, IN_DIALOG)
    person = ticket.requester if ticket else None
    requester = ports.people.known(desk.workspace.install, person) if person else None
    language = language_of(requester.locale if requester else None, desk.language)
    text = reply.text(language, desk.language)
    if ticket:
        text = filled_in(text, ticket, who.person, inbox_for(desk, ticket).name)
    doing = _doing(ports, desk, who, ticket, reply.does) if reply.does else None
    return c.ReplyWith(who, at, reply, message, text, around, doing)


def _doing(
    ports: TicketPorts, desk: Desk, who: Member, ticket: Ticket | None, does: Does
) -> c.Doing:
    """An inbox that the desk has no more is where it is: then it does not move."""
    to = who if does.assignee == ME else None
    if does.assignee and to is None:
        person = does.assignee
        to = acting(ports, desk.workspace.install, person, direct_to(person))
    into = desk.inboxes.get(does.inbox) if does.inbox else None
    comments = tuple(ports.aggregates.comments(ticket.ref)) if ticket and into else ()
    return c.Doing(inbox_for(desk, ticket), desk.undo_window, to, into, comments)
