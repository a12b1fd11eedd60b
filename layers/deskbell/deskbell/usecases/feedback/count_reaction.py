"""An emoji on the card of feedback is counted, and means nothing else there (A3-09);
react_to_emoji.py asks first."""

from deskbell.domain.decision import Cause, page_link
from deskbell.domain.feedback.commands import React
from deskbell.domain.ids import Kind, Thread
from deskbell.domain.inputs import Envelope, ReactionChanged
from deskbell.usecases.change import Handled, ignored
from deskbell.usecases.feedback.change_feedback import change_feedback
from deskbell.usecases.tickets.desk import TicketPorts
from deskbell.usecases.tickets.park_input import park_input


def count_reaction(
    ports: TicketPorts, envelope: Envelope, reaction: ReactionChanged, cause: Cause
) -> Handled | None:
    """None where it is on something else. In whatever order they come, the latest counts."""
    desk = ports.settings.current()
    if desk.feedback is None or reaction.channel != desk.feedback.channel:
        return None
    if reaction.author not in (None, desk.workspace.bot_user):
        return None
    on = Thread(reaction.channel, reaction.ts)
    key = page_link(cause.install, on)
    link = ports.aggregates.find(key) or park_input(ports, on, envelope, key)
    if link is None:
        return ignored("parked")
    if link.ref.kind is not Kind.FEEDBACK:
        return None
    react = React(reaction.person, reaction.emoji, reaction.event_ts, reaction.added)
    return change_feedback(ports, link.ref, cause, react)
