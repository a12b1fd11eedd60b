"""What one decision asks of another aggregate, or of its own once more; process_input calls it.

The relay puts these inputs on the inbox (domain/caused_inputs.py).
"""

from typing import assert_never

from deskbell.domain import inputs as i
from deskbell.domain.caused_inputs import CausedInput
from deskbell.domain.decision import Cause
from deskbell.usecases.approvals.pass_on import pass_on
from deskbell.usecases.change import Handled
from deskbell.usecases.flag_log.keep_flag_log import log_flag
from deskbell.usecases.leaving.person_left import check_assignee
from deskbell.usecases.loans.advance_loan import drop_loan, take_turn
from deskbell.usecases.loans.lend_to_request import lend_to_request
from deskbell.usecases.oncall.drills import hold_drill
from deskbell.usecases.paging.advance_incident import of_outage
from deskbell.usecases.requests.advance_request import of_request
from deskbell.usecases.themes.sort_feedback import learn
from deskbell.usecases.tickets.carry_on import carry_on
from deskbell.usecases.tickets.desk import TicketPorts


def follow_up(  # noqa: C901 - one line an input
    ports: TicketPorts, given: CausedInput, cause: Cause
) -> Handled:
    match given:
        case i.BulkContinued() | i.PartSolved() | i.PartTold() | i.SupervisorSpoke():
            return carry_on(ports, given, cause)
        case i.AssigneeBack():
            return check_assignee(ports, given, cause)
        case i.ApprovalWentOn() | i.ApprovalSettled() | i.ApprovalUnneeded():
            return pass_on(ports, given, cause)
        case i.LaptopCameFree():
            return take_turn(ports, given, cause)
        case i.LaptopWanted():
            return lend_to_request(ports, given, cause)
        case i.LaptopUnneeded():
            return drop_loan(ports, given, cause)
        case i.TicketWanted() | i.AssigneeWanted() | i.RequestedTicketEnded() | i.WorkflowCalled():
            return of_request(ports, given, cause)
        case i.LoanStood():
            return of_request(ports, given, cause)
        case i.TicketSucceeded() | i.RequestUnwanted():
            return of_request(ports, given, cause)
        case i.PageWanted() | i.NewsWaits() | i.HeartbeatChanged() | i.OutageReported():
            return of_outage(ports, given, cause)
        case i.DrillWanted():
            return hold_drill(ports, given, cause)
        case i.ThemeStood():
            return learn(ports, given, cause)
        case i.FlagNoted():
            return log_flag(ports, given, cause)
    assert_never(given)
