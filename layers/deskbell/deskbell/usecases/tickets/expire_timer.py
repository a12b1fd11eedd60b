"""A timer of a ticket or of an approval is due: the decision re-checks, a timer is only a hint."""

from deskbell.domain.decision import Cause
from deskbell.domain.ids import Kind
from deskbell.domain.inputs import TimerDue
from deskbell.domain.tickets import commands as c
from deskbell.domain.tickets import flagging
from deskbell.domain.tickets.ticket import Ticket
from deskbell.domain.tickets.triage_duty import triager_on_duty
from deskbell.usecases.approvals.advance_approval import expire_approval
from deskbell.usecases.change import Handled
from deskbell.usecases.tickets.change_ticket import change_ticket
from deskbell.usecases.tickets.desk import TicketPorts, inbox_for
from deskbell.usecases.tickets.duty import duty_of


def expire_timer(ports: TicketPorts, timer: TimerDue, cause: Cause) -> Handled:
    """A timer that means nothing any more is deleted, so that it does not come back each minute."""

    if timer.ref.kind is Kind.APPROVAL:
        return expire_approval(ports, timer, cause)

    def command_for(state: Ticket | None) -> c.TicketCommand:
        desk = ports.settings.current()
        inbox = inbox_for(desk, state)
        match timer.name:
            case flagging.TIMER:
                return c.PassFlagOn(duty_of(desk, inbox))
            case "reminder" if state and not state.has_workflow:
                return c.RemindTriage(inbox, triager_on_duty(desk, inbox, cause.at))
            case "escalation" if state and not state.has_workflow:
                return c.EscalateRequest(inbox)
            case _:
                return c.ExpireTimer(timer.name)

    handled = change_ticket(ports.aggregates, timer.ref, cause, command_for)
    if handled.ignored is not None:
        ports.timers.drop(timer)
    return handled
