"""One problem, many tickets: they are linked to a parent, solved with it and told of it (C-12).

Each part is a ticket of its own, whose requester sees only that; `bulk.py` reaches all of them.
"""

from dataclasses import replace

from deskbell.domain.decision import Decision, nothing
from deskbell.domain.texts import Argument, Name, Text
from deskbell.domain.tickets import commands as c
from deskbell.domain.tickets import events as e
from deskbell.domain.tickets.permissions import Action, can
from deskbell.domain.tickets.refusal import refuse_press
from deskbell.domain.tickets.ticket import Ticket
from deskbell.domain.tickets.ties import Child, Parent
from deskbell.domain.tickets.transition import step

PART_LIMIT = 500
"""Parts of one problem; the list of them is a part of the parent's row."""


def link(ticket: Ticket, command: c.LinkParent) -> Decision:
    """One level deep: a part has no parts, so that there is no circle."""
    parent, who = command.parent, command.by.person
    if not can(command.by, Action.MERGE, ticket):
        return _refused(ticket, command, "not_allowed")
    if parent is None or not can(command.by, Action.VIEW, parent):
        return _refused(ticket, command, "no_such_ticket")
    if ticket.ties.parent:
        if ticket.ties.parent.ref == parent.ref:
            return nothing("linked_already")
        return _refused(ticket, command, "has_parent", other=ticket.ties.parent.number)
    if parent.ref == ticket.ref or parent.ties.parent:
        return _refused(ticket, command, "no_parent", other=parent.number)
    if ticket.ties.children:
        return _refused(ticket, command, "has_parts")
    if not ticket.is_open:
        return _refused(ticket, command, "over")
    if not parent.is_open or len(parent.ties.children) >= PART_LIMIT:
        return _refused(ticket, command, "no_parent", other=parent.number)
    part = step(
        ticket,
        replace(ticket, ties=replace(ticket.ties, parent=Parent(parent.ref, parent.number))),
        e.TicketLinked(parent.ref),
        Text("reason.linked", {"by": Name(who), "number": parent.number}),
        shown=True,
    )
    child = Child(ticket.ref, ticket.number, ticket.requester)
    children = (*parent.ties.children, child)
    whole = step(
        parent,
        replace(parent, ties=replace(parent.ties, children=children)),
        e.PartAdded(ticket.ref),
        Text("reason.part_added", {"by": Name(who), "number": ticket.number}),
        shown=True,
    )
    return Decision(changes=(*part.changes, *whole.changes))


def unlink(ticket: Ticket, command: c.UnlinkParent) -> Decision:
    """It is no part of that problem after all."""
    parent, who = command.parent, command.by.person
    if not can(command.by, Action.MERGE, ticket):
        return _refused(ticket, command, "not_allowed")
    if ticket.ties.parent is None or parent is None:
        return _refused(ticket, command, "no_link")
    if parent.ties.bulk and parent.ties.bulk.is_running:
        return _refused(ticket, command, "bulk_running", other=parent.number)
    part = step(
        ticket,
        replace(ticket, ties=replace(ticket.ties, parent=None)),
        e.TicketUnlinked(parent.ref),
        Text("reason.unlinked", {"by": Name(who), "number": parent.number}),
        shown=True,
    )
    rest = tuple(child for child in parent.ties.children if child.ref != ticket.ref)
    whole = step(
        parent,
        replace(parent, ties=replace(parent.ties, children=rest)),
        e.PartRemoved(ticket.ref),
        Text("reason.part_removed", {"by": Name(who), "number": ticket.number}),
        shown=True,
    )
    return Decision(changes=(*part.changes, *whole.changes))


def _refused(
    ticket: Ticket, command: c.LinkParent | c.UnlinkParent, why: str, **args: Argument
) -> Decision:
    return refuse_press(ticket, command.by, command.at, Action.MERGE, why, **args)
