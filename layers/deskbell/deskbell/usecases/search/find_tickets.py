"""What somebody finds, among the tickets that they may know of (A4-02); the relay asks it.

Nothing scans. By number it is one link; by person, that person's own requests. By words or state
it is what is on the lists of whoever looks: their requests, what they took, what they follow, and
for whoever works in an inbox also its queue and what its people took; of the past, the newest.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from deskbell.domain.decision import Role, number_link
from deskbell.domain.ids import InstallId, PersonId, Ref
from deskbell.domain.search.query import ByNumber, ByPerson, ByState, ByWords, Query, matches
from deskbell.domain.settings.desk import Desk
from deskbell.domain.tickets.permissions import Action, Member, Surface, can
from deskbell.usecases.ports import Aggregates, Listed, TicketLists

MOST_SHOWN = 10
MOST_PAST = 100
"""Tickets in one role that are over, the newest, among which is looked."""
MOST_READ = 500
BATCH = 100
"""Tickets that the lists read at once."""


@dataclass(frozen=True, slots=True)
class Found:
    """`query` is as it was written; `total` also counts what is not shown. `refused`: they may not
    look at that person's requests."""

    query: str
    shown: Sequence[Listed]
    total: int
    refused: bool = False


def find_tickets(
    written: str,
    query: Query,
    who: Member,
    desk: Desk,
    aggregates: Aggregates,
    lists: TicketLists,
) -> Found:
    """Shown to nobody else, so wherever they are, it is as in their direct messages."""
    who = replace(who, at=Surface.DIRECT)
    works_here = bool(who.agent_of or who.lead_of or who.admin)
    if isinstance(query, ByPerson) and query.person != who.person and not works_here:
        return Found(written, (), 0, refused=True)
    refs = list(dict.fromkeys(_refs(query, who, desk, aggregates, lists)))[:MOST_READ]
    read = [one for at in range(0, len(refs), BATCH) for one in lists.read(refs[at : at + BATCH])]
    found = [one for one in read if can(who, Action.VIEW, one.ticket)]
    if isinstance(query, ByState | ByWords):
        found = [one for one in found if matches(query, one.ticket)]
    found.sort(key=lambda one: (not one.ticket.is_open, -one.ticket.number))
    return Found(written, found[:MOST_SHOWN], len(found))


def _refs(
    query: Query, who: Member, desk: Desk, aggregates: Aggregates, lists: TicketLists
) -> Iterator[Ref]:
    install = desk.workspace.install
    match query:
        case ByNumber(number):
            link = aggregates.find(number_link(install, number))
            yield from [link.ref] if link else []
        case ByPerson(person):
            yield from _of(install, person, Role.REQUESTER, lists)
        case _:
            yield from _on_their_lists(install, who, desk, lists)


def _on_their_lists(
    install: InstallId, who: Member, desk: Desk, lists: TicketLists
) -> Iterator[Ref]:
    for role in (Role.REQUESTER, Role.ASSIGNEE, Role.FOLLOWER):
        yield from _of(install, who.person, role, lists)
    inboxes = set(desk.inboxes) if who.admin else who.agent_of | who.lead_of
    if not inboxes:
        return
    yield from lists.waiting(install, inboxes)
    agents = {one for inbox in inboxes for one in desk.inboxes[inbox].agents}
    for agent in sorted(agents - {who.person}):
        yield from lists.of_person(install, agent, Role.ASSIGNEE)


def _of(install: InstallId, person: PersonId, role: Role, lists: TicketLists) -> Iterator[Ref]:
    yield from lists.of_person(install, person, role)
    yield from lists.past_of_person(install, person, role, MOST_PAST)
