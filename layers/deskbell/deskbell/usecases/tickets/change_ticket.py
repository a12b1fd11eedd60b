"""Every change of a ticket goes through here: load, decide, commit, and again if it raced.

    intake A   load v3 ── decide ── commit v4 ✓
    intake B   load v3 ──────── decide ── commit v4 ✗ ConcurrentChangeError
                                          load v4 ── decide ── commit v5 ✓

The decision is pure (domain/tickets/decide.py); the commit is one transaction.
"""

from collections.abc import Callable

from deskbell.domain.decision import Cause
from deskbell.domain.errors import ConcurrentChangeError, StoreUnavailableError
from deskbell.domain.ids import Ref
from deskbell.domain.tickets.commands import TicketCommand
from deskbell.domain.tickets.decide import decide
from deskbell.domain.tickets.ticket import Ticket
from deskbell.usecases.ports import Aggregates
from deskbell.usecases.tickets.desk import Handled, ignored, load_ticket

ATTEMPTS = 5


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
