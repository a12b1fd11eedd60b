"""The aggregates in the table, for the use cases (ports.Aggregates)."""

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import timedelta

from deskbell.adapters.commits import HELD_BY_NOBODY
from deskbell.adapters.dynamo import committer, keys, rows
from deskbell.adapters.dynamo.faults import translated
from deskbell.adapters.dynamo.items import (
    AskedItem,
    AuditItem,
    CommentItem,
    CopiedItem,
    CounterItem,
    LinkItem,
    PostedItem,
)
from deskbell.adapters.dynamo.reading import read, read_all, read_each, read_from
from deskbell.adapters.dynamo.states import MAPPINGS
from deskbell.domain.decision import Cause, Comment, Decision, Link, State
from deskbell.domain.effects import Place
from deskbell.domain.ids import InstallId, PersonId, Ref, Thread, Ts
from deskbell.domain.tickets.comments import one_of
from deskbell.usecases.ports import Asked, AuditRow, Commit, Copied, Posted


class DynamoAggregates:
    """Reads are strongly consistent: a decision must see what the last one did.

    `held`: the lease on the outbox rows that it commits, of a process that sends them at once.
    """

    def __init__(
        self,
        clock: Callable[[], float] = time.time,
        pause: Callable[[float], None] = time.sleep,
        held: timedelta = HELD_BY_NOBODY,
    ) -> None:
        self._clock = clock
        self._pause = pause
        self._held = held

    def load(self, ref: Ref) -> State | None:
        mapping = MAPPINGS[ref.kind]
        item = read(mapping.item, keys.state(ref))
        return mapping.to_state(item) if item else None

    def load_all(self, refs: Iterable[Ref]) -> Mapping[Ref, State]:
        wanted = dict.fromkeys(refs)
        states = (
            mapping.to_state(item)
            for kind, mapping in MAPPINGS.items()
            for item in read_each(
                mapping.item, [keys.state(ref) for ref in wanted if ref.kind is kind]
            )
        )
        return {state.ref: state for state in states}

    def find(self, key: str) -> Link | None:
        item = read(LinkItem, keys.link(key))
        return rows.link_from_item(item, key) if item else None

    def comment(self, ref: Ref, message: Thread) -> Comment | None:
        items = read_all(CommentItem, str(ref), keys.comments_since(message.ts))
        return one_of(map(rows.comment_from_item, items), message)

    def comments(self, ref: Ref, since: Ts | None = None) -> Sequence[Comment]:
        first = keys.comments_since(since) if since else keys.COMMENT
        items = read_from(CommentItem, str(ref), first, keys.COMMENT)
        return [rows.comment_from_item(item) for item in items]

    def copied(self, ref: Ref, place: Place, of: Thread, part: int) -> Copied | None:
        item = read(CopiedItem, keys.copied(ref, place, of, part))
        return rows.copied_from_item(item) if item else None

    def copies(self, ref: Ref, place: Place) -> Sequence[Copied]:
        items = read_all(CopiedItem, str(ref), keys.copies_at(place))
        return [rows.copied_from_item(item) for item in items]

    def posted(self, ref: Ref, place: Place) -> Posted | None:
        item = read(PostedItem, keys.posted(ref, place))
        return rows.posted_from_item(item) if item else None

    def asked(self, ref: Ref, person: PersonId) -> Asked | None:
        item = read(AskedItem, keys.asked(ref, person))
        return rows.asked_from_item(item) if item else None

    def history(self, ref: Ref) -> Sequence[AuditRow]:
        return [rows.audit_from_item(i) for i in read_all(AuditItem, str(ref), keys.AUDIT)]

    def reserve_number(self, install: InstallId) -> int:
        """The next human number; one that is reserved and then not used stays a gap."""
        counter = CounterItem(*keys.counter(install))
        with translated("reserving a number"):
            counter.update(
                [CounterItem.kind.set(counter.kind), CounterItem.value.add(1)],
            )
        return counter.value

    def commit(self, decision: Decision, cause: Cause) -> Commit:
        return committer.commit(
            decision, cause, now=self._clock(), pause=self._pause, held=self._held
        )
