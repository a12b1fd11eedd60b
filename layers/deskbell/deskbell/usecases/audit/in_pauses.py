"""I22: nobody is reminded of what they have answered; `invariants.py` lists them."""

from collections.abc import Iterator

from deskbell.domain.tickets.events import (
    CommentAdded,
    RequesterNudged,
    TicketPaused,
    TicketUnmerged,
)
from deskbell.domain.tickets.ticket import Ticket
from deskbell.usecases.audit.books import Books, Violation

BEGINS_AGAIN = {event.__name__ for event in (TicketPaused, TicketUnmerged)}
"""From then on an answer is owed, whatever was said before."""


def i22_nobody_is_reminded_after_their_answer(books: Books) -> Iterator[Violation]:
    """The requester's answer and the end of the waiting are one commit (A4-13)."""
    for ticket in books.states.values():
        if not isinstance(ticket, Ticket):
            continue
        has_answered = False
        for row in books.audit.get(ticket.ref, ()):
            if row.event in BEGINS_AGAIN:
                has_answered = False
            elif row.event == CommentAdded.__name__ and not row.detail["internal"]:
                has_answered |= row.detail["author"] == ticket.requester
            elif row.event == RequesterNudged.__name__ and has_answered:
                yield Violation("I22", str(ticket.ref), f"version {row.version} is a late reminder")


def i22_what_is_paused_says_for_whom(books: Books) -> Iterator[Violation]:
    """A ticket waits or is snoozed exactly as long as it has a pause, and is somebody's then."""
    for ticket in books.states.values():
        if not isinstance(ticket, Ticket):
            continue
        if ticket.status.is_paused != (ticket.pause is not None):
            yield Violation("I22", str(ticket.ref), f"is {ticket.status}, and its pause disagrees")
        if ticket.status.is_paused and ticket.assignee is None:
            yield Violation("I22", str(ticket.ref), "is paused, and would come back to nobody")
