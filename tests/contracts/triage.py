"""What triagers can ask of a ticket and how they leave it, for `texts_decided.py` and
`everything_sent.py`, which have all there is."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from deskbell.domain.catalogue.definition import WorkflowId
from deskbell.domain.ids import InboxId, Thread, Ts, request_ref, ticket_ref
from deskbell.domain.settings.desk import Desk, Inbox
from deskbell.domain.tickets import commands as c
from deskbell.domain.tickets.aside import Aside
from deskbell.domain.tickets.copies import IN_DIALOG
from deskbell.domain.tickets.hand_over import HandOver
from deskbell.domain.tickets.move import Move
from deskbell.domain.tickets.permissions import Member, Surface, member
from deskbell.domain.tickets.published import Published
from deskbell.domain.tickets.ticket import Priority, Privacy, Related, Status, Ticket
from tests.builders import ANA, BEN, INSTALL, IT_TRIAGE, LENA, MINUTE, NOW
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
    asked = (Aside(BEN, to=LENA), Aside(BEN, team=InboxId("it")))
    yield replace(message, asides=asked)
    yield replace(message, asides=asked * 10)
    yield replace(message, asides=asked, privacy=Privacy.RESTRICTED)
    note = Thread(IT_TRIAGE, Ts("1795424500.000100"))  # as threads.py publishes it
    yield replace(message, published=Published(BEN, note, LATER))
    became = Related(request_ref(INSTALL, "became"), 7)
    yield replace(message, status=Status.CLOSED, closed_at=NOW, follow_up=became)
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
    yield c.AcceptHandOver(by, at, inbox, MINUTE)
    said = Thread(IN_DIALOG, Ts("1795424900.000100"))
    other = desk.inboxes[InboxId("other")]
    for who in (by, replace(by, at=Surface.DIRECT)):
        yield c.AskAside(who, at, ANA, None, said, ticket.text or "x", c.Heard())
        yield c.AskAside(who, at, None, other, said, ticket.text or "x", c.Heard())
    for number in (0, 1, 2):
        yield c.AnswerAside(by, at, number, said, ticket.text or "x", c.Heard())
    yield c.DeclineHandOver(by, at, inbox, MINUTE)


def _moves(
    ticket: Ticket, by: Member, at: c.Pressed, inbox: Inbox, desk: Desk
) -> Iterator[c.TicketCommand]:
    other = desk.inboxes[InboxId("other")]
    for word in ("", ticket.text or ""):
        yield c.Move(by, at, inbox, other, (), MINUTE, word)
    yield c.Move(by, at, inbox, other, (), MINUTE, emoji="truck")
    request = request_ref(INSTALL, "became")
    for word, turns, fits in (("", 0, True), (ticket.text or "x", 3, True), ("", 0, False)):
        yield c.Redirect(
            *(by, at, inbox, request, 7, WorkflowId("chair"), {"en": ticket.text or "A chair"}),
            *(turns, fits, word, MINUTE),
        )
    yield c.HearOfSuccessor(request, Related(ticket_ref(INSTALL, "its"), 8))
    yield c.Move(by, at, inbox, inbox, (), MINUTE, emoji="key", category="access")
    yield c.MoveBack(by, inbox, other, (), MINUTE)
    yield c.MoveBack(by, inbox, other, (), MINUTE, at)


def wrong_asides() -> Iterator[dict[str, Any]]:
    """What the dialog sends back: a question that is asked of nobody."""
    yield {"text": {"value": {"value": "Is it still valid?"}}}
