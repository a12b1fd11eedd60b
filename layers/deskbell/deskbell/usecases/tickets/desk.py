"""What the ticket use cases share: the ports they need, and how they find their way about."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from deskbell.domain.directs import is_direct
from deskbell.domain.ids import ChannelId, Ref
from deskbell.domain.settings.desk import Desk, Inbox
from deskbell.domain.tickets.ticket import Ticket
from deskbell.usecases.change import Handled, ignored
from deskbell.usecases.kinds import of_kind
from deskbell.usecases.paging.contact_ports import Groups
from deskbell.usecases.ports import (
    Aggregates,
    InputQueue,
    Outbox,
    Parked,
    Settings,
    Timers,
    Waits,
)
from deskbell.usecases.slack_ports import People, Threads


@dataclass(frozen=True, slots=True)
class TicketPorts:
    """What the ticket use cases need. `now` is in the domain's time: that of a decision is its
    input's, but where somebody is called, that is whoever is there now."""

    settings: Settings
    aggregates: Aggregates
    outbox: Outbox
    parked: Parked
    timers: Timers
    slack: Threads
    people: People
    waits: Waits
    queue: InputQueue
    groups: Groups
    now: Callable[[], datetime]


def load_ticket(aggregates: Aggregates, ref: Ref) -> Ticket | None:
    """The ticket's current state."""
    return of_kind(Ticket, aggregates.load(ref))


MERGES_FOLLOWED = 20
"""A chain of merges is never that long; whoever reads them need not trust that."""


MERGED_MEANWHILE = 3
"""Times that a ticket may be merged just while something is said to it."""


def to_the_one_that_goes_on(say: Callable[[], Handled]) -> Handled:
    """What is said just while its ticket is merged belongs to the one that goes on (C-12): `say`
    looks for it each time."""
    handled = ignored("goes_on_elsewhere")
    for _ in range(MERGED_MEANWHILE):
        if handled.ignored == "goes_on_elsewhere":
            handled = say()
    return handled


def going_on(aggregates: Aggregates, ref: Ref) -> Ticket | None:
    """The ticket, or the one as which it goes on since it was merged or followed up, perhaps
    several times."""
    return next(reversed(heirs_of(aggregates, ref)), None)


def heirs_of(aggregates: Aggregates, ref: Ref) -> list[Ticket]:
    """The ticket, the one as which it went on, and so on to the one that goes on today."""
    found, of = list[Ticket](), ref
    while len(found) <= MERGES_FOLLOWED and (ticket := load_ticket(aggregates, of)):
        found.append(ticket)
        if ticket.goes_on_as is None:
            break
        of = ticket.goes_on_as
    return found


def inbox_for(desk: Desk, ticket: Ticket | None) -> Inbox:
    """The ticket's inbox; where an admin has removed it since, the first one of the desk."""
    fallback = next(iter(desk.inboxes.values()))
    return desk.inboxes.get(ticket.inbox, fallback) if ticket else fallback


def hosts_tickets(desk: Desk, channel: ChannelId) -> bool:
    """Whether a thread there may become a ticket or hang under one's card."""
    return is_direct(channel) or channel in hosting_channels(desk)


def hosting_channels(desk: Desk) -> frozenset[ChannelId]:
    """Where people ask, where forms are posted, and where agents talk below the cards."""
    return frozenset(
        {
            *(channel for inbox in desk.inboxes.values() for channel in inbox.channels),
            *(form.channel for form in desk.forms.values()),
            *(inbox.triage_channel for inbox in desk.inboxes.values()),
        }
    )
