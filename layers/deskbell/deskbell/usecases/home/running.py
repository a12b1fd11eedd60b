"""The guided requests that somebody has begun and that go on, for their Home tab (A1-12); the relay
asks."""

from collections.abc import Iterator, Sequence

from deskbell.domain.decision import Role
from deskbell.domain.ids import InstallId, PersonId
from deskbell.domain.requests.guided_request import GuidedRequest
from deskbell.usecases.home.content import Running
from deskbell.usecases.ports import Aggregates, Settings, TicketLists

MOST_SHOWN = 5
"""The newest ones; each also says in its thread, or by direct message, how far it is."""


def requests_running_for(
    install: InstallId,
    person: PersonId,
    lists: TicketLists,
    aggregates: Aggregates,
    settings: Settings,
) -> Sequence[Running]:
    return list(_running(install, person, lists, aggregates, settings))


def _running(
    install: InstallId,
    person: PersonId,
    lists: TicketLists,
    aggregates: Aggregates,
    settings: Settings,
) -> Iterator[Running]:
    """An index may lag behind: what is over by now is not shown."""
    for ref in lists.of_person(install, person, Role.ASKED_FOR)[:MOST_SHOWN]:
        request = aggregates.load(ref)
        if isinstance(request, GuidedRequest) and request.is_open:
            course = request.course
            definition = settings.definition(course.workflow, course.workflow_version)
            if definition:
                yield Running(request, definition)
