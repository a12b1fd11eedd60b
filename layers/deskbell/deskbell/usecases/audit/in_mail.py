"""I31: what the team says to everybody goes out by mail once, and no note does; `invariants.py`
lists them."""

from collections import Counter
from collections.abc import Iterator

from deskbell.domain.effects import MailComment
from deskbell.domain.ids import Ref, Thread
from deskbell.usecases.audit.books import Books, Violation


def i31_nothing_is_mailed_twice(books: Books) -> Iterator[Violation]:
    """One row a comment; that a mail may go out twice after a doubt, nobody can help (ADR 0024)."""
    mailed = Counter(_mailed(books))
    for (ref, message), times in mailed.items():
        if times > 1:
            yield Violation("I31", str(ref), f"{message.ts} is mailed {times} times")


def i31_no_note_is_mailed(books: Books) -> Iterator[Violation]:
    """Nor anything that is no comment."""
    comments = {(ref, one.message): one for ref, found in books.comments.items() for one in found}
    for ref, message in _mailed(books):
        comment = comments.get((ref, message))
        if comment is None or comment.internal:
            yield Violation("I31", str(ref), f"{message.ts} is mailed, and not for everybody")


def _mailed(books: Books) -> Iterator[tuple[Ref, Thread]]:
    for row in books.outbox:
        if isinstance(row.effect, MailComment):
            yield row.ref, row.effect.of
