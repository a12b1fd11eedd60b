"""The answer to a reading of Slack that could not be had at once (architecture.md, idea 5)."""

from deskbell.domain.decision import Cause, message_link
from deskbell.domain.ids import Thread
from deskbell.domain.inputs import ThreadRead
from deskbell.domain.tickets import commands as c
from deskbell.domain.tickets.ticket import Ticket
from deskbell.usecases.change import Handled
from deskbell.usecases.tickets.change_ticket import change_ticket
from deskbell.usecases.tickets.desk import TicketPorts, load_ticket


def record_thread(ports: TicketPorts, read: ThreadRead, cause: Cause) -> Handled:
    """Adds what is missing; if the message was a reply, finds whose thread it is."""
    root = read.messages[0] if read.messages else None

    def command_for(_: Ticket | None) -> c.TicketCommand:
        other = None
        if root is not None and root.thread_ts not in (None, root.ts):
            home = Thread(root.channel, root.thread_ts or root.ts)
            link = ports.aggregates.find(message_link(cause.install, home))
            if link is not None and link.ref != read.ref:
                other = load_ticket(ports.aggregates, link.ref)
        known = frozenset(comment.source for comment in ports.aggregates.comments(read.ref))
        return c.RecordThread(read.messages, known, other, read.failure)

    return change_ticket(ports.aggregates, read.ref, cause, command_for)
