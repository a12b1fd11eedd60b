"""Somebody of the desk answers, or writes a note, in a dialog, and may change it there; it stands
everywhere (A5-07)."""

from dataclasses import replace
from datetime import datetime

from deskbell.domain.decision import Decision, nothing
from deskbell.domain.ids import Thread, Ts
from deskbell.domain.inputs import MessageDeleted, MessageEdited
from deskbell.domain.texts import Name, Text
from deskbell.domain.tickets import commands as c
from deskbell.domain.tickets import events as e
from deskbell.domain.tickets.answering import answered
from deskbell.domain.tickets.comments import blank_comment
from deskbell.domain.tickets.copies import show
from deskbell.domain.tickets.permissions import Action, can
from deskbell.domain.tickets.refusal import refuse_press
from deskbell.domain.tickets.thread import record_deletion, record_edit
from deskbell.domain.tickets.ticket import Ticket
from deskbell.domain.tickets.transition import step


def say(ticket: Ticket, command: c.Say) -> Decision:
    """Its copies are all there is of it; a note has them on the team's own surfaces alone."""
    who, at = command.by.person, command.at
    if not can(command.by, Action.NOTE, ticket):
        return refuse_press(ticket, command.by, at, Action.NOTE, "not_allowed")
    if ticket.goes_on_as:
        return nothing("goes_on_elsewhere")  # it was merged a moment ago
    reason = Text("reason.comment_said", {"by": Name(who)})
    return said(ticket, command, reason, internal=not command.public)


def said(ticket: Ticket, command: c.Say | c.ReplyWith, reason: Text, *, internal: bool) -> Decision:
    """What is written, or chosen, in a dialog is a comment, in its place among the others."""
    who, at, message = command.by.person, command.at, command.message
    comment = replace(
        blank_comment(ticket.ref, message, None),
        author=who,
        texts=((message.ts, command.text),),
        internal=internal,
    )
    where = Thread(at.channel, at.thread_ts or Ts("")) if at.channel else None
    told = answered(ticket, comment, command.by, command.heard.rival, where)
    return step(
        ticket,
        replace(
            ticket,
            comments=ticket.comments + 1,
            last_answer=told.answer or ticket.last_answer,
        ),
        e.CommentAdded(message.ts, who, internal, message.channel, told.answer is not None),
        reason,
        effects=(*show(ticket, None, comment, command.heard.later), *told.effects),
        rows=(comment,),
    )


def correct(ticket: Ticket, command: c.Correct, now: datetime) -> Decision:
    """Only its author does; its copies change or go, as with a message of Slack's."""
    who, known = command.by.person, command.heard.known
    if not can(command.by, Action.NOTE, ticket):
        return refuse_press(ticket, command.by, command.at, Action.NOTE, "not_allowed")
    if known is None or known.author != who:
        return refuse_press(ticket, command.by, command.at, Action.NOTE, "nothing_to_correct")
    channel, source = known.message.channel, known.source
    ts = Ts(f"{int(now.timestamp())}.{now.microsecond:06}")
    if command.text:
        edit = MessageEdited(channel, source, None, who, command.text, ts)
        decision = record_edit(ticket, c.RecordEdit(edit, command.heard))
    else:
        gone = MessageDeleted(channel, source, None, ts)
        decision = record_deletion(ticket, c.RecordDeletion(gone, command.heard))
    # Asked once more, it would mean what they said before that.
    return replace(decision, idempotent=False)
