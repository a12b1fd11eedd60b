"""Somebody of the desk answers, or writes a note, in a dialog; it stands everywhere (A5-07)."""

from dataclasses import replace

from deskbell.domain.decision import Decision
from deskbell.domain.ids import Thread, Ts
from deskbell.domain.texts import Name, Text
from deskbell.domain.tickets import commands as c
from deskbell.domain.tickets import events as e
from deskbell.domain.tickets.answering import answered
from deskbell.domain.tickets.comments import blank_comment
from deskbell.domain.tickets.copies import show
from deskbell.domain.tickets.permissions import Action, can
from deskbell.domain.tickets.refusal import refuse_press
from deskbell.domain.tickets.ticket import Ticket
from deskbell.domain.tickets.transition import step


def say(ticket: Ticket, command: c.Say) -> Decision:
    """Its copies are all there is of it; a note has them on the team's own surfaces alone."""
    who, at, message = command.by.person, command.at, command.message
    if not can(command.by, Action.NOTE, ticket):
        return refuse_press(ticket, command.by, at, Action.NOTE, "not_allowed")
    comment = replace(
        blank_comment(ticket.ref, message, None),
        author=who,
        texts=((message.ts, command.text),),
        internal=not command.public,
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
        e.CommentAdded(message.ts, who, comment.internal, message.channel),
        Text("reason.comment_said", {"by": Name(who)}),
        effects=(*show(ticket, None, comment, command.heard.later), *told.effects),
        rows=(comment,),
    )
