"""A button below what was said of a loan (A1-07); press_button sends them on.

As with a ticket's button, the value is only a claim, and `decide` asks who may.
"""

from deskbell.domain.decision import Cause
from deskbell.domain.inputs import Button, ButtonPressed
from deskbell.domain.instants import instant_in
from deskbell.domain.loans import commands as c
from deskbell.domain.loans.loan import Loan
from deskbell.domain.loans.policy import Delivery, OfficeId
from deskbell.domain.loans.stock import Stock
from deskbell.domain.tickets.permissions import Member
from deskbell.usecases.change import Handled, ignored
from deskbell.usecases.loans.change_loan import change_loan
from deskbell.usecases.loans.offices import borrower, loan_named, stock_of
from deskbell.usecases.tickets.desk import TicketPorts

OF_LOANS = frozenset(button for button in Button if button.startswith("loan."))


def press_loan(ports: TicketPorts, press: ButtonPressed, cause: Cause) -> Handled:
    name, _, rest = press.value.partition("|")
    ref = loan_named(name)
    at = rest.partition("|")[0]  # then the office
    start = instant_in(at) if press.action is Button.LOAN_SLOT else None
    if ref is None or (press.action is Button.LOAN_SLOT and start is None):
        return ignored("button_unreadable")
    by = borrower(ports, cause, press.person)

    def command_for(loan: Loan, _stock: Stock) -> c.LoanChange | None:
        if start is not None:
            return c.BookVisit(by, press.channel, start)
        if press.action is Button.LOAN_ELSEWHERE:
            return _elsewhere(ports, loan, by, press, OfficeId(rest))
        return _command(press, by)

    return change_loan(ports, ref, cause, command_for)


def _command(press: ButtonPressed, by: Member) -> c.LoanChange:
    match press.action:
        case Button.LOAN_ACCEPT:
            return c.AcceptOffer(by, press.channel)
        case Button.LOAN_CANCEL:
            return c.CancelLoan(by, press.channel)
        case Button.LOAN_RECEIVED:
            return c.ConfirmReceipt(by, press.channel)
        case Button.LOAN_RETURN:
            return c.ReportReturned(by, press.channel)
        case Button.LOAN_UNDO:
            return c.UndoLast(by, press.channel)
        case Button.LOAN_SHIP:
            return c.ChooseDelivery(by, press.channel, Delivery.SHIP)
        case Button.LOAN_DESKSIDE:
            return c.ChooseDelivery(by, press.channel, Delivery.DESKSIDE)
    raise ValueError(f"{press.action} is of no loan")


def _elsewhere(
    ports: TicketPorts, loan: Loan, by: Member, press: ButtonPressed, office: OfficeId
) -> c.GoElsewhere | None:
    policy = ports.settings.current().loans.get(office)
    if policy is None:
        return None
    stock = stock_of(ports.aggregates, loan.install, office)
    return c.GoElsewhere(by, press.channel, stock, policy)
