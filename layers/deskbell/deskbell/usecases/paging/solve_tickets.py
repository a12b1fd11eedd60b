"""The tickets that were about an outage are solved with it, each as if its own button was pressed;
press_incident calls this."""

from deskbell.domain.decision import Cause
from deskbell.domain.ids import EventKey
from deskbell.domain.inputs import Button, ButtonPressed, Envelope
from deskbell.domain.paging.incident import Incident
from deskbell.usecases.change import Handled, ignored
from deskbell.usecases.tickets.desk import TicketPorts, load_ticket


def solve_tickets(
    ports: TicketPorts, press: ButtonPressed, incident: Incident, cause: Cause
) -> Handled:
    """Whether they may, each ticket's decision says. Raises QueueUnavailableError; again, the keys
    are the same."""
    for ref in incident.tickets:
        ticket = load_ticket(ports.aggregates, ref)
        if ticket is None or not ticket.is_open:
            continue
        solve = ButtonPressed(
            action=Button.SOLVE,
            value=f"{ref}|{ticket.card_revision}",
            person=press.person,
            channel=None,
            message_ts=None,
            thread_ts=None,
        )
        ports.queue.put(
            Envelope(
                key=EventKey(f"{cause.key}:{ref}"),
                install=cause.install,
                group=str(ref),
                occurred_at=cause.occurred_at,
                received_at=cause.at,
                input=solve,
                hops=cause.hops + 1,
            )
        )
    return ignored("told_each_ticket", incident.ref)
