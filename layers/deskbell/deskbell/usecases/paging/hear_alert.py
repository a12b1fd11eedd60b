"""An alert source says that something is wrong, or over; hear_of_outage.py calls this."""

from dataclasses import replace

from deskbell.domain.decision import Cause, Decision, State
from deskbell.domain.inputs import AlertReceived
from deskbell.domain.paging import commands as c
from deskbell.domain.paging.decide import decide
from deskbell.domain.paging.dedup import DedupKey, dedup_key
from deskbell.domain.paging.policy import ServiceId, Urgency
from deskbell.domain.paging.settings import PagingSettings
from deskbell.usecases.change import Handled, change, ignored
from deskbell.usecases.paging.incidents import around, as_of_now, going_on, newest_of
from deskbell.usecases.paging.raise_incident import raise_incident
from deskbell.usecases.tickets.desk import TicketPorts


def hear_alert(ports: TicketPorts, alert: AlertReceived, cause: Cause) -> Handled:
    """Keys are a source's own: two sources may use the same one for different troubles."""
    paging = ports.settings.current().paging
    if paging is None:
        return ignored("paging_not_set_up")
    given = f"{alert.source}:{alert.key}" if alert.key.strip() else ""
    key = dedup_key(given, alert.source, alert.service, alert.title)
    if not alert.firing:
        return over(ports, c.EndAlert(key, alert.source, alert.began, alert.ended), cause)
    said = "\n".join(part for part in (alert.title, alert.text, alert.url) if part.strip())
    report = report_of(paging, key, alert.source, alert.service, said, alert.urgency)
    return raise_incident(ports, replace(report, began=alert.began), cause)


def report_of(
    paging: PagingSettings,
    key: DedupKey,
    source: str,
    service: ServiceId,
    impact: str,
    urgency: Urgency,
) -> c.Report:
    known = paging.services.get(service)
    return c.Report(
        key=key,
        by=None,
        service=service,
        system=known.name if known else service or source,
        impact=impact,
        urgency=urgency,
        policy=paging.policy_for(service),
        source=source,
    )


def over(ports: TicketPorts, end: c.EndAlert, cause: Cause) -> Handled:
    """Of the newest of that key, or of what that was merged into."""
    cause = as_of_now(ports, cause)
    newest = newest_of(ports.aggregates, cause.install, end.key)
    if newest is None:
        return ignored("no_such_incident")

    def decided(_state: State | None) -> Decision:
        incident = going_on(ports.aggregates, newest.ref)
        targets = incident.policy.targets if incident else ()
        return decide(incident, end, around(ports, cause.install, targets, cause.at))

    return change(ports.aggregates, newest.ref, cause, decided, is_new=True)
