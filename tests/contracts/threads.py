"""What people can do to a ticket by talking about it, for `texts_decided.py`."""

from collections.abc import Iterator
from dataclasses import replace

from deskbell.domain.effects import Place
from deskbell.domain.ids import Thread, Ts
from deskbell.domain.inputs import MessageDeleted, MessageEdited, MessagePosted
from deskbell.domain.settings.desk import Desk
from deskbell.domain.tickets import commands as c
from deskbell.domain.tickets.comments import comment_of
from deskbell.domain.tickets.copies import IN_API, IN_DIALOG
from deskbell.domain.tickets.permissions import Surface, member
from deskbell.domain.tickets.ticket import Ticket
from tests.builders import BEN, IT_TRIAGE, JIWOO, MINJUN

LATER = Ts("1795424600.000100")


def commands(message: MessagePosted, ticket: Ticket, desk: Desk) -> Iterator[c.TicketCommand]:
    """A message with its edit and deletion, by everybody who may be told something of it."""
    edit = MessageEdited(
        message.channel, message.ts, message.thread_ts, message.author, "Mended", LATER
    )
    gone = MessageDeleted(message.channel, message.ts, message.thread_ts, LATER)
    yield c.RecordMessage(message, c.Heard())
    yield c.RecordEdit(edit, c.Heard())
    yield c.RecordDeletion(gone, c.Heard())
    for author in (BEN, MINJUN):
        by = member(author, desk)
        rival = comment_of(ticket.ref, replace(message, author=JIWOO, ts=Ts("1795424499.000100")))
        heard = c.Heard(place=ticket.home.place, by=by, rival=rival)
        yield c.RecordMessage(replace(message, author=author), heard)
        note = replace(message, author=author, channel=IT_TRIAGE)
        yield c.Publish(
            member(author, desk, at=Surface.TRIAGE),
            "mega",
            note,
            c.Heard(place=Place.TRIAGE),
        )
        known = replace(comment_of(ticket.ref, note, Place.TRIAGE), internal=False)
        yield c.Unpublish(by, "mega", known.message, note.thread_ts, c.Heard(known))
        at = c.Pressed(IT_TRIAGE, message.ts, ticket.card_revision)
        said = Thread(IN_DIALOG, LATER)
        yield c.Say(by, at, said, message.text, public=True, heard=heard)
        by_program = MessagePosted(IN_API, LATER, None, author, message.text)
        yield c.ReceiveReply(by, at, c.RecordMessage(by_program, heard, desk.inboxes[ticket.inbox]))
        yield c.Correct(by, at, message.text, c.Heard())
