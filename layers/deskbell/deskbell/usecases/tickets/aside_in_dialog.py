"""What is asked aside in a dialog, and answered in another; `use_dialog.py` calls these (B-19)."""

from collections.abc import Mapping
from datetime import datetime

from deskbell.domain.ids import InboxId, PersonId
from deskbell.domain.tickets import commands as c
from deskbell.domain.tickets.copies import IN_DIALOG
from deskbell.domain.tickets.permissions import Member
from deskbell.domain.tickets.ticket import Ticket
from deskbell.usecases.tickets.desk import TicketPorts
from deskbell.usecases.tickets.say_in_dialog import unused

Values = Mapping[str, str]


def ask_aside(
    ports: TicketPorts,
    values: Values,
    who: Member,
    at: c.Pressed,
    ticket: Ticket | None,
    now: datetime,
) -> c.AskAside:
    """The dialog sees to it that it is a person or a team."""
    message, around = unused(ports, who, ticket, now, IN_DIALOG)
    to = PersonId(values["to"]) if "to" in values else None
    team = ports.settings.current().inboxes.get(InboxId(values.get("team", "")))
    return c.AskAside(who, at, to, None if to else team, message, values["text"], around)


def answer_aside(
    ports: TicketPorts,
    values: Values,
    who: Member,
    at: c.Pressed,
    ticket: Ticket | None,
    now: datetime,
) -> c.AnswerAside:
    """Instead of a card's revision, the value names the question."""
    message, around = unused(ports, who, ticket, now, IN_DIALOG)
    return c.AnswerAside(who, at, at.revision, message, values["text"], around)
