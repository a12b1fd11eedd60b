"""What time, an approval, a stock and those who leave ask of a loan; process_input,
registry.py, pass_on and person_left call these."""

from deskbell.domain.caused_inputs import ApprovalSettled, LaptopCameFree, LaptopUnneeded
from deskbell.domain.decision import Cause
from deskbell.domain.effects import SendDirect
from deskbell.domain.ids import Ref
from deskbell.domain.inputs import PostParked, TimerDue
from deskbell.domain.loans import commands as c
from deskbell.domain.loans.loan import Loan
from deskbell.domain.loans.stock import Stock
from deskbell.usecases.change import Handled, ignored
from deskbell.usecases.loans.change_loan import change_loan
from deskbell.usecases.loans.offices import elsewhere
from deskbell.usecases.tickets.desk import TicketPorts


def expire_loan(ports: TicketPorts, timer: TimerDue, cause: Cause) -> Handled:
    command = c.ExpireTimer(timer.name)
    return change_loan(ports, timer.ref, cause, lambda _loan, _stock: command)


def hear_of_approval(ports: TicketPorts, told: ApprovalSettled, cause: Cause) -> Handled:
    def command_for(loan: Loan, stock: Stock) -> c.HearOfApproval:
        others = elsewhere(ports, loan.install, stock, ports.settings.current())
        return c.HearOfApproval(told.outcome, told.by, told.why, others)

    return change_loan(ports, told.subject, cause, command_for)


def take_turn(ports: TicketPorts, free: LaptopCameFree, cause: Cause) -> Handled:
    return change_loan(ports, free.loan, cause, lambda _loan, _stock: c.TakeTurn())


def drop_loan(ports: TicketPorts, dropped: LaptopUnneeded, cause: Cause) -> Handled:
    return change_loan(ports, dropped.loan, cause, lambda _loan, _stock: c.RecordUnneeded())


def borrower_unreached(ports: TicketPorts, parked: PostParked, cause: Cause) -> Handled:
    """What is for the office's channel, or for the Home tab, stays parked: no laptop depends on
    it."""
    row = ports.outbox.row(parked.outbox_id)
    if row is None or not isinstance(row.effect, SendDirect):
        return ignored("stock_notice_undelivered")
    command = c.RecordUnreached(row.effect.person, parked.code)
    return change_loan(ports, parked.ref, cause, lambda _loan, _stock: command)


def borrower_left(ports: TicketPorts, ref: Ref, cause: Cause) -> Handled:
    return change_loan(ports, ref, cause, lambda _loan, _stock: c.RecordLeaver())
