"""A button of an incident's card or of a page: acknowledge, escalate, give back, resolve (A1-05).

As with a ticket's button, the value is only a claim, and `decide` asks who may.
"""

from deskbell.domain.decision import Cause
from deskbell.domain.inputs import Button, ButtonPressed
from deskbell.domain.paging import commands as c
from deskbell.domain.paging.page import Rung
from deskbell.domain.tickets.permissions import Member
from deskbell.usecases.change import Handled, ignored
from deskbell.usecases.paging.change_incident import change_incident
from deskbell.usecases.paging.incidents import going_on, incident_in, someone
from deskbell.usecases.paging.solve_tickets import solve_tickets
from deskbell.usecases.tickets.desk import TicketPorts

OF_INCIDENTS = frozenset(button for button in Button if button.startswith("incident."))


def press_incident(ports: TicketPorts, press: ButtonPressed, cause: Cause) -> Handled:
    """What is pressed of an incident that was merged is meant for the one that goes on."""
    claim = incident_in(press.value)
    if claim is None:
        return ignored("button_unreadable")
    ref, seen = claim
    incident = going_on(ports.aggregates, ref)
    if incident is None:
        return ignored("no_such_incident")
    if press.action is Button.INCIDENT_SOLVE_TICKETS:
        return solve_tickets(ports, press, incident, cause)
    by = someone(ports, cause, press.person, press.channel)
    is_same = incident.ref == ref
    command = _command(press, by, seen, is_same=is_same, now=incident.rung)
    if command is None:
        return ignored("button_unreadable")
    return change_incident(ports, incident.ref, cause, lambda _: command)


def _command(
    press: ButtonPressed, by: Member, seen: str, *, is_same: bool, now: Rung
) -> c.IncidentChange | None:
    """Of an incident that was merged, where it stood says nothing about the other one."""
    channel = press.channel
    match press.action:
        case Button.INCIDENT_ACKNOWLEDGE:
            generation = int(seen) if seen.isascii() and seen.isdigit() else None
            return c.Acknowledge(by, channel, generation if is_same else None)
        case Button.INCIDENT_ESCALATE:
            rung = _rung(seen) if is_same else now
            return c.EscalateNow(by, channel, rung) if rung else None
        case Button.INCIDENT_RELEASE:
            return c.Unacknowledge(by, channel)
        case Button.INCIDENT_RESOLVE:
            return c.Resolve(by, channel)
        case Button.INCIDENT_REVIEW:
            return c.WriteReview(by, channel)
        case Button.INCIDENT_OPEN_CHANNEL:
            return c.WantChannel(by, channel)
    raise ValueError(f"{press.action} is of no incident")


def _rung(text: str) -> Rung | None:
    try:
        return Rung.parse(text)
    except ValueError:
        return None
