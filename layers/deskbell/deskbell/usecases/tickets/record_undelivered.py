"""The relay gave a row up: the ticket says so and finds another way (A1-03, A1-04)."""

from deskbell.domain.decision import Cause
from deskbell.domain.inputs import PostParked
from deskbell.domain.tickets import commands as c
from deskbell.domain.tickets.ticket import Ticket
from deskbell.usecases.change import Handled, ignored
from deskbell.usecases.tickets.change_ticket import change_ticket
from deskbell.usecases.tickets.desk import TicketPorts, inbox_for


def record_undelivered(ports: TicketPorts, parked: PostParked, cause: Cause) -> Handled:
    """Asks the row itself what it was; a row that is gone needs nothing any more."""
    row = ports.outbox.row(parked.outbox_id)
    if row is None:
        return ignored("row_gone")
    desk = ports.settings.current()

    def command_for(state: Ticket | None) -> c.TicketCommand:
        return c.RecordUndelivered(
            effect=row.effect,
            code=parked.code,
            fallback=desk.fallback_channel,
            admins=desk.admins,
            lead=inbox_for(desk, state).lead,
        )

    return change_ticket(ports.aggregates, parked.ref, cause, command_for)
