"""What somebody is asked because of a ticket: a yes, a word aside, how the desk did; `decide.py`
asks."""

from datetime import datetime

from deskbell.domain.decision import Decision
from deskbell.domain.tickets import approving, asking_aside, surveying
from deskbell.domain.tickets import commands as c
from deskbell.domain.tickets.ticket import Ticket


def decide_asking(ticket: Ticket, command: c.AskingCommand, now: datetime) -> Decision:
    if isinstance(command, c.AsideCommand):
        return asking_aside.aside(ticket, command)
    if isinstance(command, c.SurveyCommand):
        return surveying.survey(ticket, command, now)
    return approving.seek(ticket, command, now)
