"""A report of an outage: a new incident, or one more voice for the one that is there, or the sign
that it is not over after all."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime

from deskbell.domain.decision import Decision, nothing
from deskbell.domain.effects import SendDirect
from deskbell.domain.ids import PersonId, Ref
from deskbell.domain.paging import commands as c
from deskbell.domain.paging import events as e
from deskbell.domain.paging.alerted import Alerted
from deskbell.domain.paging.dedup import DedupKey
from deskbell.domain.paging.ending import overtaken
from deskbell.domain.paging.incident import Held, Incident, Status
from deskbell.domain.paging.ladder import anew, climb, hold, onward
from deskbell.domain.paging.news import announce, with_followers
from deskbell.domain.paging.permissions import may_raise
from deskbell.domain.paging.policy import Urgency, maintained_until
from deskbell.domain.paging.steps import Around, Steps, about, decided
from deskbell.domain.paging.words import direct, reason
from deskbell.domain.texts import Argument, Instant, Name, Text

MOST_TICKETS = 50


def raise_incident(newest: Incident | None, command: c.RaiseIncident, around: Around) -> Decision:
    """`newest` is the last one of that key, or what that was merged into."""
    if command.report.by and not may_raise(command.report.by):
        return nothing("incident_not_allowed")
    if newest and newest.drill is not command.report.drill:
        newest = None  # a drill never stands for what is real, nor the other way round
    if newest and (late := _told_late(newest, command.report)):
        return overtaken(about(newest, around), command.report.source, late, firing=True)
    if newest and newest.is_open:
        return _join(newest, command, around)
    if newest and _is_just_over(newest, around.now):
        return _reopen(newest, command, around)
    return _open(newest, command, around)


def _told_late(newest: Incident, report: c.Report) -> datetime | None:
    """When that began which, as its source has said since, is over."""
    said = newest.alerted(report.key)
    return report.began if report.by is None and said.is_late_firing(report.began) else None


def _is_just_over(incident: Incident, now: datetime) -> bool:
    is_over = incident.status is Status.RESOLVED
    return is_over and now < incident.since + incident.policy.reopen_within


def _open(newest: Incident | None, command: c.RaiseIncident, around: Around) -> Decision:
    incident = Incident(
        ref=command.ref,
        install=command.install,
        version=1,
        number=command.number,
        key=command.report.key,
        ordinal=command.ordinal,
        service=command.report.service,
        system=command.report.system,
        impact=command.report.impact,
        urgency=command.report.urgency,
        policy=command.report.policy,
        opener=command.report.by.person if command.report.by else None,
        raised_at=around.now,
        since=around.now,
        affected=command.report.affected,
        source=command.report.source,
        drill=command.report.drill,
        followers=tuple(_reporter(command)),
        tickets=_tickets((), command),
    )
    said = newest.alerted(command.report.key) if newest else Alerted(command.report.source)
    incident = replace(incident, alerts=_alerts(incident, command, said.in_another_incident()))
    event = e.IncidentRaised(
        number=incident.number,
        service=incident.service,
        urgency=incident.urgency,
        opener=incident.opener,
        source=incident.source,
        policy=incident.policy.id,
        drill=incident.drill,
    )
    begun = Steps(None, incident, around).then(incident, event, _why("raised", command))
    steps = _in_time(begun)
    return decided(steps.also(*_told(steps.incident, command, "raised")))


def _join(incident: Incident, command: c.RaiseIncident, around: Around) -> Decision:
    """One incident, one page, however many report it; but it may prove more urgent, and what nobody
    has answered is not called about for ever in vain."""
    urgency = Urgency.HIGH if command.report.urgency is Urgency.HIGH else incident.urgency
    after = replace(
        incident,
        reports=incident.reports + 1,
        urgency=urgency,
        tickets=_tickets(incident.tickets, command),
        alerts=_alerts(incident, command),
    )
    after = with_followers(after, _reporter(command))
    begins_anew = _is_worth_another_search(incident, around.now)
    event = e.IncidentReported(next(_reporter(command), None), after.reports, urgency)
    steps = about(incident, around).then(
        anew(after) if begins_anew else after, event, _why("reported", command)
    )
    if begins_anew:
        steps = _in_time(steps)
    elif urgency is not incident.urgency and incident.held is Held.QUIET:
        steps = climb(steps)
    return decided(steps.also(*_told(steps.incident, command, "joined")))


def _is_worth_another_search(incident: Incident, now: datetime) -> bool:
    """Everybody was called, and nobody has answered; by now somebody else may be on call, or awake
    (on-call rule R10). Not as long as what was over would count as the same outage: fifty who
    report it would sound the alarm fifty times."""
    is_in_vain = incident.status is Status.EXHAUSTED
    return is_in_vain and now >= incident.since + incident.policy.reopen_within


def _reopen(incident: Incident, command: c.RaiseIncident, around: Around) -> Decision:
    """Its followers hear it, unless it comes and goes; whoever reports it hears it all the same.
    Its execution has ended with it."""
    after = replace(
        anew(incident),
        policy=command.report.policy,
        urgency=command.report.urgency,
        reports=incident.reports + 1,
        flaps=incident.flaps + 1,
        generation=incident.generation + 1,
        tickets=_tickets(incident.tickets, command),
        alerts=_alerts(incident, command),
        due=None,
    )
    after = with_followers(after, _reporter(command))
    reporter = next(_reporter(command), None)
    event = e.IncidentReopened(reporter, after.flaps)
    steps = _in_time(about(incident, around).then(after, event, _why("reopened", command)))
    steps = steps.also(*_told(steps.incident, command, "reopened"))
    after = steps.incident
    if after.is_open and after.held is not Held.FLAPPING:
        steps = replace(steps, incident=announce(after, _said("reopened", after), reporter))
    return decided(steps)


def _in_time(steps: Steps) -> Steps:
    """Maintenance counts as it stands at the beginning; and what comes and goes is worth one page
    in so long."""
    incident, around = steps.incident, steps.around
    until = maintained_until(around.maintenance, incident.service, around.now)
    if until and not incident.drill:
        return hold(steps, Held.MAINTENANCE, until)
    if calm := _calm_at(incident, around):
        return hold(steps, Held.FLAPPING, calm)
    return onward(steps)


def _calm_at(incident: Incident, around: Around) -> datetime | None:
    """Until when the last page still counts."""
    if incident.paged_at is None:
        return None
    until = incident.paged_at + incident.policy.hold_down
    return until if around.now < until else None


def _reporter(command: c.RaiseIncident) -> Iterator[PersonId]:
    if command.report.by:
        yield command.report.by.person


def _alerts(
    incident: Incident, command: c.RaiseIncident, said: Alerted | None = None
) -> Mapping[DedupKey, Alerted]:
    """`said` is what the alert has so far; None: of the incident itself."""
    report = command.report
    if report.by:
        return incident.alerts
    said = said or incident.alerted(report.key)
    return {
        **incident.alerts,
        report.key: replace(said, source=report.source).fired(report.began),
    }


def _tickets(known: tuple[Ref, ...], command: c.RaiseIncident) -> tuple[Ref, ...]:
    reported = (command.report.ticket,) if command.report.ticket else ()
    return with_tickets(known, reported)


def with_tickets(known: tuple[Ref, ...], more: tuple[Ref, ...]) -> tuple[Ref, ...]:
    """Of very many, the first ones."""
    return tuple(dict.fromkeys((*known, *more)))[:MOST_TICKETS]


def _told(incident: Incident, command: c.RaiseIncident, what: str) -> Iterator[SendDirect]:
    """Whoever reports it hears what becomes of that."""
    for person in _reporter(command):
        yield SendDirect(person, _said(what, incident))


def _said(what: str, incident: Incident) -> Text:
    return direct(what, number=incident.number, system=incident.system_name, now=_now(incident))


def _now(incident: Incident) -> Text:
    """How it stands, and what comes next."""
    until: Mapping[str, Argument] = {"until": Instant(incident.due)} if incident.due else {}
    match incident.status:
        case Status.ACKNOWLEDGED if incident.acknowledged_by:
            return direct("now_acknowledged", by=Name(incident.acknowledged_by))
        case Status.HELD if incident.held:
            return direct(f"now_held_{incident.held}", **until)
        case Status.SNOOZED:
            return direct("now_snoozed", **until)
        case Status.EXHAUSTED:
            return direct("now_exhausted" if incident.called else "now_nobody")
        case _:
            return direct("now_open")


def _why(what: str, command: c.RaiseIncident) -> Text:
    if command.report.by:
        return reason(what, by=Name(command.report.by.person))
    return reason(f"{what}_by_source", source=command.report.source)
