"""Somebody says anew, or takes back, what they said last in a dialog (A5-07).

What was said in Slack is edited and deleted there.
"""

from deskbell.domain.tickets import commands as c
from deskbell.domain.tickets.copies import IN_DIALOG, place_in_thread
from deskbell.domain.tickets.permissions import Member
from deskbell.domain.tickets.ticket import Ticket
from deskbell.usecases.tickets.desk import TicketPorts
from deskbell.usecases.tickets.heard import heard


def correct_in_dialog(
    ports: TicketPorts, text: str, who: Member, at: c.Pressed, ticket: Ticket | None
) -> c.Correct:
    """The last of theirs that is still there, however long ago they said it."""
    comments = ports.aggregates.comments(ticket.ref) if ticket else ()
    mine = [
        one
        for one in comments
        if one.channel == IN_DIALOG and one.author == who.person and one.deleted_ts is None
    ]
    if ticket is None or not mine:
        return c.Correct(who, at, text, c.Heard())
    last = max(mine, key=place_in_thread)
    around = heard(ports, ticket, ticket.ref, last.message, None, who.person)
    return c.Correct(who, at, text, around)
