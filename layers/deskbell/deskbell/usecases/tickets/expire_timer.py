"""A timer of a ticket is due: the decision re-checks, a timer is only a hint."""

from deskbell.domain.decision import Cause
from deskbell.domain.inputs import TimerDue
from deskbell.domain.tickets import commands as c
from deskbell.domain.tickets import flagging
from deskbell.domain.tickets.ticket import Ticket
from deskbell.usecases.change import Handled
from deskbell.usecases.tickets.change_ticket import change_ticket
from deskbell.usecases.tickets.desk import TicketPorts, inbox_for
from deskbell.usecases.tickets.duty import duty_of


def expire_timer(ports: TicketPorts, timer: TimerDue, cause: Cause) -> Handled:
    """A timer that means nothing any more is deleted, so that it does not come back each minute."""

    def command_for(state: Ticket | None) -> c.TicketCommand:
        if timer.name == flagging.TIMER:
            desk = ports.settings.current()
            return c.PassFlagOn(duty_of(desk, inbox_for(desk, state)))
        return c.ExpireTimer(timer.name)

    handled = change_ticket(ports.aggregates, timer.ref, cause, command_for)
    if handled.ignored is not None:
        ports.timers.drop(timer)
    return handled
