"""Every change of a guided request after its beginning: decided by the domain, with the version of
the workflow that it began with, and committed as one.
"""

from deskbell.domain.catalogue.definition import Definition
from deskbell.domain.decision import Cause, Decision, State, nothing
from deskbell.domain.ids import Ref
from deskbell.domain.requests.commands import RequestChange
from deskbell.domain.requests.decide import decide
from deskbell.domain.requests.going_on import needs_number
from deskbell.domain.requests.guided_request import GuidedRequest
from deskbell.usecases.change import Handled, change
from deskbell.usecases.kinds import of_kind
from deskbell.usecases.ports import Changing
from deskbell.usecases.requests.around import around


def change_request(ports: Changing, ref: Ref, cause: Cause, command: RequestChange) -> Handled:
    """One of another workspace, or none at all, is treated alike: it does not exist."""

    def decided(state: State | None) -> Decision:
        return decide_request(ports, of_kind(GuidedRequest, state), cause, command)

    return change(ports.aggregates, ref, cause, decided)


def decide_request(
    ports: Changing, request: GuidedRequest | None, cause: Cause, command: RequestChange
) -> Decision:
    if request is None or request.install != cause.install:
        return nothing("no_such_request")
    definition = definition_of(ports, request)
    if definition is None:
        return nothing("workflow_unknown")
    number = None
    if needs_number(request, definition):
        number = ports.aggregates.reserve_number(cause.install)
    return decide(request, command, around(ports, definition, cause.at, number))


def definition_of(ports: Changing, request: GuidedRequest) -> Definition | None:
    """Whatever was pushed since, it goes by the version it began with (A5-13)."""
    course = request.course
    return ports.settings.definition(course.workflow, course.workflow_version)
