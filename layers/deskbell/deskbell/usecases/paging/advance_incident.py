"""What goes on with an incident without anybody pressing anything: time, and its followers' turn.
registry.py and follow_up call these."""

from deskbell.domain.decision import Cause
from deskbell.domain.inputs import HeartbeatChanged, NewsWaits, OutageReported, PageWanted, TimerDue
from deskbell.domain.paging import commands as c
from deskbell.domain.paging.inputs import OfOutages
from deskbell.domain.paging.page import Rung
from deskbell.domain.paging.steps import RECEIPTS, STEP
from deskbell.usecases.change import Handled
from deskbell.usecases.paging.change_incident import change_incident
from deskbell.usecases.paging.heartbeats import report_heartbeat
from deskbell.usecases.paging.pages import take_page
from deskbell.usecases.paging.report_ticket import report_ticket
from deskbell.usecases.tickets.desk import TicketPorts


def expire_incident(ports: TicketPorts, timer: TimerDue, cause: Cause) -> Handled:
    return change_incident(ports, timer.ref, cause, lambda _: _due(timer.name))


def _due(timer: str) -> c.IncidentChange:
    if timer == RECEIPTS:
        return c.TryNext()
    return c.Step(Rung.parse(timer.removeprefix(STEP)))


def of_outage(ports: TicketPorts, given: OfOutages, cause: Cause) -> Handled:
    """What an incident asks of pagers and of itself, and a heartbeat of its incident."""
    match given:
        case PageWanted():
            return take_page(ports, given, cause)
        case NewsWaits(incident=ref, number=number, told=told):
            return change_incident(ports, ref, cause, lambda _: c.SpreadNews(number, told))
        case HeartbeatChanged():
            return report_heartbeat(ports, given, cause)
        case OutageReported():
            return report_ticket(ports, given, cause)
