"""Somebody of the desk answers with a prepared reply: a comment like any other, said in a dialog.

It has no message of its own in Slack, so each surface shows it with its author's name.
"""

from dataclasses import replace
from datetime import datetime

from deskbell.domain.decision import Comment, Decision
from deskbell.domain.ids import Ts
from deskbell.domain.texts import Name, Text
from deskbell.domain.tickets import commands as c
from deskbell.domain.tickets import events as e
from deskbell.domain.tickets.answering import answered
from deskbell.domain.tickets.copies import IN_DIALOG, show
from deskbell.domain.tickets.permissions import Action, can
from deskbell.domain.tickets.refusal import refuse_press
from deskbell.domain.tickets.ticket import Status, Ticket
from deskbell.domain.tickets.transition import step

_ANSWERABLE = frozenset({*(status for status in Status if status.is_open), Status.SOLVED})


def reply(ticket: Ticket, command: c.ReplyWith, now: datetime) -> Decision:
    """To everybody who can see the ticket, at once on all its surfaces."""
    who = command.by.person
    if not can(command.by, Action.NOTE, ticket):
        return refuse_press(ticket, command.by, command.at, Action.NOTE, "not_allowed")
    if ticket.status not in _ANSWERABLE:
        return refuse_press(ticket, command.by, command.at, Action.NOTE, "over")
    source = Ts(f"{int(now.timestamp())}.{now.microsecond:06}")
    comment = Comment(
        ref=ticket.ref,
        at=now,
        source=source,
        author=who,
        texts=((source, command.text),),
        channel=IN_DIALOG,
    )
    told = answered(ticket, comment, command.by, None, None)
    return step(
        ticket,
        replace(
            ticket, comments=ticket.comments + 1, last_answer=told.answer or ticket.last_answer
        ),
        e.CommentAdded(source, who, internal=False, channel=IN_DIALOG),
        Text("reason.replied", {"by": Name(who), "reply": command.reply.name}),
        effects=(*show(ticket, None, comment), *told.effects),
        rows=(comment,),
    )


def filled_in(text: str, ticket: Ticket, agent: str, inbox: str) -> str:
    """People as mentions, which every surface shows as names."""
    requester = f"<@{ticket.requester}>" if ticket.requester else ""
    return text.format(
        requester=requester, number=f"#{ticket.number}", inbox=inbox, agent=f"<@{agent}>"
    )
