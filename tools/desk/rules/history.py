"""What a desk's books know of a request when it was opened, as the rules are asked about it."""

from deskbell.domain.people import Person
from deskbell.domain.rules.matching import Facts
from deskbell.domain.settings.desk import Desk, Inbox
from deskbell.domain.tickets.ticket import Ticket
from deskbell.usecases.tickets.consult_rules import facts_of


def came_to(ticket: Ticket, desk: Desk) -> Inbox | None:
    """By these settings; None if nobody asks there any more."""
    if ticket.answers:
        form = desk.forms.get(ticket.answers.form)
        return desk.inboxes.get(form.inbox) if form else None
    return desk.inbox_of(ticket.message.channel) if ticket.message else None


def facts_at_opening(ticket: Ticket, desk: Desk, inbox: Inbox, requester: Person | None) -> Facts:
    channel = ticket.message.channel if ticket.message else ticket.home.channel
    return facts_of(
        desk, inbox, channel, requester, ticket.text or "", ticket.opened_at, ticket.answers
    )
