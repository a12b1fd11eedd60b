"""What a triager's dialogs ask for: class, inbox, assignee; `use_dialog.py` calls these."""

from collections.abc import Mapping

from deskbell.domain.directs import direct_to
from deskbell.domain.ids import InboxId, PersonId
from deskbell.domain.tickets import commands as c
from deskbell.domain.tickets.permissions import Member
from deskbell.domain.tickets.ticket import Priority, Ticket
from deskbell.usecases.tickets.acting import acting
from deskbell.usecases.tickets.desk import TicketPorts, inbox_for

Values = Mapping[str, str]


def classify(
    ports: TicketPorts, values: Values, who: Member, at: c.Pressed, ticket: Ticket | None
) -> c.Classify:
    priority = Priority(values["priority"]) if "priority" in values else None
    inbox = inbox_for(ports.settings.current(), ticket)
    return c.Classify(who, at, inbox, priority, values.get("category"))


def assign(
    ports: TicketPorts, values: Values, who: Member, at: c.Pressed, ticket: Ticket | None
) -> c.Assign:
    """Whoever it goes to is told by direct message, which may show a ticket of any class."""
    desk, person = ports.settings.current(), PersonId(values["to"])
    to = acting(ports, desk.workspace.install, person, direct_to(person))
    return c.Assign(who, at, inbox_for(desk, ticket), to, values.get("word", ""))


def move(
    ports: TicketPorts, values: Values, who: Member, at: c.Pressed, ticket: Ticket | None
) -> c.Move:
    """An inbox that the desk has no more is where it is: then it does not move."""
    desk = ports.settings.current()
    inbox = inbox_for(desk, ticket)
    return c.Move(
        by=who,
        at=at,
        inbox=inbox,
        to=desk.inboxes.get(InboxId(values["inbox"]), inbox),
        comments=tuple(ports.aggregates.comments(ticket.ref)) if ticket else (),
        undo_window=desk.undo_window,
        word=values.get("word", ""),
    )
