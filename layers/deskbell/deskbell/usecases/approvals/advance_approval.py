"""What time and the relay ask of an approval; registry.py calls these."""

from deskbell.domain.approvals import commands as c
from deskbell.domain.approvals.transition import REMINDER
from deskbell.domain.decision import Cause
from deskbell.domain.effects import ShowAsk
from deskbell.domain.inputs import PostParked, TimerDue
from deskbell.usecases.approvals.change_approval import change_approval
from deskbell.usecases.change import Handled, ignored
from deskbell.usecases.tickets.desk import TicketPorts


def expire_approval(ports: TicketPorts, timer: TimerDue, cause: Cause) -> Handled:
    command = c.Remind() if timer.name == REMINDER else c.Expire()
    return change_approval(ports.aggregates, timer.ref, cause, command)


def approver_unreached(ports: TicketPorts, parked: PostParked, cause: Cause) -> Handled:
    """Only a card that nobody gets is told of: a reminder is one of a card that they have."""
    row = ports.outbox.row(parked.outbox_id)
    if row is None or not isinstance(row.effect, ShowAsk):
        return ignored("row_gone")
    command = c.RecordUnreached(row.effect.person, parked.code)
    return change_approval(ports.aggregates, parked.ref, cause, command)
