"""The watch over an execution is due: where none waits for what comes next, another one is started.

So is one for what has come back after its execution had ended. registry.py calls it.
"""

from deskbell.domain.decision import Cause
from deskbell.domain.inputs import TimerDue
from deskbell.domain.loans import commands as loans
from deskbell.domain.loans.loan import Loan
from deskbell.domain.nps import commands as nps
from deskbell.domain.nps.case import Case
from deskbell.domain.paging import commands as paging
from deskbell.domain.paging.incident import Incident
from deskbell.domain.requests import commands as requests
from deskbell.domain.requests.guided_request import GuidedRequest
from deskbell.usecases.change import Handled, ignored
from deskbell.usecases.loans.change_loan import change_loan
from deskbell.usecases.nps.change_case import change_case
from deskbell.usecases.paging.change_incident import change_incident
from deskbell.usecases.requests.change_request import change_request
from deskbell.usecases.tickets.desk import TicketPorts


def watch_execution(ports: TicketPorts, timer: TimerDue, cause: Cause) -> Handled:
    ref, state = timer.ref, ports.aggregates.load(timer.ref)
    if not isinstance(state, Loan | GuidedRequest | Incident | Case):
        return ignored("timer_stale", ref)
    if any(wait.name == state.awaits for wait in ports.waits.waiting(ref)):
        return ignored("workflow_on_time", ref)
    match state:
        case Loan():
            return change_loan(ports, ref, cause, lambda *_: loans.RestartWorkflow())
        case GuidedRequest():
            return change_request(ports, ref, cause, requests.RestartWorkflow())
        case Incident():
            return change_incident(ports, ref, cause, lambda _: paging.RestartWorkflow())
        case Case():
            return change_case(ports, ref, cause, nps.RestartWorkflow())
