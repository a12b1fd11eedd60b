"""The timers of a ticket: what is cancelled is running, and a closed ticket has none left."""

from datetime import datetime, timedelta

import pytest

from deskbell.domain.decision import CancelTimer, SetTimer
from deskbell.domain.tickets import commands as c
from deskbell.domain.tickets.decide import decide
from deskbell.domain.tickets.ticket import Status, Ticket
from tests.builders import BEN, NOW, a_request, a_ticket, an_inbox, as_member

INBOX = an_inbox()
WORKFLOW: tuple[c.TicketCommand, ...] = (
    c.AcknowledgeRequest(),
    c.RouteRequest(INBOX),
    c.ExpireTimer("reminder"),
    c.RemindTriage(INBOX),
    c.ExpireTimer("escalation"),
    c.EscalateRequest(INBOX),
)
"""What happens to a request that nobody takes."""

HANDLED: dict[str, tuple[c.TicketCommand, ...]] = {
    "solved at once": (c.Solve(as_member(BEN), INBOX),),
    "taken and solved": (c.Take(as_member(BEN)), c.Solve(as_member(BEN), INBOX)),
}


def live(ticket: Ticket, running: set[str], *commands: c.TicketCommand) -> Ticket:
    """One command after the other; `running` are its timers, by name."""
    now: datetime = NOW
    for command in commands:
        now += timedelta(hours=80) if command == c.ExpireTimer("close") else timedelta(minutes=1)
        [change] = decide(ticket, command, now).changes
        for timer in change.timers:
            match timer:
                case SetTimer(name=name):
                    running.add(name)
                case CancelTimer(name):
                    assert name in running, "paid for, and there is nothing to delete"
                    running.remove(name)
        assert isinstance(change.after, Ticket)
        ticket = change.after
    return ticket


@pytest.mark.parametrize("handled", HANDLED)
def test_a_ticket_by_emoji_has_no_timer_but_the_one_that_closes_it(handled: str) -> None:
    running = {"reminder"}
    solved = live(a_ticket(), running, *HANDLED[handled])
    assert running == {"close"}
    assert live(solved, running, c.ExpireTimer("close")).status is Status.CLOSED
    assert running == set()


@pytest.mark.parametrize("handled", HANDLED)
@pytest.mark.parametrize("steps", [2, 4, 6], ids=["routed", "reminded", "escalated"])
def test_a_request_leaves_no_timer_however_far_it_had_come(steps: int, handled: str) -> None:
    running = {"workflow"}
    waiting = live(a_request(), running, *WORKFLOW[:steps])
    solved = live(waiting, running, *HANDLED[handled])
    assert running == {"close"}
    live(solved, running, c.ExpireTimer("close"), c.CloseRequest())
    assert running == set()
