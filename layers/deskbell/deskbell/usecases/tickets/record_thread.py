"""The answer to a reading of Slack that could not be had at once (architecture.md, idea 5)."""

from collections.abc import Iterator

from deskbell.domain.decision import Cause, Comment, message_link
from deskbell.domain.ids import Ref, Thread
from deskbell.domain.inputs import ThreadRead
from deskbell.domain.tickets import commands as c
from deskbell.domain.tickets.ticket import Ticket
from deskbell.usecases.change import Handled
from deskbell.usecases.tickets.change_ticket import change_ticket
from deskbell.usecases.tickets.desk import TicketPorts, going_on, load_ticket


def record_thread(ports: TicketPorts, read: ThreadRead, cause: Cause) -> Handled:
    """Adds what is missing; if the message was a reply, finds whose thread it is."""
    root = read.messages[0] if read.messages else None

    def command_for(_: Ticket | None) -> c.TicketCommand:
        other = None
        if root is not None and root.thread_ts not in (None, root.ts):
            home = Thread(root.channel, root.thread_ts or root.ts)
            link = ports.aggregates.find(message_link(cause.install, home))
            if link is not None and link.ref != read.ref:
                other = going_on(ports.aggregates, link.ref)
        known = tuple(_known(ports, read.ref))
        inbox = ports.settings.current().inboxes[other.inbox] if other else None
        return c.RecordThread(read.messages, known, other, read.failure, inbox)

    return change_ticket(ports.aggregates, read.ref, cause, command_for)


def _known(ports: TicketPorts, ref: Ref) -> Iterator[Comment]:
    """While a ticket is merged, what is said in its thread belongs to the one that goes on."""
    ticket, survivor = load_ticket(ports.aggregates, ref), going_on(ports.aggregates, ref)
    former = ticket.ties.former if ticket else ()
    for of in {ref, survivor.ref if survivor else ref, *former}:
        yield from ports.aggregates.comments(of)
