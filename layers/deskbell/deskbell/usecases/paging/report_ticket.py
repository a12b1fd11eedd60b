"""A form, or a rule of the desk, says that a request is an outage: whoever is on call is called,
and the ticket stays (A1-05). follow_up leads here, once the ticket is there.
"""

from deskbell.domain.decision import Cause
from deskbell.domain.inputs import OutageReported
from deskbell.domain.paging import commands as c
from deskbell.domain.paging.dedup import dedup_key
from deskbell.domain.paging.impact import impact_of
from deskbell.domain.paging.policy import Urgency
from deskbell.usecases.change import Handled, ignored
from deskbell.usecases.paging.incidents import someone
from deskbell.usecases.paging.raise_incident import TOLD_APART_BY, raise_incident
from deskbell.usecases.tickets.desk import TicketPorts, load_ticket


def report_ticket(ports: TicketPorts, reported: OutageReported, cause: Cause) -> Handled:
    """The system that it names, else the first of the settings: somebody has to be called."""
    paging = ports.settings.current().paging
    ticket = load_ticket(ports.aggregates, reported.ticket)
    if paging is None:
        return ignored("paging_not_set_up")
    if ticket is None or ticket.install != cause.install:
        return ignored("no_such_ticket")
    words = ticket.text or ""
    service = reported.service or paging.service_in(words)
    known = paging.services.get(service)
    report = c.Report(
        key=dedup_key("", TOLD_APART_BY, service),
        by=someone(ports, cause, reported.by, None),
        service=service,
        system=known.name if known else words,
        impact=impact_of(words),
        urgency=Urgency.HIGH,
        policy=paging.policy_for(service),
        ticket=ticket.ref,
    )
    return raise_incident(ports, report, cause)
