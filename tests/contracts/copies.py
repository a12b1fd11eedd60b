"""What people said elsewhere with all the extremes, for `everything_sent.py`."""

from collections.abc import Iterator
from dataclasses import replace

from deskbell.domain.decision import Comment
from deskbell.domain.effects import Place
from deskbell.domain.ids import PersonId, Thread, Ts
from deskbell.domain.inputs import FileRef
from deskbell.domain.tickets.comments import blank_comment
from deskbell.domain.tickets.edits import Edit, Edits
from deskbell.domain.tickets.parts import parts_of
from deskbell.domain.tickets.ticket import Card, Ticket
from deskbell.usecases.slack_ports import Message, Renderer
from tests.builders import ANA, IT_HAPPENS, IT_TRIAGE

WRITTEN = Ts("1795424500.000100")
EDITED = Ts("1795424560.000100")
CARDS = (Card(Place.THREAD, IT_HAPPENS, WRITTEN), Card(Place.TRIAGE, IT_TRIAGE))
LONG_ADDRESS = f"https://files.example/{'a' * 900}"


def shown(renderer: Renderer, ticket: Ticket, text: str) -> Iterator[tuple[str, Message]]:
    """Each part of somebody's message at each place, with the files that it can have."""
    for comment in _comments(ticket, text):
        for card in CARDS:
            for part in range(len(parts_of(comment))):
                message = renderer.comment(ticket, comment, card, part)
                assert message is not None
                what = f"part {part} of {len(comment.files)} files at {card.place}"
                yield f"{what} by {comment.author}", message


def edits(ticket: Ticket, text: str) -> Iterator[Edits]:
    """None, few, more than there is room for, and what is not for them."""
    changed = Edit(ANA, ((WRITTEN, text), (EDITED, f"{text} again"), (EDITED, text[:500])))
    nobodys = Edit(None, ((WRITTEN, ""), (EDITED, text)))
    for edited in ((), (changed,), (nobodys, *[changed] * 40)):
        yield Edits(ticket.number, edited)
    yield Edits(ticket.number, refused=True)


def _comments(ticket: Ticket, text: str) -> Iterator[Comment]:
    blank = blank_comment(ticket.ref, Thread(IT_HAPPENS, WRITTEN), None)
    written = replace(blank, texts=((WRITTEN, text),), author=ANA)
    name = text[:100] or "screen.png"
    many = tuple(FileRef(f"F{n:09}", name, LONG_ADDRESS) for n in range(20))
    yield written
    yield replace(written, texts=((WRITTEN, "At first"), (EDITED, text)))
    yield replace(written, author=None, channel=None, files=(FileRef("F1", "", ""),))
    yield replace(written, files=many, author=PersonId("W0EXTERNAL"))
    yield replace(written, files=many, texts=((WRITTEN, text[:500]),))
