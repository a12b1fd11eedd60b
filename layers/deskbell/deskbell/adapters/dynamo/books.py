"""The whole table as an auditor's books.

Pages are strongly consistent and yet not of one moment; `look_twice` (usecases/audit/audit_desk.py)
deals with that. An outbox row of another release is left out: the sweep tells of it.
"""

from collections import defaultdict
from contextlib import suppress
from dataclasses import dataclass, field

from deskbell.adapters.dynamo import keys, rows
from deskbell.adapters.dynamo.items import (
    AuditItem,
    CommentItem,
    CopiedItem,
    LinkItem,
    OutboxItem,
    PostedItem,
)
from deskbell.adapters.dynamo.reading import RawItem, scanned
from deskbell.adapters.dynamo.states import MAPPINGS
from deskbell.adapters.dynamo.table import Row
from deskbell.domain.decision import Comment, Link, State
from deskbell.domain.effects import Place
from deskbell.domain.errors import UnreadableRowError
from deskbell.domain.ids import PersonId, Ref
from deskbell.domain.tickets.copies import place_in_thread
from deskbell.usecases.audit.books import Books
from deskbell.usecases.ports import AuditRow, Copied, OutboxRow, Posted

STATES = {mapping.item().kind: mapping for mapping in MAPPINGS.values()}
BESIDE = {
    item().kind: item
    for item in (AuditItem, CommentItem, CopiedItem, LinkItem, OutboxItem, PostedItem)
}


def dynamo_books(at: float, bot: PersonId) -> Books:
    """Raises StoreUnavailableError."""
    found = _Found()
    # Every item that tells of an aggregate, whatever kind of row it is.
    for item in scanned(Row.kind.is_in(*STATES, *BESIDE)):
        found.add(item)
    return Books(
        at=at,
        bot=bot,
        states=found.states,
        audit={ref: sorted(rs, key=lambda row: row.version) for ref, rs in found.audit.items()},
        comments={ref: sorted(cs, key=place_in_thread) for ref, cs in found.comments.items()},
        links=found.links,
        outbox=found.outbox,
        posted=found.posted,
        copied=found.copied,
    )


@dataclass(slots=True)
class _Found:
    states: dict[Ref, State] = field(default_factory=dict)
    audit: dict[Ref, list[AuditRow]] = field(default_factory=lambda: defaultdict(list))
    comments: dict[Ref, list[Comment]] = field(default_factory=lambda: defaultdict(list))
    links: list[Link] = field(default_factory=list)
    outbox: list[OutboxRow] = field(default_factory=list)
    posted: dict[tuple[Ref, Place], Posted] = field(default_factory=dict)
    copied: dict[Ref, list[Copied]] = field(default_factory=lambda: defaultdict(list))

    def add(self, raw: RawItem) -> None:
        kind = raw["kind"]["S"]
        if kind in STATES:
            state = STATES[kind].to_state(STATES[kind].item.from_raw_data(raw))
            self.states[state.ref] = state
            return
        match BESIDE[kind].from_raw_data(raw):
            case AuditItem() as item:
                audit = rows.audit_from_item(item)
                self.audit[audit.ref].append(audit)
            case CommentItem() as item:
                comment = rows.comment_from_item(item)
                self.comments[comment.ref].append(comment)
            case LinkItem() as item:
                self.links.append(rows.link_from_item(item, keys.link_key_of(item.pk)))
            case OutboxItem() as item:
                with suppress(UnreadableRowError):
                    self.outbox.append(rows.outbox_from_item(item))
            case CopiedItem() as item:
                self.copied[Ref.parse(item.pk)].append(rows.copied_from_item(item))
            case PostedItem() as item:
                posted = rows.posted_from_item(item)
                self.posted[Ref.parse(item.pk), posted.place] = posted
