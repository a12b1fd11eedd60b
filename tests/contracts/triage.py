"""What triagers can ask of a ticket and how they leave it, for `texts_decided.py` and
`everything_sent.py`, which have all there is."""

from collections.abc import Iterator
from dataclasses import replace

from deskbell.domain.ids import InboxId
from deskbell.domain.settings.desk import Desk, Inbox
from deskbell.domain.tickets import commands as c
from deskbell.domain.tickets.hand_over import HandOver
from deskbell.domain.tickets.move import Move
from deskbell.domain.tickets.permissions import Member, Surface, member
from deskbell.domain.tickets.ticket import Priority, Status, Ticket
from tests.builders import ANA, BEN, LENA, MINUTE, NOW
from tests.unit.rendering.statuses import LATER


def tickets(message: Ticket) -> Iterator[Ticket]:
    """As triagers leave them: classed, offered to somebody, and gone from inbox to inbox."""
    for priority in Priority:
        yield replace(message, priority=priority, category="hardware" * 5)
    yield replace(
        message,
        status=Status.ASSIGNED,
        assignee=BEN,
        assigned_at=NOW,
        hand_over=HandOver(LENA, BEN),
    )
    moves = tuple(Move(InboxId("other"), ANA, LATER) for _ in range(3))
    yield replace(message, moves=moves)


def commands(
    ticket: Ticket, by: Member, at: c.Pressed, inbox: Inbox, desk: Desk
) -> Iterator[c.TicketCommand]:
    yield c.Classify(by, at, inbox, Priority.HIGH, None)
    yield c.Classify(by, at, inbox, None, "nothing there is")
    for to in (BEN, LENA, ANA):
        for word in ("", ticket.text or ""):
            yield c.Assign(by, at, inbox, member(to, desk, at=Surface.DIRECT), word)
    yield from _moves(ticket, by, at, inbox, desk)
    for word in ("", ticket.text or ""):
        yield c.Dismiss(by, at, word, MINUTE)
    yield c.AcceptHandOver(by, at, inbox)
    yield c.DeclineHandOver(by, at, inbox)


def _moves(
    ticket: Ticket, by: Member, at: c.Pressed, inbox: Inbox, desk: Desk
) -> Iterator[c.TicketCommand]:
    other = desk.inboxes[InboxId("other")]
    for word in ("", ticket.text or ""):
        yield c.Move(by, at, inbox, other, (), MINUTE, word)
    yield c.Move(by, at, inbox, other, (), MINUTE, emoji="truck")
    yield c.MoveBack(by, inbox, other, (), MINUTE)
    yield c.MoveBack(by, inbox, other, (), MINUTE, at)
