"""The outages that somebody is called for, or sees to, for their Home tab (A1-12); the relay
asks."""

from collections.abc import Iterator, Sequence

from deskbell.domain.decision import Role
from deskbell.domain.ids import InstallId, PersonId, Thread
from deskbell.domain.paging.incident import Incident
from deskbell.usecases.home.content import Outage
from deskbell.usecases.ports import Aggregates, TicketLists

MOST_SHOWN = 5
"""The newest ones; the on-call channel has all."""


def outages_of(
    install: InstallId, person: PersonId, lists: TicketLists, aggregates: Aggregates
) -> Sequence[Outage]:
    return list(_outages(install, person, lists, aggregates))


def _outages(
    install: InstallId, person: PersonId, lists: TicketLists, aggregates: Aggregates
) -> Iterator[Outage]:
    """An index may lag behind: what is over by now is not shown."""
    for ref in lists.of_person(install, person, Role.RESPONDER)[:MOST_SHOWN]:
        incident = aggregates.load(ref)
        if isinstance(incident, Incident) and incident.is_open:
            card = aggregates.asked(ref, PersonId(incident.policy.channel))
            yield Outage(incident, Thread(card.channel, card.ts) if card else None)
