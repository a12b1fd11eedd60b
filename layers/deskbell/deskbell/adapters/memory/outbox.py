"""The outbox over a MemoryTable: the twin of dynamo/outbox.py."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

from deskbell.adapters.memory.store import MemoryTable
from deskbell.domain.decision import Link
from deskbell.domain.errors import ConcurrentChangeError, UnreadableRowError
from deskbell.domain.ids import Ref, Thread
from deskbell.usecases.ports import Asked, Copied, OutboxRow, Posted, RowState


class MemoryOutbox:
    """ports.Outbox."""

    def __init__(self, table: MemoryTable) -> None:
        self._table = table

    def row(self, row_id: str) -> OutboxRow | None:
        row = self._table.outbox.get(row_id)
        return self._readable(row) if row else None

    def rows(self, row_ids: Iterable[str]) -> Mapping[str, OutboxRow]:
        table = self._table
        readable = (one for one in row_ids if one not in table.unreadable)
        return {one: table.outbox[one] for one in readable if one in table.outbox}

    def pending(self, ref: Ref, lane: str) -> Sequence[OutboxRow]:
        found = [
            self._readable(row)
            for row in self._table.outbox.pending.values()
            if row.lane == lane and row.ref == ref
        ]
        return sorted(found, key=lambda row: row.order)

    def _readable(self, row: OutboxRow) -> OutboxRow:
        if row.id in self._table.unreadable:
            raise UnreadableRowError(f"{row.id} is of another release")
        return row

    def due(self, now: float, limit: int) -> Sequence[str]:
        found = [row for row in self._table.outbox.pending.values() if row.due <= now]
        return [row.id for row in sorted(found, key=lambda row: row.due)[:limit]]

    def claim(self, row: OutboxRow, now: float, lease: timedelta) -> OutboxRow | None:
        with self._table.lock:
            current = self._table.outbox.get(row.id)
            if (
                current is None
                or current.state is not RowState.PENDING
                or current.lease_until >= now
                or current.attempt != row.attempt
            ):
                return None
            until = now + lease.total_seconds()
            claimed = replace(current, attempt=row.attempt + 1, lease_until=until, due=until)
            self._table.outbox[row.id] = replace(claimed, doubtful=True)
            return claimed

    def placed(self, row: OutboxRow, posted: Posted, link: Link) -> None:
        with self._table.lock:
            if not self._still_mine(row):
                return
            current, post = self._table.outbox[row.id], Thread(posted.channel, posted.ts)
            if current.post not in (None, post):
                raise ConcurrentChangeError(f"{row.id} is posted elsewhere")
            self._table.outbox[row.id] = replace(current, post=post)
            self._table.posted[row.ref, posted.place] = posted
            self._table.links.setdefault(link.key, link)

    def sent(
        self, row: OutboxRow, posted: Posted | Copied | Asked | None, link: Link | None = None
    ) -> None:
        with self._table.lock:
            if not self._still_mine(row):
                return
            self._table.outbox[row.id] = replace(
                self._table.outbox[row.id], state=RowState.SENT, post=row.post
            )
            if link:
                self._table.links[link.key] = link
            match posted:
                case Posted() if self._stands_at(row, posted):
                    self._table.posted[row.ref, posted.place] = posted
                case Copied():
                    self._table.copied[row.ref, posted.place, posted.of, posted.part] = posted
                case Asked():
                    self._table.asked[row.ref, posted.person] = posted

    def _stands_at(self, row: OutboxRow, posted: Posted) -> bool:
        current = self._table.posted.get((row.ref, posted.place))
        return current is not None and (current.channel, current.ts) == (posted.channel, posted.ts)

    def retired(self, row: OutboxRow, posted: Posted) -> None:
        with self._table.lock:
            if self._stands_at(row, posted):
                del self._table.posted[row.ref, posted.place]

    def release(self, row: OutboxRow, due: float) -> None:
        with self._table.lock:
            if self._still_mine(row):
                self._table.outbox[row.id] = replace(
                    self._table.outbox[row.id],
                    due=due,
                    lease_until=0.0,
                    doubtful=row.doubtful,
                    delays=row.delays,
                    held=row.held,
                )

    def postpone(self, row_id: str, due: float) -> None:
        with self._table.lock:
            row = self._table.outbox.get(row_id)
            if row and row.state is RowState.PENDING:
                self._table.outbox[row_id] = replace(row, due=due)

    def park(self, row: OutboxRow, code: str) -> None:
        with self._table.lock:
            if self._still_mine(row):
                self._table.outbox[row.id] = replace(
                    self._table.outbox[row.id], state=RowState.PARKED, code=code
                )

    def _still_mine(self, row: OutboxRow) -> bool:
        current = self._table.outbox.get(row.id)
        if current is None or current.state is not RowState.PENDING:
            return False
        if current.attempt != row.attempt:
            raise ConcurrentChangeError(f"{row.id} was claimed again")
        return True
