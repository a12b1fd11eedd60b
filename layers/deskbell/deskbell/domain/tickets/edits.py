"""What was edited in a ticket, with what it said before (A1-09); the relay asks when it shows it.

Slack keeps no earlier text, so whoever promised something and changed it, or asked for something
else at first, is read here. What was deleted stays gone.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from deskbell.domain.decision import Comment
from deskbell.domain.ids import PersonId, Ts
from deskbell.domain.tickets.copies import is_internal, said_at
from deskbell.domain.tickets.permissions import Action, Member, Surface, can
from deskbell.domain.tickets.ticket import Ticket


@dataclass(frozen=True, slots=True)
class Edit:
    """What somebody said, oldest text first, each with when it was written."""

    author: PersonId | None
    texts: tuple[tuple[Ts, str], ...]


@dataclass(frozen=True, slots=True)
class Edits:
    """Of one ticket, what was changed last first; `refused`: they may not read it."""

    number: int | None
    edited: tuple[Edit, ...] = ()
    refused: bool = False


NO_SUCH_TICKET = Edits(None, refused=True)


def is_edited(comment: Comment) -> bool:
    """Whether it says something else than at first, even where nobody knows what that was."""
    return bool(comment.texts) and comment.texts[-1][0] != comment.source


def edits_for(who: Member, ticket: Ticket, comments: Iterable[Comment]) -> Edits:
    """Shown to nobody else, so wherever they are, it is as in their direct messages. Notes are for
    whoever reads notes; so is what was one until it was published, as it may have said more."""
    who = replace(who, at=Surface.DIRECT)
    if not can(who, Action.EDITS, ticket):
        return Edits(ticket.number, refused=True)
    reads_notes = can(who, Action.NOTE, ticket)
    said = [
        Edit(comment.author, comment.texts)
        for comment in comments
        if comment.deleted_ts is None
        and (reads_notes or not (comment.internal or is_internal(said_at(ticket, comment))))
    ]
    if ticket.earlier and ticket.text is not None:
        own = (*ticket.earlier, (Ts(ticket.text_ts), ticket.text))
        said.append(Edit(ticket.requester, own))
    edited = (edit for edit in said if len(edit.texts) > 1)
    return Edits(ticket.number, tuple(sorted(edited, key=_last_change, reverse=True)))


def _last_change(edit: Edit) -> Ts:
    return edit.texts[-1][0]
