"""A call for the supervisor, and what becomes of it; `decide.py` asks."""

from datetime import datetime
from typing import assert_never

from deskbell.domain.decision import Decision
from deskbell.domain.tickets import commands as c
from deskbell.domain.tickets import flagging
from deskbell.domain.tickets.ticket import Ticket


def decide_flag(ticket: Ticket, command: c.FlagCommand, now: datetime) -> Decision:
    match command:
        case c.RaiseFlag():
            return flagging.raise_flag(ticket, command, now)
        case c.PassFlagOn():
            return flagging.pass_on(ticket, command, now)
        case c.AnswerFlag():
            return flagging.answer(ticket, command)
        case c.LowerFlag():
            return flagging.lower_flag(ticket, command)
    assert_never(command)
