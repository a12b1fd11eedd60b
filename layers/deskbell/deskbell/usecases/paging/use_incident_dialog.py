"""A dialog of an incident was filled in (A1-05); use_dialog sends them on.

As with a button, its value is only a claim, and `decide` asks who may.
"""

from collections.abc import Mapping

from deskbell.domain.decision import Cause
from deskbell.domain.ids import PersonId
from deskbell.domain.inputs import Dialog, DialogSubmitted
from deskbell.domain.instants import instant_in
from deskbell.domain.paging import commands as c
from deskbell.domain.paging.dedup import dedup_key
from deskbell.domain.paging.impact import impact_of
from deskbell.domain.paging.incident import Incident, IncidentRole
from deskbell.domain.paging.policy import PolicyId, ServiceId, Urgency
from deskbell.domain.paging.raise_claim import RaiseClaim
from deskbell.domain.tickets.permissions import Action, Member, can
from deskbell.domain.tickets.ticket import Ticket
from deskbell.usecases.change import Handled, ignored
from deskbell.usecases.paging.add_action_item import add_action_item
from deskbell.usecases.paging.change_incident import change_incident
from deskbell.usecases.paging.incidents import (
    going_on,
    incident_in,
    incident_numbered,
    someone,
)
from deskbell.usecases.paging.raise_incident import TOLD_APART_BY, raise_incident
from deskbell.usecases.tickets.acting import acting_on
from deskbell.usecases.tickets.desk import TicketPorts, load_ticket

DIALOGS_OF_INCIDENTS = frozenset(dialog for dialog in Dialog if dialog.startswith("incident."))


def use_incident_dialog(ports: TicketPorts, submitted: DialogSubmitted, cause: Cause) -> Handled:
    if submitted.dialog is Dialog.INCIDENT_RAISE:
        return _raise(ports, submitted, cause)
    claim = incident_in(submitted.value)
    incident = going_on(ports.aggregates, claim[0]) if claim else None
    if incident is None:
        return ignored("no_such_incident" if claim else "dialog_unreadable")
    by = someone(ports, cause, submitted.person, submitted.channel)
    if submitted.dialog is Dialog.INCIDENT_ACTION:
        return add_action_item(ports, submitted, incident, by, cause)
    command = _command(ports, submitted, incident, by, cause)
    if command is None:
        return ignored("dialog_unreadable")
    return change_incident(ports, incident.ref, cause, lambda _: command)


def _raise(ports: TicketPorts, submitted: DialogSubmitted, cause: Cause) -> Handled:
    paging = ports.settings.current().paging
    if paging is None:
        return ignored("paging_not_set_up")
    values = submitted.values
    service = ServiceId(values.get("service", ""))
    known = paging.services.get(service)
    ticket = _ticket(ports, submitted, cause)
    report = c.Report(
        key=dedup_key("", TOLD_APART_BY, service),
        by=someone(ports, cause, submitted.person, submitted.channel),
        service=service,
        system=known.name if known else service,
        impact=values.get("impact") or impact_of((ticket.text if ticket else "") or ""),
        urgency=_urgency(values) or Urgency.HIGH,
        policy=paging.policy_for(service),
        affected=values.get("affected", ""),
        ticket=ticket.ref if ticket else None,
    )
    return raise_incident(ports, report, cause)


def _ticket(ports: TicketPorts, submitted: DialogSubmitted, cause: Cause) -> Ticket | None:
    """What the report says that it is about, if they may see that."""
    ref = RaiseClaim.read(submitted.value).ticket
    ticket = load_ticket(ports.aggregates, ref) if ref else None
    if ticket is None or ticket.install != cause.install:
        return None
    who = acting_on(ports, cause.install, submitted.person, submitted.channel, ticket)
    return ticket if can(who, Action.VIEW, ticket) else None


def _command(
    ports: TicketPorts, submitted: DialogSubmitted, incident: Incident, by: Member, cause: Cause
) -> c.IncidentChange | None:
    channel, values = submitted.channel, submitted.values
    match submitted.dialog:
        case Dialog.INCIDENT_SNOOZE:
            until = instant_in(values.get("until", ""))
            return c.Snooze(by, channel, until) if until else None
        case Dialog.INCIDENT_REASSIGN if "person" in values:
            return c.ReassignToPerson(by, channel, PersonId(values["person"]))
        case Dialog.INCIDENT_REASSIGN:
            paging = ports.settings.current().paging
            policies = paging.policies if paging else {}
            policy = policies.get(PolicyId(values.get("policy", "")))
            return c.ReassignToPolicy(by, channel, policy) if policy else None
        case Dialog.INCIDENT_UPDATE:
            return c.PostUpdate(by, channel, values.get("text", ""))
        case Dialog.INCIDENT_ROLE if values.get("role") in set(IncidentRole):
            to = PersonId(values.get("person", by.person))
            return c.AssignRole(by, channel, IncidentRole(values["role"]), to)
        case Dialog.INCIDENT_MERGE:
            number = values.get("number", "")
            other = incident_numbered(ports.aggregates, cause.install, number)
            return c.MergeInto(by, channel, other or incident)  # with itself it is refused
        case Dialog.INCIDENT_URGENCY:
            urgency = _urgency(values)
            return c.SetUrgency(by, channel, urgency, values.get("why", "")) if urgency else None
    return None


def _urgency(values: Mapping[str, str]) -> Urgency | None:
    said = values.get("urgency")
    return Urgency(said) if said in set(Urgency) else None
