"""Somebody of the desk answers with a prepared reply: a comment like any other, said in a dialog.

It has no message of its own in Slack, so each surface shows it with its author's name.
"""

from deskbell.domain.decision import Decision
from deskbell.domain.texts import Name, Text
from deskbell.domain.tickets import commands as c
from deskbell.domain.tickets.permissions import Action, can
from deskbell.domain.tickets.refusal import refuse_press
from deskbell.domain.tickets.saying import said
from deskbell.domain.tickets.ticket import Status, Ticket

_ANSWERABLE = frozenset({*(status for status in Status if status.is_open), Status.SOLVED})


def reply(ticket: Ticket, command: c.ReplyWith) -> Decision:
    """To everybody who can see the ticket, at once on all its surfaces."""
    who = command.by.person
    if not can(command.by, Action.NOTE, ticket):
        return refuse_press(ticket, command.by, command.at, Action.NOTE, "not_allowed")
    if ticket.status not in _ANSWERABLE:
        return refuse_press(ticket, command.by, command.at, Action.NOTE, "over")
    reason = Text("reason.replied", {"by": Name(who), "reply": command.reply.name})
    return said(ticket, command, reason, internal=False)


def filled_in(text: str, ticket: Ticket, agent: str, inbox: str) -> str:
    """People as mentions, which every surface shows as names."""
    requester = f"<@{ticket.requester}>" if ticket.requester else ""
    return text.format(
        requester=requester, number=f"#{ticket.number}", inbox=inbox, agent=f"<@{agent}>"
    )
