"""The history of all tickets as the facts that reports are folded from; `./deskbell report` reads
it. What people wrote stays in the table: neither texts nor reasons are asked for."""

import json
from collections.abc import Iterator

from deskbell.adapters.dynamo import rows
from deskbell.adapters.dynamo.items import AuditItem, CommentItem
from deskbell.adapters.dynamo.reading import scanned
from deskbell.adapters.dynamo.table import Row
from deskbell.domain.ids import ChannelId, InboxId, Kind, PersonId, Ref, Thread, Ts
from deskbell.domain.reports.facts import Fact, facts_of, found

_AUDIT, _COMMENT = AuditItem().kind, CommentItem().kind
_ATTRIBUTES = (
    *("pk", "sk", "kind"),
    *("version", "inbox", "event", "detail", "occurred_at", "status", "assignee", "category"),
    *("source", "channel", "author", "internal"),
)


def dynamo_ticket_log() -> Iterator[Fact]:
    """In no order; one page of the table is held at a time. Raises StoreUnavailableError."""
    of_tickets = Row.pk.startswith(f"{Kind.TICKET}#")
    for raw in scanned(Row.kind.is_in(_AUDIT, _COMMENT) & of_tickets, _ATTRIBUTES):
        if raw["kind"]["S"] == _AUDIT:
            yield from _steps(AuditItem.from_raw_data(raw))
        else:
            yield _remark(CommentItem.from_raw_data(raw))


def _steps(item: AuditItem) -> Iterator[Fact]:
    return facts_of(
        Ref.parse(item.pk),
        item.version,
        item.occurred_at,
        item.event,
        json.loads(item.detail),
        InboxId(item.inbox) if item.inbox else None,
        rows.position_from_item(item),
    )


def _remark(item: CommentItem) -> Fact:
    message = Thread(ChannelId(item.channel or ""), Ts(item.source))
    author = PersonId(item.author) if item.author else None
    return found(Ref.parse(item.pk), message, author, internal=item.internal)
