"""When a ticket's requester is asked how satisfied they are, and until when they can answer.

Pure, so that whoever solves a ticket, or brings it back to an earlier state, sets the same timers.
"""

from datetime import datetime

from deskbell.domain.decision import SetTimer
from deskbell.domain.mail.addresses import address_of
from deskbell.domain.settings.desk import Inbox
from deskbell.domain.tickets.survey import Survey
from deskbell.domain.tickets.ticket import Status, Ticket

ASK, END = "csat", "csat_end"
"""The timers' names."""
MOST = 10
"""Questions of one ticket; who is asked more often about one thing answers no more."""


def ask_at(ticket: Ticket, inbox: Inbox) -> datetime | None:
    """None: nobody is asked about this solution, or was already (C-24)."""
    if inbox.csat is None or ticket.solved_at is None or not _is_solved_by_the_desk(ticket):
        return None
    if ticket.requester is None or address_of(ticket.requester):
        return None  # whoever writes by mail has no direct messages
    last = ticket.surveys[-1] if ticket.surveys else None
    if len(ticket.surveys) >= MOST or (last and last.solved_at == ticket.solved_at):
        return None
    return ticket.solved_at + inbox.csat.after


def _is_solved_by_the_desk(ticket: Ticket) -> bool:
    """Not by a colleague, nor by who had asked without anybody of the desk; what goes on as another
    ticket is asked about there."""
    if ticket.status not in (Status.SOLVED, Status.CLOSED) or ticket.follow_up:
        return False
    if ticket.peer is not None and ticket.solver == ticket.peer:
        return False
    return ticket.solver != ticket.requester or ticket.assignee not in (None, ticket.requester)


def open_survey(ticket: Ticket) -> Survey | None:
    """The one that can still be answered."""
    last = ticket.surveys[-1] if ticket.surveys else None
    return last if last and not last.is_over else None


def ask_timer(before: Ticket, after: Ticket, inbox: Inbox) -> tuple[SetTimer, ...]:
    """Of a ticket that is solved by this step."""
    due = ask_at(after, inbox)
    return (SetTimer(ASK, before.version + 1, due),) if due else ()
