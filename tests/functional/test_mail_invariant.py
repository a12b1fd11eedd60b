"""I31 finds what must not be: a note on its way by mail, a reply that is mailed twice."""

from dataclasses import replace

import pytest

from deskbell.adapters.memory.books import memory_books
from deskbell.domain.effects import MailComment
from deskbell.domain.inputs import Dialog
from deskbell.usecases.audit.books import Books
from deskbell.usecases.audit.invariants import broken
from deskbell.usecases.ports import OutboxRow
from tests.builders import BEN, BOT, IT_TRIAGE
from tests.functional.by_mail import a_mail, mail_desk
from tests.functional.memory_desk import MemoryDesk


@pytest.fixture
def desk() -> MemoryDesk:
    """A mail, answered by mail, and a note."""
    desk = MemoryDesk(mail_desk())
    desk.give(a_mail())
    [card] = desk.ours(IT_TRIAGE)
    for text, audience in (("Is it on?", "everybody"), ("Surely not", "team")):
        desk.give(desk.fill(BEN, Dialog.SAY, card, text=text, audience=audience))
    return desk


def books_of(desk: MemoryDesk) -> Books:
    return memory_books(desk.table, desk.wall(), BOT)


def reply_of(books: Books) -> OutboxRow:
    [row] = [row for row in books.outbox if isinstance(row.effect, MailComment)]
    return row


def told(books: Books) -> list[str]:
    return [one.what for one in broken(books) if one.invariant == "I31"]


def test_a_mail_that_is_answered_keeps_what_it_promises(desk: MemoryDesk) -> None:
    assert broken(books_of(desk)) == []


def test_a_reply_on_its_way_twice_is_found(desk: MemoryDesk) -> None:
    books = books_of(desk)
    twin = replace(reply_of(books), id=f"{desk.ticket.ref}/99/0")
    [found] = told(replace(books, outbox=[*books.outbox, twin]))
    assert found.endswith("is mailed 2 times")


def test_a_note_on_its_way_by_mail_is_found(desk: MemoryDesk) -> None:
    books = books_of(desk)
    [note] = [one for one in books.comments[desk.ticket.ref] if one.internal]
    row = replace(reply_of(books), effect=MailComment(note.message))
    [found] = told(replace(books, outbox=[*books.outbox, row]))
    assert found.endswith("is mailed, and not for everybody")
