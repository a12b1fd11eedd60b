"""A dialog of a loan was filled in (A1-07, A1-08); use_dialog sends them on.

As with a button, its value is only a claim, and `decide` asks who may.
"""

from deskbell.domain.decision import Cause
from deskbell.domain.inputs import Dialog, DialogSubmitted
from deskbell.domain.instants import instant_in
from deskbell.domain.loans import commands as c
from deskbell.domain.loans.asset import AssetState
from deskbell.domain.loans.wish import read_days
from deskbell.domain.tickets.permissions import Member
from deskbell.usecases.change import Handled, ignored
from deskbell.usecases.loans.change_loan import change_loan
from deskbell.usecases.loans.offices import borrower, loan_named
from deskbell.usecases.loans.request_loan import request_loan
from deskbell.usecases.tickets.desk import TicketPorts

DIALOGS_OF_LOANS = frozenset(dialog for dialog in Dialog if dialog.startswith("loan."))


def use_loan_dialog(ports: TicketPorts, submitted: DialogSubmitted, cause: Cause) -> Handled:
    if submitted.dialog is Dialog.LOAN_REQUEST:
        return request_loan(ports, submitted, cause)
    ref = loan_named(submitted.value.partition("|")[0])
    command = _command(submitted, borrower(ports, cause, submitted.person))
    if ref is None or command is None:
        return ignored("dialog_unreadable")
    return change_loan(ports, ref, cause, lambda _loan, _stock: command)


def _command(submitted: DialogSubmitted, by: Member) -> c.LoanChange | None:
    channel, values = submitted.channel, submitted.values
    match submitted.dialog:
        case Dialog.LOAN_VISIT:
            _loan, _, slot = submitted.value.partition("|")
            start = instant_in(slot.partition("|")[0])  # then the office
            return c.BookVisit(by, channel, start, values) if start else None
        case Dialog.LOAN_EXTEND:
            return c.Extend(by, channel, read_days(values.get("days", "")) or 0)
        case Dialog.LOAN_HAND_OUT:
            return c.HandOut(by, channel, values.get("serial", ""))
        case Dialog.LOAN_INSPECT if values.get("finding") in set(AssetState):
            finding = AssetState(values["finding"])
            return c.Inspect(by, channel, finding, values.get("serial", ""))
    return None
