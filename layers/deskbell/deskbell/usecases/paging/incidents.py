"""What the use cases of outages share: how an incident is found, and who somebody is to it."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from deskbell.domain.decision import Cause
from deskbell.domain.ids import ChannelId, InstallId, Kind, PersonId, Ref
from deskbell.domain.paging.dedup import DedupKey
from deskbell.domain.paging.incident import Incident
from deskbell.domain.paging.policy import Target
from deskbell.domain.paging.roster import Roster
from deskbell.domain.paging.steps import Around, incident_link, incident_number_link
from deskbell.domain.people import Standing
from deskbell.domain.tickets.permissions import Member, Surface, member
from deskbell.domain.tickets.places import surface_of
from deskbell.usecases.kinds import of_kind
from deskbell.usecases.paging.roster import Calling, roster_of
from deskbell.usecases.ports import Aggregates
from deskbell.usecases.tickets.desk import MERGES_FOLLOWED, TicketPorts


def incident_in(value: str) -> tuple[Ref, str] | None:
    """The incident that a button or a dialog claims to be of, still to be looked for, and what
    else its value says."""
    name, _, rest = value.partition("|")
    try:
        ref = Ref.parse(name)
    except ValueError:
        return None
    return (ref, rest) if ref.kind is Kind.INCIDENT else None


def load_incident(aggregates: Aggregates, ref: Ref) -> Incident | None:
    return of_kind(Incident, aggregates.load(ref))


def incident_numbered(aggregates: Aggregates, install: InstallId, number: str) -> Incident | None:
    """`number` as people write it, 12 or #12; of a merged one, the one that goes on."""
    digits = number.strip().removeprefix("#")
    if not (digits.isascii() and digits.isdigit()):
        return None
    link = aggregates.find(incident_number_link(install, int(digits)))
    return going_on(aggregates, link.ref) if link else None


def newest_of(aggregates: Aggregates, install: InstallId, key: DedupKey) -> Incident | None:
    """The last one of that key, as it was raised."""
    link = aggregates.find(incident_link(install, key))
    return load_incident(aggregates, link.ref) if link else None


def going_on(aggregates: Aggregates, ref: Ref) -> Incident | None:
    """The incident, or the one that it was merged into, perhaps several times."""
    incident = load_incident(aggregates, ref)
    for _ in range(MERGES_FOLLOWED):
        if incident is None or incident.merged_into is None:
            break
        incident = load_incident(aggregates, incident.merged_into)
    return incident


def around(ports: Calling, install: InstallId, targets: Iterable[Target], now: datetime) -> Around:
    """What a decision about an incident goes by; where nothing is configured (any more), people are
    reached by direct message."""
    paging = ports.settings.current().paging
    if paging is None:
        return Around(now, Roster())
    roster = roster_of(ports, install, paging, targets, now)
    return Around(now, roster, paging.maintenance)


def as_of_now(ports: Calling, cause: Cause) -> Cause:
    """An input may have waited for hours in which nothing ran: who is on call by now is called, and
    has as long as anybody to answer."""
    return replace(cause, at=max(cause.at, ports.now()))


def someone(
    ports: TicketPorts,
    cause: Cause,
    person: PersonId,
    channel: ChannelId | None,
    *,
    shared: bool = False,
) -> Member:
    """While Slack does not say who they are, what it said last counts, and of whom it has never
    said anything is one of ours, outside of channels that other companies are in: nothing keeps
    anybody from reporting an outage, or from answering a page. `shared`: Slack says that of it."""
    desk = ports.settings.current()
    found = ports.people.find(cause.install, person)
    at = surface_of(desk, channel, shared=shared) if channel else Surface.DIRECT
    return member(person, desk, found.standing if found else Standing.MEMBER, at)
