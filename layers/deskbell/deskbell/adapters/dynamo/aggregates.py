"""The aggregates in the table, for the use cases (ports.Aggregates)."""

import time
from collections.abc import Callable, Sequence
from datetime import timedelta

from deskbell.adapters.commits import HELD_BY_NOBODY
from deskbell.adapters.dynamo import committer, keys, rows
from deskbell.adapters.dynamo.faults import translated
from deskbell.adapters.dynamo.items import (
    AuditItem,
    CommentItem,
    CounterItem,
    LinkItem,
    PostedItem,
)
from deskbell.adapters.dynamo.reading import read, read_all
from deskbell.adapters.dynamo.states import MAPPINGS
from deskbell.domain.decision import Cause, Comment, Decision, Link, State
from deskbell.domain.effects import Place
from deskbell.domain.ids import InstallId, Ref, Ts
from deskbell.usecases.ports import AuditRow, Commit, Posted


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

    def find(self, key: str) -> Link | None:
        item = read(LinkItem, keys.link(key))
        return rows.link_from_item(item, key) if item else None

    def comment(self, ref: Ref, source: Ts) -> Comment | None:
        item = read(CommentItem, keys.comment(ref, source))
        return rows.comment_from_item(item) if item else None

    def comments(self, ref: Ref) -> Sequence[Comment]:
        return [rows.comment_from_item(i) for i in read_all(CommentItem, str(ref), keys.COMMENT)]

    def posted(self, ref: Ref, place: Place) -> Posted | None:
        item = read(PostedItem, keys.posted(ref, place))
        return rows.posted_from_item(item) if item else None

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
