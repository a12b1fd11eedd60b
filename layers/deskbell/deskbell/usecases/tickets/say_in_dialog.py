"""What is written in a dialog is a comment that no message of Slack's is (A5-07).

It is named by when it was sent, as a message is by when it was posted.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from deskbell.domain.ids import ChannelId, Thread, Ts
from deskbell.domain.tickets import commands as c
from deskbell.domain.tickets.copies import IN_DIALOG
from deskbell.domain.tickets.permissions import Member
from deskbell.domain.tickets.ticket import Ticket
from deskbell.usecases.tickets.desk import TicketPorts
from deskbell.usecases.tickets.heard import heard

THE_TEAM, EVERYBODY = "team", "everybody"


def say_in_dialog(
    ports: TicketPorts,
    values: Mapping[str, str],
    who: Member,
    at: c.Pressed,
    ticket: Ticket | None,
    now: datetime,
) -> c.Say:
    """For the team alone, unless it is said to be for everybody (C-20)."""
    message, around = unused(ports, who, ticket, now, IN_DIALOG)
    public = values.get("audience") == EVERYBODY
    return c.Say(who, at, message, values["text"], public, around)


def unused(
    ports: TicketPorts, who: Member, ticket: Ticket | None, now: datetime, source: ChannelId
) -> tuple[Thread, c.Heard]:
    """A name that no comment has yet: two people may send theirs at the very same moment. `source`
    stands for the channel of what no message of Slack's is."""
    message = Thread(source, Ts(f"{int(now.timestamp())}.{now.microsecond:06}"))
    if ticket is None:
        return message, c.Heard()
    around = heard(ports, ticket, ticket.ref, message, None, who.person)
    if around.known is None:
        return message, replace(around, by=who)
    return unused(ports, who, ticket, now + timedelta(microseconds=1), source)
