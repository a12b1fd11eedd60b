"""Somebody says something of what we do: it is an item with a card, or one that is seen again
(A1-22)."""

import hashlib
from zoneinfo import ZoneInfo

from deskbell.domain.decision import Cause
from deskbell.domain.feedback.commands import Receive
from deskbell.domain.feedback.inputs import FeedbackGiven
from deskbell.domain.folding import words_of
from deskbell.domain.ids import ChannelId, InstallId, PersonId, feedback_ref
from deskbell.usecases.change import Handled
from deskbell.usecases.feedback.change_feedback import change_feedback
from deskbell.usecases.tickets.desk import TicketPorts


def hear_feedback(
    ports: TicketPorts,
    given: FeedbackGiven,
    cause: Cause,
    shared_by: PersonId | None = None,
    asked_in: ChannelId | None = None,
) -> Handled:
    """`shared_by` is told in `asked_in` that it is shared."""
    month = f"{cause.at.astimezone(ZoneInfo(ports.settings.current().zone)):%Y-%m}"
    # Of emoji alone no word is left: then it is the signs that are the same.
    ref = feedback_ref(cause.install, month, *(words_of(given.text) or (given.text.strip(),)))
    command = Receive(given, event_link(cause.install, given), shared_by, asked_in)
    return change_feedback(ports, ref, cause, command)


def event_link(install: InstallId, given: FeedbackGiven) -> str:
    """The link key of what a source knows by one name; it may be long, or have any signs in it."""
    named = "\x1f".join((given.source, given.event)).encode()
    return f"feedback#{install}#{hashlib.sha256(named).hexdigest()}"
