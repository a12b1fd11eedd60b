"""The outbox rows in the table, for the relay (ports.Outbox; reliability.md 2.4).

A row is leased, not locked: whoever claims it writes the next `attempt`, and every later write
names that attempt. Should a relay be so slow that another one claims the row after the lease,
its late write is refused (the fence):

    relay A   claim 1 ── posts ─────────────(lease ends)──────── sent, attempt 1  ✗ refused
    relay B                                      claim 2 ── reads back ── sent, attempt 2  ✓
"""

import time
import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from heapq import merge
from itertools import islice

from pynamodb.exceptions import DeleteError, PutError, UpdateError
from pynamodb.expressions.update import Action

from deskbell.adapters.dynamo import conditions, keys, rows
from deskbell.adapters.dynamo.faults import refused, translated
from deskbell.adapters.dynamo.items import OutboxItem, PostedItem
from deskbell.adapters.dynamo.reading import read, read_all, read_each
from deskbell.adapters.dynamo.table import Row
from deskbell.adapters.dynamo.transaction import ConditionRefusedError, Transaction
from deskbell.domain.decision import Link
from deskbell.domain.errors import ConcurrentChangeError, UnreadableRowError
from deskbell.domain.ids import Ref, Thread
from deskbell.usecases.ports import Asked, Copied, OutboxRow, Posted, RowState

KEPT_FOR = timedelta(days=7)
"""How long a sent row can still be looked at."""
PARKED_FOR = timedelta(days=30)
"""How long a parked row can be retried; its ticket tells of it for ever."""


