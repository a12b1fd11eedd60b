"""The history of a MemoryTable's tickets and surveys, for tests; the twin of
dynamo/ticket_log.py."""

from collections.abc import Iterator

from deskbell.adapters.memory.store import MemoryTable
from deskbell.domain.ids import Kind
from deskbell.domain.reports.facts import Fact, facts_of, found
from deskbell.domain.reports.nps_facts import NPS_KINDS, NpsFact, nps_facts_of


def memory_ticket_log(table: MemoryTable) -> Iterator[Fact]:
    """As a scan of the real table gives it."""
    for row in table.audit:
        if row.ref.kind is Kind.TICKET:
            yield from facts_of(
                row.ref,
                row.version,
                row.occurred_at,
                row.event,
                row.detail,
                row.routing.inbox,
                row.position,
            )
    for comment in table.comments.values():
        if comment.ref.kind is Kind.TICKET:
            yield found(comment.ref, comment.message, comment.author, internal=comment.internal)


def memory_nps_log(table: MemoryTable) -> Iterator[NpsFact]:
    for row in table.audit:
        if row.ref.kind in NPS_KINDS:
            yield from nps_facts_of(row.ref, row.version, row.occurred_at, row.event, row.detail)
