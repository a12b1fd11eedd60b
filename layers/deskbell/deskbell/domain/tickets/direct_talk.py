"""What somebody writes in their direct messages with the app, one line after the other (C-20)."""

from dataclasses import replace

from deskbell.domain.decision import Decision, Link, direct_link, message_link
from deskbell.domain.effects import Place, ReleaseParked
from deskbell.domain.ids import Thread
from deskbell.domain.tickets import commands as c
from deskbell.domain.tickets.ticket import Ticket


def go_on(ticket: Ticket, command: c.GoOnDirectly, decision: Decision) -> Decision:
    """A message at the top level is one more of the ticket's, as `decision` has it; what is said
    below it is as well."""
    message = command.said.message
    thread = Thread(message.channel, message.ts)

    links = (
        Link(message_link(ticket.install, thread), ticket.ref, Place.DIRECT),
        Link(direct_link(ticket.install, thread.channel), ticket.ref, newest=True),
    )
    found = next((one for one in decision.changes if one.after.ref == ticket.ref), None)
    if found is None:
        return decision
    effects = (*found.effects, ReleaseParked(thread))
    joined = replace(found, rows=(*found.rows, *links), effects=effects)
    changes = tuple(joined if one is found else one for one in decision.changes)
    return replace(decision, changes=changes)
