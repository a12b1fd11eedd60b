"""A note becomes an answer: an explicit act of somebody of the desk (C-20).

Whoever wrote it deletes it to take it back; whoever published it takes the emoji off in time.
"""

from dataclasses import replace
from datetime import datetime

from deskbell.domain.decision import Decision, nothing
from deskbell.domain.effects import Whisper
from deskbell.domain.ids import Thread
from deskbell.domain.texts import Name, Text
from deskbell.domain.tickets import commands as c
from deskbell.domain.tickets import events as e
from deskbell.domain.tickets.answering import answered
from deskbell.domain.tickets.comments import comment_of
from deskbell.domain.tickets.copies import hide, is_internal, show
from deskbell.domain.tickets.permissions import Action, can
from deskbell.domain.tickets.published import Published
from deskbell.domain.tickets.ticket import Ticket
from deskbell.domain.tickets.transition import step
from deskbell.domain.tickets.undoing import EMOJI_DID_NOTHING


def publish(ticket: Ticket, command: c.Publish, now: datetime) -> Decision:
    """Its copies appear on all other surfaces, in its author's name."""
    said, heard, who = command.said, command.heard, command.by.person
    if not is_internal(heard.place):
        return nothing("public_already")
    if not can(command.by, Action.NOTE, ticket):
        return _refused(ticket, command)
    if heard.known is None and ticket.goes_on_as:
        return nothing("goes_on_elsewhere")  # it was merged a moment ago
    note = heard.known or comment_of(ticket.ref, said, heard.place)
    if note.deleted_ts is not None or not note.internal:
        return nothing("nothing_to_publish")
    comment = replace(note, internal=False)
    where = Thread(said.channel, said.thread_ts or said.ts)
    told = answered(ticket, comment, command.by, heard.rival, where)
    known = Text("whisper.published", {"number": ticket.number})
    return step(
        ticket,
        replace(
            ticket,
            comments=ticket.comments + (0 if heard.known else 1),
            last_answer=told.answer or ticket.last_answer,
            published=Published(who, comment.message, now + command.undo_window),
        ),
        e.CommentPublished(said.ts, said.channel, who),
        Text("reason.comment_published", {"by": Name(who), "emoji": command.emoji}),
        effects=(
            *show(ticket, heard.known, comment, heard.later),
            *told.effects,
            Whisper(who, where.channel, where.ts, known),
        ),
        rows=(comment,),
    )


def unpublish(ticket: Ticket, command: c.Unpublish, now: datetime) -> Decision:
    """What went out by mail has gone; who has read the rest has read it."""
    who, last, known = command.by.person, ticket.published, command.heard.known
    if last is None or known is None or (last.by, last.message) != (who, command.message):
        return nothing(EMOJI_DID_NOTHING)
    if now > last.until or known.internal or known.deleted_ts is not None or ticket.mail:
        return nothing("undo_too_late")
    note = replace(known, internal=True)
    is_last = ticket.last_answer is not None and ticket.last_answer.message == last.message
    told = Text("whisper.unpublished", {"number": ticket.number})
    where = command.message
    return step(
        ticket,
        replace(ticket, published=None, last_answer=None if is_last else ticket.last_answer),
        e.CommentUnpublished(known.source, where.channel, who),
        Text("reason.comment_unpublished", {"by": Name(who), "emoji": command.emoji}),
        effects=(*hide(ticket, known, note), Whisper(who, where.channel, command.thread_ts, told)),
        rows=(note,),
    )


def _refused(ticket: Ticket, command: c.Publish) -> Decision:
    """Only noted: people use emoji for many things."""
    who = command.by.person
    return step(
        ticket,
        ticket,
        e.ActionRefused(who, str(Action.NOTE), "not_allowed"),
        Text("reason.refused_not_allowed", {"by": Name(who)}),
    )
