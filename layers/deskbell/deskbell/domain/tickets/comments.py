"""The comments of a ticket: Slack's thread, whatever order it arrives in (A1-09, I3).

A comment is a small convergent value: texts are ordered by their edit time and the last one
counts; a deletion is a tombstone that nothing undoes; an edit or a deletion may come before
the message itself (bad inputs 47 and 50).
"""

from collections.abc import Iterable
from dataclasses import replace

from deskbell.domain.decision import Comment
from deskbell.domain.effects import Place
from deskbell.domain.ids import ChannelId, PersonId, Ref, Thread, Ts
from deskbell.domain.inputs import FileRef, MessagePosted
from deskbell.domain.tickets.copies import is_internal
from deskbell.domain.tickets.instants import instant_of as instant_of

MOST_TEXTS = 6
"""Versions of one comment that are kept, the first and the newest: Slack lets people edit for ever,
and the table takes no row above 400 KB."""


def comment_of(ref: Ref, message: MessagePosted, place: Place | None = Place.THREAD) -> Comment:
    """A comment as Slack shows it now, with its last edit; `place` is where it was said."""
    blank = blank_comment(ref, Thread(message.channel, message.ts), place)
    return replace(
        blank,
        author=message.author,
        texts=((message.edited_ts or message.ts, message.text),),
        files=message.files,
    )


def with_text(
    known: Comment | None,
    blank: Comment,
    *,
    ts: Ts,
    text: str,
    author: PersonId | None,
    files: tuple[FileRef, ...] = (),
) -> Comment | None:
    """`known` (or `blank`, if nothing is known) with one more text, or None if that adds nothing.

    `ts` is when the text was written or edited; texts stay in that order.
    """
    comment = known or blank
    comment = replace(comment, author=comment.author or author, files=comment.files or files)
    if all(at != ts for at, _ in comment.texts):
        first, *edits = sorted((*comment.texts, (ts, text)))
        comment = replace(comment, texts=(first, *edits[-(MOST_TEXTS - 1) :]))
    return None if comment == known else comment


def blank_comment(
    ref: Ref, message: Thread, place: Place | None, *, aside: bool = False
) -> Comment:
    """A comment of which nothing but its message is known, and where that is."""
    return Comment(
        ref=ref,
        at=instant_of(message.ts),
        source=message.ts,
        author=None,
        texts=(),
        internal=aside or is_internal(place),
        channel=message.channel,
        place=place,
    )


def one_of(comments: Iterable[Comment], message: Thread) -> Comment | None:
    """The comment that is this message; an old row does not say whose channel its timestamp is."""
    names = (message, Thread(ChannelId(""), message.ts))
    return next((comment for comment in comments if comment.message in names), None)
