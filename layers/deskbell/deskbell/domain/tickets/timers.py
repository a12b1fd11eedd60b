"""Which timers a ticket needs as it stands, for whoever brings it back to an earlier state."""

from datetime import datetime

from deskbell.domain.decision import CancelTimer, SetTimer, TimerChange
from deskbell.domain.settings.desk import Inbox
from deskbell.domain.tickets.progress import due_step
from deskbell.domain.tickets.survey_times import ASK, END, ask_at, open_survey
from deskbell.domain.tickets.ticket import Progress, Status, Ticket
from deskbell.domain.workflows import watch

PAUSE = "pause"
"""The timer of whatever it waits for."""


def retimed(before: Ticket, after: Ticket, inbox: Inbox, now: datetime) -> list[TimerChange]:
    """The changes from the one's timers to the other's.

    What was to happen long ago leaves people half of its time (on-call case 49).
    """
    had, needs = timers_of(before, inbox, now), timers_of(after, inbox, now)
    changes: list[TimerChange] = [CancelTimer(name) for name in had if name not in needs]
    changes += [
        SetTimer(name, before.version + 1, due)
        for name, due in needs.items()
        if had.get(name) != due
    ]
    return changes


def timers_of(ticket: Ticket, inbox: Inbox, now: datetime) -> dict[str, datetime]:
    """What it needs as it stands, were it to be set now: names and times."""
    due = dict[str, datetime]()
    remind_at = ticket.started_at + inbox.remind_after
    match ticket.status, ticket.progress:
        case Status.NEW, Progress.ROUTED:
            due["reminder"] = max(remind_at, now + inbox.remind_after / 2)
        case Status.NEW, Progress.REMINDED:
            due["escalation"] = max(
                remind_at + inbox.escalate_after, now + inbox.escalate_after / 2
            )
        case Status.SOLVED, _ if ticket.solved_at and not ticket.close_due:
            due["close"] = ticket.solved_at + inbox.close_after
    if ticket.pause and ticket.pause.until:
        due[PAUSE] = ticket.pause.until
    if ticket.status is Status.NEW and due_step(ticket) is not None:
        due[watch.TIMER] = now + watch.GRACE
    if asked_at := ask_at(ticket, inbox):
        due[ASK] = asked_at
    if survey := open_survey(ticket):
        due[END] = survey.until
    return due
