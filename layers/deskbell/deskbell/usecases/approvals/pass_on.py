"""What an approval and its subject tell each other, as inputs (domain/caused_inputs.py).

A workflow that asks for approvals adds its kind to `_tell`, and a reaction of its own.
"""

from deskbell.domain.approvals.commands import Withdraw
from deskbell.domain.decision import Cause
from deskbell.domain.ids import Kind
from deskbell.domain.inputs import ApprovalSettled, ApprovalUnneeded, ApprovalWentOn
from deskbell.domain.settings.desk import Desk
from deskbell.domain.tickets.commands import HearOfApproval
from deskbell.domain.tickets.permissions import Surface
from deskbell.domain.tickets.places import surface_of
from deskbell.domain.tickets.ticket import Ticket
from deskbell.usecases.approvals.change_approval import change_approval
from deskbell.usecases.change import Handled, ignored
from deskbell.usecases.loans.advance_loan import hear_of_approval
from deskbell.usecases.requests.advance_request import hear_of_approval as of_requests
from deskbell.usecases.tickets.change_ticket import change_ticket
from deskbell.usecases.tickets.desk import TicketPorts


def pass_on(
    ports: TicketPorts, told: ApprovalWentOn | ApprovalSettled | ApprovalUnneeded, cause: Cause
) -> Handled:
    match told:
        case ApprovalUnneeded(approval=approval):
            return change_approval(ports.aggregates, approval, cause, Withdraw())
        case ApprovalWentOn() | ApprovalSettled():
            return _tell(ports, told, cause)


def _tell(ports: TicketPorts, told: ApprovalWentOn | ApprovalSettled, cause: Cause) -> Handled:
    if told.subject.kind is Kind.REQUEST and isinstance(told, ApprovalSettled):
        return of_requests(ports, told, cause)
    if told.subject.kind is Kind.LOAN and isinstance(told, ApprovalSettled):
        return hear_of_approval(ports, told, cause)
    if told.subject.kind is not Kind.TICKET:
        return ignored("subject_hears_nothing")
    desk = ports.settings.current()

    def command_for(ticket: Ticket | None) -> HearOfApproval:
        return HearOfApproval(told, overheard=ticket is not None and _is_overheard(ticket, desk))

    return change_ticket(ports.aggregates, told.subject, cause, command_for)


def _is_overheard(ticket: Ticket, desk: Desk) -> bool:
    if ticket.thread is None:
        return False
    channel = ticket.thread.channel
    return surface_of(desk, channel, shared=channel in ticket.shared) is Surface.SHARED
