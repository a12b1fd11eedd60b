"""A report of an outage, whoever it comes from: a person, an alert source, a heartbeat, a drill.

report A   newest of the key: none ── decide ── commit the key's 1st ✓
report B   newest of the key: none ── decide ── commit the key's 1st ✗ it is there
                                      newest: the 1st ── decide ── joins it ✓
"""

from deskbell.domain.decision import Cause, Decision, State
from deskbell.domain.ids import incident_ref
from deskbell.domain.paging import commands as c
from deskbell.domain.paging.decide import decide
from deskbell.domain.paging.incident import Incident
from deskbell.usecases.change import Handled, change
from deskbell.usecases.paging.incidents import around, as_of_now, going_on, newest_of
from deskbell.usecases.tickets.desk import TicketPorts

TOLD_APART_BY = "service"
"""Begins the key of what people report: of one system there is one outage at a time."""


def raise_incident(ports: TicketPorts, report: c.Report, cause: Cause) -> Handled:
    cause = as_of_now(ports, cause)

    def decided(_state: State | None) -> Decision:
        named = newest_of(ports.aggregates, cause.install, report.key)
        newest = going_on(ports.aggregates, named.ref) if named else None
        command = _command(ports, report, cause, newest, (named.ordinal if named else 0) + 1)
        policies = (report.policy, *([newest.policy] if newest else []))
        targets = frozenset(target for policy in policies for target in policy.targets)
        return decide(newest, command, around(ports, cause.install, targets, cause.at))

    first = incident_ref(cause.install, report.key, 1)
    return change(ports.aggregates, first, cause, decided, is_new=True)


def _command(
    ports: TicketPorts, report: c.Report, cause: Cause, newest: Incident | None, ordinal: int
) -> c.RaiseIncident:
    joins = newest is not None and newest.is_open and newest.drill is report.drill
    return c.RaiseIncident(
        ref=incident_ref(cause.install, report.key, ordinal),
        install=cause.install,
        number=0 if joins else ports.aggregates.reserve_number(cause.install),
        ordinal=ordinal,
        report=report,
    )
