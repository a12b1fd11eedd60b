"""What becomes of pages on their way: each is handed to its reader's pager, and what is known of it
afterwards to its incident. process_input, follow_up, the timers and the relay's refusals lead here.
"""

from deskbell.domain.decision import Cause, Decision, State
from deskbell.domain.inputs import (
    PageReceipted,
    PageWanted,
    PostParked,
    ReceiptCame,
    TimerDue,
)
from deskbell.domain.paging import commands as c
from deskbell.domain.paging.effects import SendPages
from deskbell.domain.paging.page import Receipt
from deskbell.domain.paging.pager import Pager, SendBundle, SendPage, decide_pager
from deskbell.usecases.change import Handled, change, ignored
from deskbell.usecases.kinds import of_kind
from deskbell.usecases.paging.change_incident import change_incident
from deskbell.usecases.paging.incidents import as_of_now
from deskbell.usecases.paging.receipts import tell_of_pages
from deskbell.usecases.tickets.desk import TicketPorts


def take_page(ports: TicketPorts, wanted: PageWanted, cause: Cause) -> Handled:
    """What has waited goes out now, and counts as many at once where many have."""
    command, cause = SendPage(wanted.pager, cause.install, wanted.page), as_of_now(ports, cause)

    def decided(state: State | None) -> Decision:
        return decide_pager(of_kind(Pager, state), command, cause.at)

    return change(ports.aggregates, wanted.pager, cause, decided)


def expire_pager(ports: TicketPorts, timer: TimerDue, cause: Cause) -> Handled:
    def decided(state: State | None) -> Decision:
        return decide_pager(of_kind(Pager, state), SendBundle(), cause.at)

    return change(ports.aggregates, timer.ref, cause, decided)


def receipts_of(ports: TicketPorts, told: PageReceipted, cause: Cause) -> Handled:
    """Raises QueueUnavailableError."""
    row = ports.outbox.row(told.message)
    if row is None or not isinstance(row.effect, SendPages) or row.install != cause.install:
        return ignored("no_such_page")
    tell_of_pages(ports.queue, row, told.receipt, cause.occurred_at, told.code)
    return ignored("told_each_incident", row.ref)


def record_receipt(ports: TicketPorts, came: ReceiptCame, cause: Cause) -> Handled:
    """`occurred_at` is when the page was there, or could not be."""
    page = came.page
    command = c.RecordReceipt(
        page.rung, page.to, page.method, came.receipt, cause.occurred_at, came.code
    )
    return change_incident(ports, page.incident, cause, lambda _: command)


def pages_undelivered(ports: TicketPorts, parked: PostParked, cause: Cause) -> Handled:
    """A failed page never counts as delivered (on-call rule R12)."""
    return receipts_of(ports, PageReceipted(parked.outbox_id, Receipt.FAILED, parked.code), cause)
