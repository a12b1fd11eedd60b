"""What is said by the API, or in Jira (A5-07, A5-08); `decide` calls it.

It means what a reply in the requester's thread means, and is decided as one; a note is `Say`d.
"""

from dataclasses import replace

from deskbell.domain.decision import Decision
from deskbell.domain.directs import direct_to
from deskbell.domain.effects import Effect, Whisper
from deskbell.domain.tickets import commands as c
from deskbell.domain.tickets.copies import IN_API, IN_JIRA
from deskbell.domain.tickets.permissions import Action, can
from deskbell.domain.tickets.refusal import refuse_press
from deskbell.domain.tickets.ticket import Ticket


def receive_reply(ticket: Ticket, command: c.ReceiveReply, said: Decision) -> Decision:
    """`said` is the decision on its words. Slack has let nobody in who may not be here, so they are
    asked for their right. Two copies come at different times, so that the comment does not know
    itself again: it is committed once, under the key that whoever sent it has given."""
    if not can(command.by, Action.COMMENT, ticket):
        return refuse_press(ticket, command.by, command.at, Action.COMMENT, "not_allowed")
    changes = tuple(
        replace(one, effects=tuple(map(_told_by_message, one.effects))) for one in said.changes
    )
    return replace(said, changes=changes, idempotent=False)


def _told_by_message(effect: Effect) -> Effect:
    """What nobody else is to see is told by direct message: they are in no channel."""
    if isinstance(effect, Whisper) and effect.channel in (IN_API, IN_JIRA):
        return replace(effect, channel=direct_to(effect.person), thread_ts=None)
    return effect
