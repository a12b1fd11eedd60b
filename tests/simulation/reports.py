"""That the figures of a report are those of the tickets, whatever has gone wrong (A5-10)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from deskbell.domain.ids import Kind
from deskbell.domain.reports.facts import facts_of
from deskbell.domain.reports.life import Turn
from deskbell.domain.reports.log import Log
from deskbell.domain.tickets.position import position_of
from deskbell.domain.tickets.ticket import Status, Ticket
from deskbell.usecases.audit.books import Books, Violation

_EVER = datetime.max.replace(tzinfo=UTC)
_SOLVED = (Turn.SOLVED, Turn.SOLVED_BY_PEER)


def figures_agree(books: Books) -> Iterator[Violation]:
    """I4: folded from its history alone, each ticket is as it stands."""
    rows = (row for rows in books.audit.values() for row in rows if row.ref.kind is Kind.TICKET)
    log = Log(
        fact
        for row in rows
        for fact in facts_of(
            row.ref,
            row.version,
            row.occurred_at,
            row.event,
            row.detail,
            row.routing.inbox,
            row.position,
        )
    )
    lives, left_out = log.lives(_EVER, ())
    if left_out:
        yield Violation("I4", "reports", f"leave {left_out} tickets out")
    for life in lives:
        ticket, last = books.states[life.ref], life.turns[-1].turn
        assert isinstance(ticket, Ticket)
        if life.position != position_of(ticket) or life.inbox != ticket.inbox:
            yield Violation("I4", str(life.ref), "does not stand as its history says")
        if life.visits[-1].inbox != ticket.inbox:
            yield Violation("I4", str(life.ref), "is reported with a team that does not have it")
        if last.opens != ticket.is_open:
            yield Violation("I4", str(life.ref), "is reported open, or over, and is not")
        if ticket.status is Status.SOLVED and last not in _SOLVED:
            yield Violation("I4", str(life.ref), "is solved, and not reported so")
