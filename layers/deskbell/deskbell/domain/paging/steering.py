"""What people change of an escalation by hand: its pace, its people, its urgency."""

from dataclasses import replace
from datetime import timedelta

from deskbell.domain.decision import Decision, nothing
from deskbell.domain.ids import PersonId
from deskbell.domain.paging import commands as c
from deskbell.domain.paging import events as e
from deskbell.domain.paging.incident import Held, Incident, Status
from deskbell.domain.paging.ladder import anew, climb, hold, onward, quiet
from deskbell.domain.paging.page import Rung
from deskbell.domain.paging.permissions import IncidentAction, can
from deskbell.domain.paging.policy import (
    MINUTE,
    EscalationPolicy,
    Level,
    Target,
    TargetKind,
    Urgency,
)
from deskbell.domain.paging.steps import Around, about, decided, refuse
from deskbell.domain.paging.words import reason
from deskbell.domain.texts import Argument, Instant, Name, Passage, Text

LONGEST_SNOOZE = timedelta(days=7)
_DELAY = 5 * MINUTE
"""For whom it is reassigned to, where the policy has no level to go by."""

Steering = c.EscalateNow | c.ReassignToPerson | c.ReassignToPolicy | c.Snooze | c.SetUrgency
_ACTIONS = {
    c.EscalateNow: IncidentAction.ESCALATE,
    c.ReassignToPerson: IncidentAction.REASSIGN,
    c.ReassignToPolicy: IncidentAction.REASSIGN,
    c.Snooze: IncidentAction.SNOOZE,
    c.SetUrgency: IncidentAction.SET_URGENCY,
}


def escalate_now(incident: Incident, command: c.EscalateNow, around: Around) -> Decision:
    """The next level at once; of two who press, the second has seen a level that is left."""
    if refused := _refused(incident, command, around):
        return refused
    if command.at != incident.rung:
        return _refuse(incident, command, around, "escalated_already")
    by = command.by.person
    event = e.IncidentEscalated(by, incident.rung)
    return decided(
        climb(
            about(incident, around).then(
                _from_here(incident), event, reason("escalated", by=Name(by))
            )
        )
    )


def _from_here(incident: Incident) -> Incident:
    """Who sees to it and wants help calls the level above; a search that has ended begins anew."""
    rung = incident.rung
    match incident.status:
        case Status.ACKNOWLEDGED:
            return replace(anew(incident), rung=Rung(rung.generation + 1, rung.loop, rung.level))
        case Status.EXHAUSTED | Status.SNOOZED:
            return anew(incident)
        case _:
            return incident


def reassign_to_person(incident: Incident, command: c.ReassignToPerson, around: Around) -> Decision:
    """They are called first, and if they do not answer, everybody as before."""
    if refused := _refused(incident, command, around):
        return refused
    target, policy = Target(TargetKind.PERSON, command.to), incident.policy
    delay = policy.levels[0].delay if policy.levels else _DELAY
    first = Level((target,), delay)
    if not around.roster.of(first):
        return _refuse(incident, command, around, "out_of_reach", to=Name(command.to))
    others = tuple(level for level in policy.levels if level.targets != first.targets)
    return _reassigned(incident, command, replace(policy, levels=(first, *others)), around)


def reassign_to_policy(incident: Incident, command: c.ReassignToPolicy, around: Around) -> Decision:
    return _refused(incident, command, around) or _reassigned(
        incident, command, command.policy, around
    )


def _reassigned(
    incident: Incident,
    command: c.ReassignToPerson | c.ReassignToPolicy,
    policy: EscalationPolicy,
    around: Around,
) -> Decision:
    """The card stays where it is."""
    by, to = command.by.person, command.to if isinstance(command, c.ReassignToPerson) else None
    after = anew(replace(incident, policy=replace(policy, channel=incident.policy.channel)))
    event = e.IncidentReassigned(by, to, policy.id, after.rung.generation)
    facts: dict[str, Argument] = {"by": Name(by), "to": Name(to) if to else policy.name}
    return decided(
        onward(about(incident, around).then(after, event, reason("reassigned", **facts)))
    )


def snooze(incident: Incident, command: c.Snooze, around: Around) -> Decision:
    if refused := _refused(incident, command, around):
        return refused
    if not around.now < command.until <= around.now + LONGEST_SNOOZE:
        return _refuse(incident, command, around, "snooze_time", count=LONGEST_SNOOZE.days)
    by, until = command.by.person, command.until
    after = replace(
        incident,
        status=Status.SNOOZED,
        since=around.now,
        due=until,
        held=None,
        calls=(),
        acknowledged_by=None,
    )
    why = reason("snoozed", by=Name(by), until=Instant(until))
    return decided(about(incident, around).then(after, e.IncidentSnoozed(by, until), why))


def set_urgency(incident: Incident, command: c.SetUrgency, around: Around) -> Decision:
    """What proves urgent is paged at once, what does not is left for the morning."""
    if command.urgency is incident.urgency:
        return nothing("urgency_same")
    is_lower = command.urgency is Urgency.LOW
    if refused := _refused(incident, command, around, in_maintenance=True):
        return refused
    if is_lower and not command.why.strip():
        return _refuse(incident, command, around, "why_missing")
    by = command.by.person
    after = replace(incident, urgency=command.urgency)
    until = quiet(after, around.now)
    goes_to_sleep = until is not None and incident.status is Status.OPEN
    event = e.IncidentUrgencyChanged(by, command.urgency)
    why = _why_urgency(by, command)
    steps = about(incident, around).then(anew(after) if goes_to_sleep else after, event, why)
    if until and goes_to_sleep:
        steps = hold(steps, Held.QUIET, until)
    elif incident.held is Held.QUIET and incident.status is Status.HELD and not is_lower:
        steps = climb(steps)
    return decided(steps)


def _why_urgency(by: PersonId, command: c.SetUrgency) -> Text:
    """Why it becomes less urgent is always said."""
    words = command.why.strip()
    if command.urgency is Urgency.HIGH and not words:
        return reason("urgency_high", by=Name(by))
    return reason(f"urgency_{command.urgency}_because", by=Name(by), why=Passage(words))


def _refused(
    incident: Incident, command: Steering, around: Around, *, in_maintenance: bool = False
) -> Decision | None:
    if not can(command.by, _ACTIONS[type(command)], incident):
        return _refuse(incident, command, around, "not_allowed")
    if not incident.is_open:
        return _refuse(incident, command, around, "over")
    if incident.drill:
        return _refuse(incident, command, around, "drill")
    if incident.held is Held.MAINTENANCE and incident.due and not in_maintenance:
        return _refuse(incident, command, around, "maintenance", until=Instant(incident.due))
    return None


def _refuse(
    incident: Incident, command: Steering, around: Around, why: str, **args: Argument
) -> Decision:
    action = _ACTIONS[type(command)]
    return refuse(about(incident, around), command.by, command.channel, action, why, **args)
