"""The timers of a ticket that nobody has taken: set where it begins, cancelled where somebody does.

Called by the decisions; what happens when one of them is due is `triage_clock.py`'s.
"""

from deskbell.domain.decision import CancelTimer, SetTimer
from deskbell.domain.settings.desk import Inbox
from deskbell.domain.tickets.ticket import Progress, Status, Ticket


def first_timers(ticket: Ticket, inbox: Inbox) -> tuple[SetTimer, ...]:
    """The clock of a ticket that begins; a form's workflow starts its own later."""
    if ticket.status is not Status.NEW or ticket.progress is not Progress.ROUTED:
        return ()
    return (SetTimer("reminder", ticket.version, ticket.started_at + inbox.remind_after),)


def waiting_timers(ticket: Ticket) -> tuple[CancelTimer, ...]:
    """The timers of a ticket that nobody has taken, to be cancelled by whoever takes it.

    Only those that can be running: to delete a row that is not there is paid for as well.
    """
    if ticket.status is not Status.NEW:
        return ()
    match ticket.progress:
        case Progress.ROUTED:
            return (CancelTimer("reminder"),)
        case Progress.REMINDED:
            return (CancelTimer("escalation"),)
        case _:
            return ()
