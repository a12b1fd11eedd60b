"""The books of a MemoryTable, for tests and the simulation; the twin of dynamo/books.py."""

from itertools import groupby

from deskbell.adapters.memory.aggregates import MemoryAggregates
from deskbell.adapters.memory.store import MemoryTable
from deskbell.domain.ids import PersonId
from deskbell.usecases.audit.audit_desk import WholeAudit
from deskbell.usecases.audit.books import Books


def memory_books(table: MemoryTable, at: float, bot: PersonId) -> Books:
    """What the table says at this moment, as a scan of the real one gives it."""
    aggregates = MemoryAggregates(table)
    rows = sorted(table.audit, key=lambda row: (row.ref, row.version))
    return Books(
        at=at,
        bot=bot,
        states=dict(table.states),
        audit={ref: list(of_ref) for ref, of_ref in groupby(rows, key=lambda row: row.ref)},
        comments={ref: aggregates.comments(ref) for ref in sorted({r for r, _ in table.comments})},
        links=list(table.links.values()),
        outbox=[row for row in table.outbox.values() if row.id not in table.unreadable],
        posted=dict(table.posted),
        copied={
            ref: [copied for (of, *_), copied in table.copied.items() if of == ref]
            for ref in sorted({ref for ref, *_ in table.copied})
        },
    )


class MemoryAudits:
    """audit_desk.Audits."""

    def __init__(self) -> None:
        self._last: WholeAudit | None = None

    def last(self) -> WholeAudit | None:
        return self._last

    def keep(self, audit: WholeAudit) -> None:
        self._last = audit
