"""Something said to a ticket's requester where it is talked about; called by the decisions that
answer in the desk's name."""

from deskbell.domain.effects import Effect, SendDirect, SendNotice
from deskbell.domain.texts import Text
from deskbell.domain.tickets.places import is_private
from deskbell.domain.tickets.ticket import Ticket


def tell_requester(ticket: Ticket, text: Text) -> list[Effect]:
    """In the thread of their message, where everybody sees that it is answered; by direct message
    where that is nobody else's business, and of a form, whose thread is only about to be."""
    if ticket.thread and not is_private(ticket.privacy):
        return [SendNotice(ticket.thread.channel, text, thread_ts=ticket.thread.ts)]
    return [SendDirect(ticket.requester, text)] if ticket.requester else []
