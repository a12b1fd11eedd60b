"""Who may know of a ticket, and who comes from elsewhere, for `texts_decided.py`."""

from collections.abc import Iterator
from dataclasses import replace

from deskbell.domain.directs import direct_to
from deskbell.domain.effects import Place
from deskbell.domain.ids import ChannelId, InboxId, PersonId, Ts
from deskbell.domain.inputs import MessagePosted
from deskbell.domain.settings.desk import Desk, Inbox
from deskbell.domain.settings.partners import Partner
from deskbell.domain.tickets import commands as c
from deskbell.domain.tickets.permissions import Surface, member
from deskbell.domain.tickets.ticket import Card, Privacy, Progress, Ticket
from deskbell.domain.tickets.visits import Visit
from tests.builders import (
    ANA,
    BEN,
    IT_HAPPENS,
    LENA,
    MINUTE,
    ROOT,
    a_reply,
    open_from_direct,
    open_from_message,
)


def private(ticket: Ticket, privacy: Privacy) -> Ticket:
    """The same ticket, of which fewer people may know, with all the cards that it may have."""
    cards = (Card(Place.DIRECT, direct_to(ANA)), Card(Place.HANDLER, direct_to(LENA)))
    return replace(ticket, privacy=privacy, cards=(*ticket.cards, *cards))


def asked(ticket: Ticket, inbox: Inbox, desk: Desk) -> Iterator[tuple[Ticket, c.TicketCommand]]:
    """More private and less, with a reason and without; a private request moves, and waits."""
    at = c.Pressed(IT_HAPPENS, ROOT.ts, ticket.card_revision)
    for person in (ANA, LENA):
        by = member(person, desk, at=Surface.DIRECT)
        for to in Privacy:
            yield ticket, c.Conceal(by, at, inbox, to)
            for why in ("", "A mistake"):
                yield private(ticket, Privacy.RESTRICTED), c.Reveal(by, at, inbox, to, why)
        moving = c.Move(by, at, inbox, desk.inboxes[InboxId("other")], (), MINUTE)
        yield private(ticket, Privacy.RESTRICTED), moving
    for progress in (Progress.REMINDER_DUE, Progress.ESCALATION_DUE):
        due = replace(private(ticket, Privacy.RESTRICTED), progress=progress)
        yield from ((due, c.RemindTriage(inbox)), (due, c.EscalateRequest(inbox)))


def visits(ticket: Ticket, inbox: Inbox) -> Iterator[c.TicketCommand]:
    """What people of other companies write, and what somebody writes to the app."""
    text = ticket.text or ""
    acme = Partner("Acme", IT_HAPPENS, "T0ACME0001", BEN, LENA)
    for partner in (acme, None):
        visit = Visit(IT_HAPPENS, PersonId("U0CORA0001"), "T0ACME0001", partner, BEN)
        yield open_from_message(inbox=inbox, number=ticket.number, visit=visit)
        yield c.RecordMessage(a_reply("1795424500.000100", text), c.Heard(), visit=visit)
    message = MessagePosted(
        ChannelId("D0ANA00001"), Ts("1795424500.000100"), None, ANA, text or "My mail"
    )
    yield open_from_direct(inbox=inbox, number=ticket.number, message=message)
    yield c.GoOnDirectly(c.RecordMessage(message, c.Heard(place=Place.DIRECT)))
