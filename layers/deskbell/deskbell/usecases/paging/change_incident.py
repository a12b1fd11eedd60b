"""Every change of an incident after its beginning: load, find out whom it may call, decide,
commit."""

from collections.abc import Callable

from deskbell.domain.decision import Cause, Decision, State, nothing
from deskbell.domain.ids import Ref
from deskbell.domain.paging import commands as c
from deskbell.domain.paging.decide import decide
from deskbell.domain.paging.incident import Incident
from deskbell.domain.paging.policy import Target, TargetKind
from deskbell.usecases.change import Handled, change
from deskbell.usecases.kinds import of_kind
from deskbell.usecases.paging.incidents import around, as_of_now
from deskbell.usecases.paging.roster import Calling

Wish = Callable[[Incident], c.IncidentChange | None]
"""What is asked of the incident as it is now; None: of something that is not there."""


def change_incident(ports: Calling, ref: Ref, cause: Cause, command_for: Wish) -> Handled:
    """One of another workspace, or none at all, is treated alike: it does not exist."""
    cause = as_of_now(ports, cause)

    def decided(state: State | None) -> Decision:
        incident = of_kind(Incident, state)
        command = command_for(incident) if incident and incident.install == cause.install else None
        if incident is None or command is None:
            return nothing("no_such_incident")
        targets = _targets(incident, command)
        return decide(incident, command, around(ports, cause.install, targets, cause.at))

    return change(ports.aggregates, ref, cause, decided)


def _targets(incident: Incident, command: c.IncidentChange) -> frozenset[Target]:
    """Whoever may have to be called by what comes of it."""
    match command:
        case c.ReassignToPerson(to=person):
            return incident.policy.targets | {Target(TargetKind.PERSON, person)}
        case c.ReassignToPolicy(policy=policy):
            return incident.policy.targets | policy.targets
        case c.MergeInto(other=other):
            return incident.policy.targets | other.policy.targets
        case _:
            return incident.policy.targets
