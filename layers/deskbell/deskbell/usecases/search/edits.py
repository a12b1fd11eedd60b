"""What was edited in one ticket, for whoever asked in its menu; the relay looks it up (A1-09)."""

from deskbell.domain.ids import Ref
from deskbell.domain.tickets.edits import NO_SUCH_TICKET, Edits, edits_for
from deskbell.domain.tickets.permissions import Member
from deskbell.usecases.ports import Aggregates
from deskbell.usecases.tickets.desk import load_ticket


def edits_of(ref: Ref, who: Member, aggregates: Aggregates) -> Edits:
    """A ticket that they may not know of is treated as none."""
    ticket = load_ticket(aggregates, ref)
    return edits_for(who, ticket, aggregates.comments(ref)) if ticket else NO_SUCH_TICKET
