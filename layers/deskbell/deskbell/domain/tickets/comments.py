"""The comments of a ticket: Slack's thread, whatever order it arrives in (A1-09, I3).

A comment is a small convergent value: texts are ordered by their edit time and the last one
counts; a deletion is a tombstone that nothing undoes; an edit or a deletion may come before
the message itself (bad inputs 47 and 50).
"""

from dataclasses import replace
from datetime import UTC, datetime

from deskbell.domain.decision import Comment
from deskbell.domain.ids import PersonId, Ref, Ts
from deskbell.domain.inputs import FileRef, MessagePosted

MOST_TEXTS = 6
"""Versions of one comment that are kept, the first and the newest: Slack lets people edit for ever,
and the table takes no row above 400 KB."""


def instant_of(ts: Ts) -> datetime:
    """The UTC time of a Slack timestamp, exact to the microsecond (no float on the way)."""
    seconds, _, micros = ts.partition(".")
    return datetime.fromtimestamp(int(seconds), UTC).replace(
        microsecond=int(micros[:6].ljust(6, "0") or 0)
    )


def comment_of(ref: Ref, message: MessagePosted, *, internal: bool = False) -> Comment:
    """A comment as Slack shows it now, with its last edit."""
    return Comment(
        ref=ref,
        at=instant_of(message.ts),
        source=message.ts,
        author=message.author,
        texts=((message.edited_ts or message.ts, message.text),),
        files=message.files,
        internal=internal,
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
    if any(at == ts for at, _ in comment.texts):
        return None
    first, *edits = sorted((*comment.texts, (ts, text)))
    texts = (first, *edits[-(MOST_TEXTS - 1) :])
    if texts == comment.texts:
        return None
    return replace(
        comment,
        texts=texts,
        author=comment.author or author,
        files=comment.files or files,
    )


def blank_comment(ref: Ref, source: Ts, *, internal: bool) -> Comment:
    """A comment of which nothing but its timestamp is known."""
    return Comment(
        ref=ref, at=instant_of(source), source=source, author=None, texts=(), internal=internal
    )
