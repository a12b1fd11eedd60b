"""The drill of a schedule: its incident is raised, and found again to see who answered (D-13)."""

from deskbell.domain.decision import Cause
from deskbell.domain.ids import InstallId, PersonId
from deskbell.domain.inputs import DrillWanted
from deskbell.domain.oncall.drilling import policy_of_drill
from deskbell.domain.oncall.rota import Rota
from deskbell.domain.oncall.transition import Answered
from deskbell.domain.paging import commands as c
from deskbell.domain.paging.dedup import DedupKey
from deskbell.domain.paging.policy import ServiceId, Urgency
from deskbell.usecases.change import Handled, ignored
from deskbell.usecases.paging.incidents import newest_of
from deskbell.usecases.paging.raise_incident import raise_incident
from deskbell.usecases.ports import Aggregates
from deskbell.usecases.tickets.desk import TicketPorts

SOURCE = "drill"


def hold_drill(ports: TicketPorts, wanted: DrillWanted, cause: Cause) -> Handled:
    desk = ports.settings.current()
    schedule = desk.schedules.get(wanted.schedule)
    policy = policy_of_drill(desk.paging, wanted.schedule)
    if schedule is None or policy is None:
        return ignored("no_such_schedule")
    report = c.Report(
        key=DedupKey(wanted.key),
        by=None,
        service=ServiceId(SOURCE),
        system=schedule.name,
        impact="",
        urgency=Urgency.HIGH,
        policy=policy,
        source=SOURCE,
        drill=True,
    )
    return raise_incident(ports, report, cause)


def answer_to_drill(aggregates: Aggregates, install: InstallId, rota: Rota) -> Answered | None:
    """By the history of its incident; the first one counts."""
    key = rota.watched.drilled if rota.watched else ""
    incident = newest_of(aggregates, install, DedupKey(key)) if key else None
    if incident is None:
        return None
    for row in aggregates.history(incident.ref):
        if row.event == "IncidentAcknowledged":
            person = PersonId(str(row.detail["person"]))
            return Answered(person, row.at - incident.raised_at)
    return None
