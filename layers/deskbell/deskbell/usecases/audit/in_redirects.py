"""I34: what has become another request is known at both ends (A1-29); `invariants.py` lists it."""

from collections.abc import Iterator

from deskbell.domain.requests.guided_request import GuidedRequest
from deskbell.domain.tickets.ticket import Ticket
from deskbell.usecases.audit.books import Books, Violation


def i34_what_has_become_a_request_is_known_there(books: Books) -> Iterator[Violation]:
    """The ticket is over, and the request says from which one it came."""
    for ref, ticket in books.states.items():
        if not isinstance(ticket, Ticket) or not ticket.has_become_a_request:
            continue
        request = books.states.get(ticket.follow_up.ref) if ticket.follow_up else None
        came_from = request.succeeds if isinstance(request, GuidedRequest) else None
        if ticket.is_open or came_from is None or came_from.ticket != ref:
            yield Violation("I34", str(ref), "has become a request that does not know of it")