class DynamoOutbox:
    """Every write is conditional on owning the lease, and knows its own lost answers."""

    def __init__(
        self,
        clock: Callable[[], float] = time.time,
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        self._clock = clock
        self._pause = pause

    def row(self, row_id: str) -> OutboxRow | None:
        item = read(OutboxItem, keys.outbox(row_id))
        return rows.outbox_from_item(item) if item else None

    def rows(self, row_ids: Iterable[str]) -> Mapping[str, OutboxRow]:
        found = dict[str, OutboxRow]()
        for item in read_each(OutboxItem, [keys.outbox(one) for one in dict.fromkeys(row_ids)]):
            with suppress(UnreadableRowError):
                row = rows.outbox_from_item(item)
                found[row.id] = row
        return found

    def pending(self, ref: Ref, lane: str) -> Sequence[OutboxRow]:
        of_lane = (OutboxItem.state == RowState.PENDING) & (OutboxItem.lane == lane)
        items = read_all(OutboxItem, str(ref), keys.OUTBOX, only=of_lane)
        return [rows.outbox_from_item(item) for item in items]

    def due(self, now: float, limit: int) -> Sequence[str]:
        with translated("looking for due outbox rows"):
            shards = [
                Row.due_index.query(partition, Row.due <= now, limit=limit)
                for partition in keys.outbox_partitions()
            ]
            oldest = islice(merge(*shards, key=lambda row: row.due), limit)
            return [keys.outbox_id_of(row.key) for row in oldest]

    def claim(self, row: OutboxRow, now: float, lease: timedelta) -> OutboxRow | None:
        claimed_by = str(uuid.uuid4())
        until = now + lease.total_seconds()
        item = OutboxItem(*keys.outbox(row.id))
        with translated(f"claiming {row.id}"):
            try:
                item.update(
                    [
                        OutboxItem.attempt.set(row.attempt + 1),
                        OutboxItem.lease_until.set(until),
                        OutboxItem.due.set(until),
                        OutboxItem.doubtful.set(True),
                        OutboxItem.claimed_by.set(claimed_by),
                    ],
                    condition=conditions.lease_is_free(row.attempt, now),
                )
            except UpdateError as error:
                if not refused(error):
                    raise
                # Somebody else's claim, or our own whose answer was lost and the SDK repeated.
                current = read(OutboxItem, keys.outbox(row.id))
                if current is None or current.claimed_by != claimed_by:
                    return None
                item = current
        return replace(rows.outbox_from_item(item), doubtful=row.doubtful)

    def placed(self, row: OutboxRow, posted: Posted, link: Link | None) -> None:
        post = Thread(posted.channel, posted.ts)
        transaction = Transaction(f"writing down where {row.id} is")
        transaction.update(
            OutboxItem(*keys.outbox(row.id)),
            _naming(post),
            provided=conditions.lease_is_mine(row.attempt)
            & conditions.is_posted_nowhere_or_at(post),
        )
        transaction.put(rows.posted_to_item(row.ref, posted))
        if link:
            transaction.put(
                rows.link_to_item(link), provided=conditions.link_is_free_or_of(link.ref)
            )
        try:
            transaction.commit(self._pause)
        except ConditionRefusedError:
            if _still_mine(row, post) and link:
                # So the link is another aggregate's; the post was made all the same.
                self.placed(row, posted, None)

    def sent(
        self, row: OutboxRow, posted: Posted | Copied | Asked | None, link: Link | None = None
    ) -> None:
        sending: list[Action] = [
            OutboxItem.state.set(RowState.SENT),
            OutboxItem.due_partition.remove(),
            OutboxItem.expires.set(self._in(KEPT_FOR)),
        ]
        if row.post:
            sending += _naming(row.post)
        shown: list[Row] = [rows.link_to_item(link)] if link else []
        if isinstance(posted, Copied):
            shown.append(rows.copied_to_item(row.ref, posted))
        elif isinstance(posted, Asked):
            shown.append(rows.asked_to_item(row.ref, posted))
        if shown:
            self._sent_with(row, sending, shown)
        elif self._update(row, sending) and isinstance(posted, Posted):
            self._show_revision(row, posted)

    def _show_revision(self, row: OutboxRow, posted: Posted) -> None:
        with translated(f"storing what {row.id} shows"):
            try:
                rows.posted_to_item(row.ref, posted).save(
                    condition=conditions.stands_at(Thread(posted.channel, posted.ts))
                )
            except PutError as error:
                if not refused(error):
                    raise

    def _sent_with(self, row: OutboxRow, sending: list[Action], shown: list[Row]) -> None:
        transaction = Transaction(f"writing down what {row.id} shows")
        transaction.update(
            OutboxItem(*keys.outbox(row.id)),
            sending,
            provided=conditions.lease_is_mine(row.attempt),
        )
        for item in shown:
            transaction.put(item)
        try:
            transaction.commit(self._pause)
        except ConditionRefusedError:
            _still_mine(row)

    def retired(self, row: OutboxRow, posted: Posted) -> None:
        with translated(f"forgetting the card of {row.id}"):
            try:
                PostedItem(*keys.posted(row.ref, posted.place)).delete(
                    condition=conditions.stands_at(Thread(posted.channel, posted.ts))
                )
            except DeleteError as error:
                if not refused(error):
                    raise

    def release(self, row: OutboxRow, due: float) -> None:
        self._update(
            row,
            [
                OutboxItem.due.set(due),
                OutboxItem.lease_until.set(0.0),
                OutboxItem.doubtful.set(row.doubtful),
                OutboxItem.delays.set(row.delays),
                OutboxItem.held.set(row.held),
            ],
        )

    def postpone(self, row_id: str, due: float) -> None:
        with translated(f"putting {row_id} off"):
            try:
                OutboxItem(*keys.outbox(row_id)).update(
                    [OutboxItem.due.set(due)], condition=conditions.is_unsent()
                )
            except UpdateError as error:
                if not refused(error):
                    raise

    def park(self, row: OutboxRow, code: str) -> None:
        self._update(
            row,
            [
                OutboxItem.state.set(RowState.PARKED),
                OutboxItem.code.set(code),
                OutboxItem.due_partition.remove(),
                OutboxItem.expires.set(self._in(PARKED_FOR)),
            ],
        )

    def _in(self, time: timedelta) -> datetime:
        return datetime.fromtimestamp(self._clock(), UTC) + time

    def _update(self, row: OutboxRow, actions: list[Action]) -> bool:
        """False if somebody has finished the row already."""
        with translated(f"changing {row.id}"):
            try:
                OutboxItem(*keys.outbox(row.id)).update(
                    actions, condition=conditions.lease_is_mine(row.attempt)
                )
            except UpdateError as error:
                if not refused(error):
                    raise
                return _still_mine(row)
        return True


def _naming(post: Thread) -> list[Action]:
    return [OutboxItem.post_channel.set(post.channel), OutboxItem.post_ts.set(post.ts)]


def _still_mine(row: OutboxRow, post: Thread | None = None) -> bool:
    """After a refused write: False if the row is finished, which is as good as our own write.

    Raises ConcurrentChangeError if the lease is somebody else's by now, or the row is known to be
    another one than `post`.
    """
    item = read(OutboxItem, keys.outbox(row.id))
    if item is None or item.state != RowState.PENDING:
        return False
    if item.attempt != row.attempt:
        raise ConcurrentChangeError(f"{row.id} was claimed again, attempt {item.attempt}")
    if post and item.post_ts and (item.post_channel, item.post_ts) != (post.channel, post.ts):
        raise ConcurrentChangeError(f"{row.id} is posted elsewhere")
    return True
