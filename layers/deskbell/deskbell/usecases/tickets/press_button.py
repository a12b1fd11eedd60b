"""A button of a card: Take or Solve (A1-10).

The value names the ticket and the card revision that was pressed; both are only claims, so the
ticket is loaded and the person checked again (reliability.md 6.4).
"""

from typing import assert_never

from deskbell.domain.decision import Cause
from deskbell.domain.ids import Kind, Ref
from deskbell.domain.inputs import Button, ButtonPressed
from deskbell.domain.tickets import commands as c
from deskbell.domain.tickets.permissions import member
from deskbell.domain.tickets.ticket import Ticket
from deskbell.usecases.change import Handled, ignored
from deskbell.usecases.tickets.change_ticket import change_ticket
from deskbell.usecases.tickets.desk import TicketPorts, inbox_for, load_ticket


def press_button(ports: TicketPorts, press: ButtonPressed, cause: Cause) -> Handled:
    """A ticket of another workspace, or none at all, is treated alike: it does not exist."""
    named = _parse(press.value)
    if named is None:
        return ignored("button_unreadable")
    ref, revision = named
    ticket = load_ticket(ports.aggregates, ref)
    if ticket is None or ticket.install != cause.install:
        return ignored("no_such_ticket")
    desk = ports.settings.current()
    who = member(press.person, desk)

    def command_for(state: Ticket | None) -> c.TicketCommand:
        match press.action:
            case Button.TAKE:
                return c.Take(who, press.channel, press.thread_ts, revision)
            case Button.SOLVE:
                inbox = inbox_for(desk, state)
                return c.Solve(who, inbox, press.channel, press.thread_ts, revision)
        assert_never(press.action)

    return change_ticket(ports.aggregates, ref, cause, command_for)


def _parse(value: str) -> tuple[Ref, int] | None:
    name, _, revision = value.partition("|")
    if not revision.isascii() or not revision.isdigit():
        return None
    try:
        ref = Ref.parse(name)
    except ValueError:
        return None
    return (ref, int(revision)) if ref.kind is Kind.TICKET else None
