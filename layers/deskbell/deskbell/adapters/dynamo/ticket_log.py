"""The history of all tickets and surveys as the facts that reports are folded from; `./deskbell
report` reads it, and the weekly look at surveys. What people wrote stays in the table: neither
texts nor reasons are asked for."""

import json
from collections.abc import Iterator
from functools import reduce
from operator import or_

from deskbell.adapters.dynamo import rows
from deskbell.adapters.dynamo.items import AuditItem, CommentItem
from deskbell.adapters.dynamo.reading import scanned
from deskbell.adapters.dynamo.table import Row
from deskbell.domain.ids import ChannelId, InboxId, Kind, PersonId, Ref, Thread, Ts
from deskbell.domain.reports.facts import Fact, facts_of, found
from deskbell.domain.reports.nps_facts import NPS_KINDS, NpsFact, nps_facts_of

_AUDIT, _COMMENT = AuditItem().kind, CommentItem().kind
_ATTRIBUTES = (
    *("pk", "sk", "kind"),
    *("version", "inbox", "event", "detail", "occurred_at", "status", "assignee", "category"),
    *("source", "channel", "author", "internal"),
)


def dynamo_ticket_log() -> Iterator[Fact]:
    """Of tickets alone, as `dynamo_desk_log`."""
    return (fact for fact in _facts(Kind.TICKET) if isinstance(fact, Fact))


def dynamo_nps_log() -> Iterator[NpsFact]:
    """Of surveys alone, as `dynamo_desk_log`."""
    return (fact for fact in _facts(*NPS_KINDS) if isinstance(fact, NpsFact))


def dynamo_desk_log() -> Iterator[Fact | NpsFact]:
    """In no order; one page of the table is held at a time. Raises StoreUnavailableError."""
    return _facts(Kind.TICKET, *NPS_KINDS)


def _facts(*kinds: Kind) -> Iterator[Fact | NpsFact]:
    of_them = reduce(or_, (Row.pk.startswith(f"{kind}#") for kind in kinds))
    for raw in scanned(Row.kind.is_in(_AUDIT, _COMMENT) & of_them, _ATTRIBUTES):
        if raw["kind"]["S"] == _COMMENT:
            yield _remark(CommentItem.from_raw_data(raw))
            continue
        item = AuditItem.from_raw_data(raw)
        ref = Ref.parse(item.pk)
        if ref.kind is Kind.TICKET:
            yield from _steps(item)
        else:
            detail = json.loads(item.detail)
            yield from nps_facts_of(ref, item.version, item.occurred_at, item.event, detail)


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
