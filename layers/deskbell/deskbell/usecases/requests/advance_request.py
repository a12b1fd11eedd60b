"""What goes on with a guided request without anybody pressing anything: time, tickets, approvals,
other workflows, and the relay (A1-06).
"""

from deskbell.domain.caused_inputs import (
    ApprovalSettled,
    AssigneeWanted,
    LoanStood,
    OfRequests,
    RequestedTicketEnded,
    RequestUnwanted,
    TicketSucceeded,
    TicketWanted,
    WorkflowCalled,
)
from deskbell.domain.decision import Cause
from deskbell.domain.directs import direct_to
from deskbell.domain.inputs import HookAnswered, PostParked, TimerDue
from deskbell.domain.requests import commands as c
from deskbell.domain.tickets.commands import AssignFromRequest, HearOfSuccessor, OpenFromRequest
from deskbell.domain.tickets.ticket import Related
from deskbell.usecases.change import Handled, ignored
from deskbell.usecases.requests.begin_request import begin_called
from deskbell.usecases.requests.change_request import change_request
from deskbell.usecases.tickets.change_ticket import change_ticket
from deskbell.usecases.tickets.consult_rules import consult_rules
from deskbell.usecases.tickets.desk import TicketPorts


def expire_request(ports: TicketPorts, timer: TimerDue, cause: Cause) -> Handled:
    return change_request(ports, timer.ref, cause, c.CarryOn())


def hear_of_approval(ports: TicketPorts, told: ApprovalSettled, cause: Cause) -> Handled:
    return change_request(ports, told.subject, cause, c.HearOfApproval(told))


def hear_of_hook(ports: TicketPorts, answered: HookAnswered, cause: Cause) -> Handled:
    command = c.HearOfHook(answered.generation, answered.taken, answered.code)
    return change_request(ports, answered.request, cause, command)


def request_undelivered(ports: TicketPorts, parked: PostParked, cause: Cause) -> Handled:
    row = ports.outbox.row(parked.outbox_id)
    if row is None:
        return ignored("row_gone")
    command = c.RecordUndelivered(row.effect, parked.code)
    return change_request(ports, parked.ref, cause, command)


def of_request(ports: TicketPorts, given: OfRequests, cause: Cause) -> Handled:
    """What a request and its ticket ask of each other, and a request of another one."""
    match given:
        case TicketWanted():
            return _open_ticket(ports, given, cause)
        case AssigneeWanted(ticket=ticket, to=to):
            return change_ticket(ports.aggregates, ticket, cause, lambda _: AssignFromRequest(to))
        case RequestedTicketEnded(request=request, ticket=ticket):
            return change_request(ports, request, cause, c.HearOfTicket(ticket))
        case LoanStood(request=request, loan=loan, stands=stands):
            return change_request(ports, request, cause, c.HearOfLoan(loan, stands))
        case WorkflowCalled():
            return begin_called(ports, given, cause)
        case TicketSucceeded(ticket=ticket, request=request, by=by, number=number):
            heard = HearOfSuccessor(request, Related(by, number))
            return change_ticket(ports.aggregates, ticket, cause, lambda _: heard)
        case RequestUnwanted(request=request, by=person):
            return change_request(ports, request, cause, c.Withdraw(person))


def _open_ticket(ports: TicketPorts, wanted: TicketWanted, cause: Cause) -> Handled:
    """The desk's rules have their say, as with every ticket."""
    desk = ports.settings.current()
    inbox = desk.inboxes.get(wanted.inbox, next(iter(desk.inboxes.values())))
    here, who = direct_to(wanted.requester), wanted.requester
    consulted = consult_rules(ports, inbox, here, who, wanted.text, cause.at)
    command = OpenFromRequest(cause.install, wanted, inbox, consulted)
    return change_ticket(ports.aggregates, wanted.ticket, cause, lambda _: command)
