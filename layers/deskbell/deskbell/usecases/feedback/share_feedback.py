"""The emoji for feedback on a message: what it says is shared (A1-22); react_to_emoji.py asks.

Only from where it may be told on: not from direct messages, notes among agents, what is private or
a channel with another company in it.
"""

from deskbell.domain.decision import Cause
from deskbell.domain.errors import SlackUnavailableError
from deskbell.domain.feedback.decide import is_ours
from deskbell.domain.feedback.inputs import SLACK, FeedbackGiven
from deskbell.domain.ids import Thread
from deskbell.domain.inputs import MessagePosted, ReactionChanged
from deskbell.domain.settings.desk import Desk
from deskbell.domain.tickets.classification import Privacy
from deskbell.domain.tickets.permissions import Surface
from deskbell.domain.tickets.places import surface_of
from deskbell.usecases.change import Handled, ignored
from deskbell.usecases.feedback.change_feedback import NOT_SET_UP, who_acts
from deskbell.usecases.feedback.hear_feedback import hear_feedback
from deskbell.usecases.tickets.desk import TicketPorts
from deskbell.usecases.tickets.reading import read_now


def share_feedback(ports: TicketPorts, reaction: ReactionChanged, cause: Cause) -> Handled:
    """Raises SlackUnavailableError: without its text there is nothing to share yet."""
    desk = ports.settings.current()
    if desk.feedback is None:
        return ignored(NOT_SET_UP)
    if not reaction.added:
        return ignored("emoji_removed")
    if not may_be_told_on(desk, reaction):
        return ignored("feedback_not_from_here")
    who = who_acts(ports, cause.install, reaction.person, reaction.channel, shared=reaction.shared)
    if not is_ours(who):
        return ignored("feedback_not_theirs")
    said = read_message(ports, Thread(reaction.channel, reaction.ts))
    if said is None or said.author in (None, desk.workspace.bot_user) or not said.text.strip():
        return ignored("no_feedback")
    event = f"{reaction.channel}.{reaction.ts}"
    given = FeedbackGiven(SLACK, event, said.text, person=said.author)
    return hear_feedback(ports, given, cause, reaction.person, reaction.channel)


def may_be_told_on(desk: Desk, reaction: ReactionChanged) -> bool:
    """Of the channel that the message is in."""
    if surface_of(desk, reaction.channel, shared=reaction.shared) is not Surface.HELP:
        return False
    inbox = desk.inbox_of(reaction.channel)
    return inbox is None or inbox.privacy is Privacy.PUBLIC


def read_message(ports: TicketPorts, message: Thread) -> MessagePosted | None:
    """Raises SlackUnavailableError; None of what is gone."""
    found = read_now(ports, message)
    if found is None:
        raise SlackUnavailableError("what is to be shared could not be read")
    return next((one for one in found if one.ts == message.ts), None)
