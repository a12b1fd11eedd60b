"""A timer of a ticket is due; registry.py calls this."""

from deskbell.domain.decision import Cause
from deskbell.domain.inputs import TimerDue
from deskbell.domain.tickets import commands as c
from deskbell.domain.tickets import flagging, survey_times
from deskbell.domain.tickets.ticket import Ticket
from deskbell.domain.tickets.triage_duty import triager_on_duty
from deskbell.usecases.change import Handled
from deskbell.usecases.tickets.change_ticket import change_ticket
from deskbell.usecases.tickets.desk import TicketPorts, inbox_for
from deskbell.usecases.tickets.duty import duty_of
from deskbell.usecases.tickets.survey_requester import ask_requester


def expire_ticket(ports: TicketPorts, timer: TimerDue, cause: Cause) -> Handled:
    def command_for(state: Ticket | None) -> c.TicketCommand:
        desk = ports.settings.current()
        inbox = inbox_for(desk, state)
        match timer.name:
            case flagging.TIMER:
                return c.PassFlagOn(duty_of(desk, inbox))
            case survey_times.ASK:
                return ask_requester(ports, cause.install, desk, state)
            case survey_times.END:
                return c.EndSurvey()
            case "reminder" if state and not state.has_workflow:
                return c.RemindTriage(inbox, triager_on_duty(desk, inbox, cause.at))
            case "escalation" if state and not state.has_workflow:
                return c.EscalateRequest(inbox)
            case _:
                return c.ExpireTimer(timer.name)

    return change_ticket(ports.aggregates, timer.ref, cause, command_for)
