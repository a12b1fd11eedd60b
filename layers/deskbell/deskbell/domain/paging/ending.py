"""The end of an outage, and what is said of one that came and went during maintenance."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from deskbell.domain.decision import Decision, nothing
from deskbell.domain.effects import Offer, SendDirect, SendNotice
from deskbell.domain.inputs import Button
from deskbell.domain.paging import commands as c
from deskbell.domain.paging import events as e
from deskbell.domain.paging.alerted import Alerted
from deskbell.domain.paging.dedup import DedupKey
from deskbell.domain.paging.incident import Held, Incident, Status
from deskbell.domain.paging.news import announce
from deskbell.domain.paging.permissions import IncidentAction, can
from deskbell.domain.paging.steps import Around, Steps, about, decided, refuse
from deskbell.domain.paging.words import direct, notice, reason
from deskbell.domain.texts import Instant, Name, Text


def resolve(incident: Incident, command: c.Resolve, around: Around) -> Decision:
    by, steps = command.by, about(incident, around)
    if not can(by, IncidentAction.RESOLVE, incident):
        return refuse(steps, by, command.channel, IncidentAction.RESOLVE, "not_allowed")
    if not incident.is_open:
        return refuse(steps, by, command.channel, IncidentAction.RESOLVE, "over")
    after = _over(incident, around)
    if not incident.drill:
        after = announce(after, _all_clear(incident), by.person)
    why, offered = reason("resolved", by=Name(by.person)), _tickets_left(incident, command)
    return decided(steps.then(after, e.IncidentResolved(by.person), why, *offered))


def end_alert(incident: Incident, command: c.EndAlert, around: Around) -> Decision:
    """Its source says that it is over, and that ends what nobody else has reported."""
    said, steps = incident.alerted(command.key), about(incident, around)
    if command.ended and said.is_late_end(command.ended):
        return overtaken(steps, command.source, command.ended, firing=False)
    ended = said.ended(command.began, command.ended)
    over = sum(one.reports for one in _of_others(incident, command.key) if one.over)
    others = incident.reports - said.reports - over
    if incident.is_open and not others:
        after = _over(_with(incident, command.key, ended), around)
        if incident.held is not Held.FLAPPING and not incident.drill:
            after = announce(after, _all_clear(incident))
        return decided(steps.then(after, e.IncidentResolved(None), reason("resolved_by_source")))
    is_news = incident.is_open and not said.over
    if not is_news and ended.cleared == said.cleared:
        return nothing("incident_over")
    if is_news and (
        ended.noticed is None or ended.noticed + incident.policy.hold_down <= around.now
    ):
        ended = replace(ended, noticed=around.now)
    after, event = _with(incident, command.key, ended), e.AlertEnded(command.source, others)
    if not incident.is_open:
        return decided(steps.then(after, event, reason("alert_ended_after", source=command.source)))
    why = reason("alert_ended", source=command.source, count=others)
    told = _left_to_people(after, command.source, others) if ended.noticed != said.noticed else ()
    return decided(steps.then(after, event, why, *told))


def _of_others(incident: Incident, key: DedupKey) -> Iterator[Alerted]:
    return (one for other, one in incident.alerts.items() if other != key)


def overtaken(steps: Steps, source: str, at: datetime, *, firing: bool) -> Decision:
    """Nothing changes, and the history says why not."""
    why = reason(f"alert_overtaken_{'firing' if firing else 'over'}", source=source)
    return decided(steps.then(steps.incident, e.AlertOvertaken(source, firing, at), why))


def _over(incident: Incident, around: Around) -> Incident:
    in_maintenance = incident.held is Held.MAINTENANCE
    return replace(
        incident,
        status=Status.RESOLVED,
        since=around.now,
        due=incident.due if in_maintenance else None,
        calls=(),
        reviewed=False,
    )


def _all_clear(incident: Incident) -> Text:
    return direct("resolved", number=incident.number, system=incident.system_name)


def _with(incident: Incident, key: DedupKey, said: Alerted) -> Incident:
    return replace(incident, alerts={**incident.alerts, key: said})


def _left_to_people(incident: Incident, source: str, others: int) -> Iterator[SendNotice]:
    said = notice(
        "alert_ended",
        number=incident.number,
        system=incident.system_name,
        source=source,
        count=others,
    )
    yield SendNotice(incident.policy.channel, said)


def _tickets_left(incident: Incident, command: c.Resolve) -> Iterator[SendDirect]:
    """Who resolves it can solve at once what was about it."""
    if not incident.tickets:
        return
    said = direct("tickets_left", number=incident.number, count=len(incident.tickets))
    label = Text("button.incident_solve_tickets")
    offer = Offer(Button.INCIDENT_SOLVE_TICKETS, str(incident.ref), label)
    yield SendDirect(command.by.person, said, (offer,))


def summarise(steps: Steps) -> Steps:
    """The maintenance is over, and so is what was reported during it: those who would have been
    called hear of it now."""
    incident, until = steps.incident, steps.around.now
    said = notice("over_in_maintenance", number=incident.number, system=incident.system_name)
    return steps.then(
        replace(incident, due=None, held=None),
        e.MaintenanceSummarised(until),
        reason("maintenance_over", until=Instant(until)),
        SendNotice(incident.policy.channel, said),
    )
