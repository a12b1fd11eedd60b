"""The loan's one decision function: pure, exhaustive, each answer with its reason.

Called by the use cases for every command, whatever surface it came from. A loan and the stock of
its office are changed together or not at all; who reads them one after the other decides again
(ConcurrentChangeError) if they are not of one moment.
"""

from datetime import datetime
from typing import assert_never

from deskbell.domain.decision import Decision, nothing
from deskbell.domain.deliveries.retry import RetryDelivery
from deskbell.domain.loans import (
    bringing_back,
    collecting,
    delivery,
    ending,
    expiry,
    requesting,
    visiting,
)
from deskbell.domain.loans import commands as c
from deskbell.domain.loans.execution import restart_workflow
from deskbell.domain.loans.loan import Loan
from deskbell.domain.loans.policy import LoanPolicy
from deskbell.domain.loans.shelf import must_agree
from deskbell.domain.loans.stock import Stock
from deskbell.domain.loans.transition import Case


def decide(
    loan: Loan | None, stock: Stock, policy: LoanPolicy, command: c.LoanCommand, now: datetime
) -> Decision:
    """`loan` is None where there is no such loan yet; `stock` and `policy` are its office's; `now`
    is aware and in UTC."""
    if isinstance(command, c.RequestLoan):
        return nothing("loan_exists") if loan else requesting.request(command, stock, policy, now)
    if loan is None:
        return nothing("no_such_loan")
    must_agree(stock, loan)
    return _change(Case(loan, stock, policy, now), command)


def _change(  # noqa: C901 - one line a command
    case: Case, command: c.LoanChange
) -> Decision:
    match command:
        case c.HearOfApproval():
            return requesting.hear_of_approval(case, command)
        case c.TakeTurn():
            return requesting.take_turn(case)
        case c.AcceptOffer():
            return requesting.accept_offer(case, command)
        case c.GoElsewhere():
            return requesting.go_elsewhere(case, command)
        case c.Attest():
            return visiting.attest(case, command)
        case c.BookVisit():
            return visiting.book(case, command)
        case c.ChooseDelivery():
            return visiting.choose_delivery(case, command)
        case c.HandOut():
            return collecting.hand_out(case, command)
        case c.ConfirmReceipt():
            return collecting.confirm_receipt(case, command)
        case c.Extend():
            return bringing_back.extend(case, command)
        case c.ReportReturned():
            return bringing_back.report_returned(case, command)
        case c.Inspect():
            return bringing_back.inspect(case, command)
        case c.UndoLast():
            return bringing_back.undo(case, command)
        case c.CancelLoan():
            return ending.cancel(case, command)
        case c.RecordUnneeded():
            return ending.unneeded(case)
        case c.RecordLeaver():
            return ending.holder_left(case)
        case c.RecordUnreached():
            return delivery.record_unreached(case, command)
        case RetryDelivery():
            return delivery.retried(case, command)
        case c.ExpireTimer():
            return expiry.expire(case, command)
        case c.RestartWorkflow():
            return restart_workflow(case)
    assert_never(command)
