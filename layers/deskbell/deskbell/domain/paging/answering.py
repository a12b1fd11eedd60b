"""Somebody sees to an outage, or nobody does any more."""

from dataclasses import replace

from deskbell.domain.decision import Decision, nothing
from deskbell.domain.ids import PersonId
from deskbell.domain.paging import commands as c
from deskbell.domain.paging import events as e
from deskbell.domain.paging.incident import Incident, Status, waiting_calls
from deskbell.domain.paging.ladder import anew, onward
from deskbell.domain.paging.news import announce
from deskbell.domain.paging.permissions import IncidentAction, can
from deskbell.domain.paging.steps import Around, Steps, about, decided, refuse
from deskbell.domain.paging.words import direct, reason
from deskbell.domain.texts import Name


def acknowledge(incident: Incident, command: c.Acknowledge, around: Around) -> Decision:
    """The first one counts, whoever else is told; but not for a page of an escalation that has
    begun anew since: that one wants an answer of its own."""
    by, steps = command.by.person, about(incident, around)
    wrong = _wrong(incident, command)
    if wrong == "acknowledged_already" and incident.acknowledged_by:
        first = incident.acknowledged_by
        if first == by:
            return nothing(wrong)
        if any(one.to == by for one in waiting_calls(incident)):
            event, why = e.AcknowledgementAdded(by), reason("acknowledged_too", by=Name(by))
            return decided(steps.then(_answered(incident, by), event, why))
        return refuse(
            steps, command.by, command.channel, IncidentAction.ACKNOWLEDGE, wrong, by=Name(first)
        )
    if wrong:
        return refuse(steps, command.by, command.channel, IncidentAction.ACKNOWLEDGE, wrong)
    after = replace(
        _answered(incident, by),
        status=Status.ACKNOWLEDGED,
        since=around.now,
        due=around.now + incident.policy.silence,
        held=None,
        acknowledged_by=by,
    )
    if incident.drill:
        return decided(_acknowledged(steps, replace(after, status=Status.RESOLVED, due=None), by))
    news = direct("acknowledged", number=incident.number, system=incident.system_name, by=Name(by))
    return decided(_acknowledged(steps, announce(after, news, by), by))


def ask_which(incident: Incident, command: c.AskWhich, around: Around) -> Decision:
    steps, action = about(incident, around), IncidentAction.ACKNOWLEDGE
    return refuse(steps, command.by, command.channel, action, "which_one")


def unacknowledge(incident: Incident, command: c.Unacknowledge, around: Around) -> Decision:
    by, steps = command.by, about(incident, around)
    if not can(by, IncidentAction.ACKNOWLEDGE, incident):
        return refuse(steps, by, command.channel, IncidentAction.ACKNOWLEDGE, "not_allowed")
    if incident.status is not Status.ACKNOWLEDGED:
        return refuse(steps, by, command.channel, IncidentAction.ACKNOWLEDGE, "nobodys")
    return decided(let_go(steps, by.person))


def let_go(steps: Steps, by: PersonId | None) -> Steps:
    """Somebody is sought anew; `by` is None where there was no word for too long."""
    after = anew(steps.incident)
    event = e.IncidentUnacknowledged(by, after.rung.generation)
    why = reason("unacknowledged", by=Name(by)) if by else reason("silent")
    return onward(steps.then(after, event, why))


def _wrong(incident: Incident, command: c.Acknowledge) -> str | None:
    if not can(command.by, IncidentAction.ACKNOWLEDGE, incident):
        return "not_allowed"
    if not incident.is_open:
        return "over"
    if command.generation not in (None, incident.rung.generation):
        return "begun_anew"
    return "acknowledged_already" if incident.status is Status.ACKNOWLEDGED else None


def _answered(incident: Incident, by: PersonId) -> Incident:
    calls = tuple(replace(one, answered=one.answered or one.to == by) for one in incident.calls)
    return replace(incident, calls=calls)


def _acknowledged(steps: Steps, after: Incident, by: PersonId) -> Steps:
    event = e.IncidentAcknowledged(by, after.rung)
    return steps.then(after, event, reason("acknowledged", by=Name(by)))
