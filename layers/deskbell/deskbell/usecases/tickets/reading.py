"""What Slack says of a message at once, before a decision; a ticket does not wait for it
(architecture.md, idea 5)."""

from deskbell.domain.ids import Thread
from deskbell.domain.inputs import MessagePosted
from deskbell.usecases.slack_ports import Later, Never, Unknown
from deskbell.usecases.tickets.desk import TicketPorts

GONE = frozenset({"message_not_found", "thread_not_found"})
"""Slack's codes for a message that is not there (any more)."""


def read_now(ports: TicketPorts, message: Thread) -> tuple[MessagePosted, ...] | None:
    """One try. None if Slack did not say, empty if there is no such message of a person's."""
    answer = ports.slack.read_thread(message)
    if isinstance(answer, Never) and answer.code in GONE:
        return ()
    if isinstance(answer, Later | Unknown | Never):
        return None
    return tuple(answer)
