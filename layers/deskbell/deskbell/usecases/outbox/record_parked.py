"""The relay gave a row up: whatever it was of hears of it; process_input calls this."""

from typing import assert_never

from deskbell.domain.decision import Cause
from deskbell.domain.ids import Kind
from deskbell.domain.inputs import PostParked
from deskbell.usecases.approvals.advance_approval import approver_unreached
from deskbell.usecases.change import Handled, ignored
from deskbell.usecases.tickets.desk import TicketPorts
from deskbell.usecases.tickets.record_undelivered import record_undelivered
from deskbell.usecases.welcome.greet_member import welcome_undelivered


def record_parked(ports: TicketPorts, parked: PostParked, cause: Cause) -> Handled:
    match parked.ref.kind:
        case Kind.TICKET:
            return record_undelivered(ports, parked, cause)
        case Kind.WELCOME:
            return welcome_undelivered(ports.aggregates, parked.ref, parked.code, cause)
        case Kind.HOME:
            return ignored("home_not_shown")  # the next opening shows it
        case Kind.APPROVAL:
            return approver_unreached(ports, parked, cause)
        case Kind.STOCK | Kind.LOAN:
            return ignored("stock_notice_undelivered")  # the row stays; no laptop depends on it
        case Kind.INSTALL:
            return ignored("offer_not_shown")  # the question itself is in its channel
    assert_never(parked.ref.kind)
