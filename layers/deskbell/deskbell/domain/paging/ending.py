"""The end of an outage, and what is said of one that came and went during maintenance."""

from collections.abc import Iterator
from dataclasses import replace

from deskbell.domain.decision import Decision, nothing
from deskbell.domain.effects import Offer, SendDirect, SendNotice
from deskbell.domain.inputs import Button
from deskbell.domain.paging import commands as c
from deskbell.domain.paging import events as e
from deskbell.domain.paging.incident import Held, Incident, Status
from deskbell.domain.paging.news import announce
from deskbell.domain.paging.permissions import IncidentAction, can
from deskbell.domain.paging.steps import Around, Steps, about, decided, refuse
from deskbell.domain.paging.words import direct, notice, reason
from deskbell.domain.texts import Instant, Name, Text


def resolve(incident: Incident, command: c.Resolve, around: Around) -> Decision:
    by, steps = command.by, about(incident, around)
    if by and not can(by, IncidentAction.RESOLVE, incident):
        return refuse(steps, by, command.channel, IncidentAction.RESOLVE, "not_allowed")
    if not incident.is_open:
        if by is None:
            return nothing("incident_over")
        return refuse(steps, by, command.channel, IncidentAction.RESOLVE, "over")
    in_maintenance = incident.held is Held.MAINTENANCE
    after = replace(
        incident,
        status=Status.RESOLVED,
        since=around.now,
        due=incident.due if in_maintenance else None,
        calls=(),
        reviewed=False,
    )
    person = by.person if by else None
    if incident.held is not Held.FLAPPING and not incident.drill:
        news = direct("resolved", number=incident.number, system=incident.system)
        after = announce(after, news, person)
    why = reason("resolved", by=Name(person)) if person else reason("resolved_by_source")
    offered = _tickets_left(incident, command)
    return decided(steps.then(after, e.IncidentResolved(person), why, *offered))


def _tickets_left(incident: Incident, command: c.Resolve) -> Iterator[SendDirect]:
    """Who resolves it can solve at once what was about it."""
    if command.by is None or not incident.tickets:
        return
    said = direct("tickets_left", number=incident.number, count=len(incident.tickets))
    label = Text("button.incident_solve_tickets")
    offer = Offer(Button.INCIDENT_SOLVE_TICKETS, str(incident.ref), label)
    yield SendDirect(command.by.person, said, (offer,))


def summarise(steps: Steps) -> Steps:
    """The maintenance is over, and so is what was reported during it: those who would have been
    called hear of it now."""
    incident, until = steps.incident, steps.around.now
    said = notice("over_in_maintenance", number=incident.number, system=incident.system)
    return steps.then(
        replace(incident, due=None, held=None),
        e.MaintenanceSummarised(until),
        reason("maintenance_over", until=Instant(until)),
        SendNotice(incident.policy.channel, said),
    )
