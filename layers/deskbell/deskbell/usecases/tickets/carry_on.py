"""What one decision asks of another ticket, or of its own once more (domain/caused_inputs.py).

The relay puts these inputs on the inbox; each is decided on with the ticket as it is by then.
"""

from deskbell.domain.caused_inputs import (
    BulkContinued,
    OfTickets,
    PartSolved,
    PartTold,
    SupervisorSpoke,
)
from deskbell.domain.decision import Cause
from deskbell.domain.ids import Ref
from deskbell.domain.tickets import commands as c
from deskbell.domain.tickets.ticket import Ticket
from deskbell.usecases.change import Handled
from deskbell.usecases.tickets.change_ticket import change_ticket
from deskbell.usecases.tickets.desk import TicketPorts, inbox_for


def carry_on(ports: TicketPorts, given: OfTickets, cause: Cause) -> Handled:
    """Nobody's rights are asked for again: whoever caused it had them."""

    def command_for(state: Ticket | None) -> c.TicketCommand:
        match given:
            case PartSolved(parent=parent, by=by, tells=tells, undone=undone, since=since):
                desk = ports.settings.current()
                inbox = inbox_for(desk, state)
                if undone:
                    return c.UnsolvePart(by, parent, tells, inbox, since)
                return c.SolvePart(by, parent, tells, inbox, desk.undo_window)
            case PartTold(parent=parent, by=by, text=text):
                return c.TellPart(by, parent, text)
            case BulkContinued(done=done):
                return c.ContinueBulk(done)
            case SupervisorSpoke(person=person):
                return c.AnswerFlag(person)

    return change_ticket(ports.aggregates, _meant(given), cause, command_for)


def _meant(given: OfTickets) -> Ref:
    match given:
        case PartSolved(part=ref) | PartTold(part=ref):
            return ref
        case BulkContinued(parent=ref) | SupervisorSpoke(ticket=ref):
            return ref
