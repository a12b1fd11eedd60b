"""Every change of a ticket goes through here: load, decide, commit, and again if it raced.

intake A   load v3 ── decide ── commit v4 ✓
intake B   load v3 ──────── decide ── commit v4 ✗ ConcurrentChangeError
                                      load v4 ── decide ── commit v5 ✓
"""

from collections.abc import Callable
from dataclasses import dataclass

from deskbell.domain.decision import Cause
from deskbell.domain.errors import ConcurrentChangeError, StoreUnavailableError
from deskbell.domain.ids import Ref
from deskbell.domain.settings.desk import Desk, Inbox
from deskbell.domain.tickets.commands import TicketCommand
from deskbell.domain.tickets.decide import decide
from deskbell.domain.tickets.ticket import Ticket
from deskbell.usecases.ports import Aggregates, Outbox, Parked, Settings, Timers, Workspace

ATTEMPTS = 5


@dataclass(frozen=True, slots=True)
class TicketPorts:
    """What the ticket use cases need; `slack` is only read from."""

    settings: Settings
    aggregates: Aggregates
    outbox: Outbox
    parked: Parked
    timers: Timers
    slack: Workspace


@dataclass(frozen=True, slots=True)
class Handled:
    """What became of an input: outbox rows to send, or why nothing changed (a metric's name)."""

    outbox: tuple[str, ...] = ()
    ignored: str | None = None


def ignored(why: str) -> Handled:
    """Nothing changes; `why` is counted."""
    return Handled(ignored=why)


def load_ticket(aggregates: Aggregates, ref: Ref) -> Ticket | None:
    """The ticket's current state."""
    state = aggregates.load(ref)
    if state is not None and not isinstance(state, Ticket):
        raise TypeError(f"{ref} is no ticket")
    return state


def inbox_for(desk: Desk, ticket: Ticket | None) -> Inbox:
    """The ticket's inbox; where an admin has removed it since, the first one of the desk."""
    fallback = next(iter(desk.inboxes.values()))
    return desk.inboxes.get(ticket.inbox, fallback) if ticket else fallback


def change_ticket(
    aggregates: Aggregates,
    ref: Ref,
    cause: Cause,
    command_for: Callable[[Ticket | None], TicketCommand],
) -> Handled:
    """Asks `command_for` the loaded ticket, decides and commits; StoreUnavailableError when the
    race is lost five times, so that the queue tries again."""
    for _ in range(ATTEMPTS):
        state = load_ticket(aggregates, ref)
        decision = decide(state, command_for(state), cause.at)
        if not decision.changes:
            return ignored(decision.ignored or "no_change")
        try:
            commit = aggregates.commit(decision, cause)
        except ConcurrentChangeError:
            continue
        return ignored("duplicate") if commit.duplicate else Handled(commit.outbox)
    raise StoreUnavailableError(f"{ref} changed under every one of {ATTEMPTS} attempts")
