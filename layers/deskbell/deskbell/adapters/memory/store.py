"""The table in a dict: the twin of adapters/dynamo for tests and the simulation.

It passes the same contract tests (tests/contracts). One MemoryTable stands behind the ports;
its fields are public, for tests to look at. Values take the way over the wire, so that what
the real table could not store fails here too.
"""

import threading
from collections import Counter, UserDict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from time import time

from deskbell.adapters import commits, wire
from deskbell.domain.decision import (
    CancelTimer,
    Cause,
    Change,
    Comment,
    Decision,
    Link,
    ReadingLanguage,
    Retried,
    Role,
    Row,
    SetTimer,
    State,
)
from deskbell.domain.effects import Effect, Place
from deskbell.domain.errors import ConcurrentChangeError, StoreError, UnreadableRowError
from deskbell.domain.ids import ChannelId, EventKey, InstallId, PersonId, Ref, Thread, Ts
from deskbell.domain.inputs import Envelope, TimerDue
from deskbell.usecases.ports import AuditRow, Bookmark, Commit, OutboxRow, Posted, RowState, Wait

OPERATIONS = 100
"""What DynamoDB takes in one transaction."""


class OutboxRows(UserDict[str, OutboxRow]):
    """By id; `pending` has those that are neither sent nor parked, as the real table's index."""

    def __init__(self) -> None:
        self.pending: dict[str, OutboxRow] = {}
        super().__init__()

    def __setitem__(self, row_id: str, row: OutboxRow) -> None:
        super().__setitem__(row_id, row)
        if row.state is RowState.PENDING:
            self.pending[row_id] = row
        else:
            self.pending.pop(row_id, None)

    def __delitem__(self, row_id: str) -> None:
        super().__delitem__(row_id)
        self.pending.pop(row_id, None)


@dataclass(slots=True)
class MemoryTable:
    """All rows, by key. `clock` gives the wall clock's epoch second."""

    clock: Callable[[], float] = time
    states: dict[Ref, State] = field(default_factory=dict)
    audit: list[AuditRow] = field(default_factory=list)
    outbox: OutboxRows = field(default_factory=OutboxRows)
    unreadable: set[str] = field(default_factory=set)
    """Ids of the outbox rows that are of another release."""
    timers: dict[tuple[Ref, str], tuple[InstallId, TimerDue]] = field(default_factory=dict)
    comments: dict[tuple[Ref, Ts], Comment] = field(default_factory=dict)
    links: dict[str, Link] = field(default_factory=dict)
    roles: dict[tuple[Ref, Role, PersonId], tuple[datetime, bool]] = field(default_factory=dict)
    """When each role was given, or was over, and whether it is listed as open."""
    languages: dict[tuple[InstallId, PersonId], str | None] = field(default_factory=dict)
    posted: dict[tuple[Ref, Place], Posted] = field(default_factory=dict)
    dedupe: set[tuple[InstallId, EventKey]] = field(default_factory=set)
    numbers: dict[InstallId, int] = field(default_factory=dict)
    bookmarks: dict[tuple[InstallId, ChannelId], Bookmark] = field(default_factory=dict)
    turns: dict[InstallId, Ref] = field(default_factory=dict)
    claims: dict[tuple[Ref, int], str] = field(default_factory=dict)
    waits: dict[tuple[Ref, str], Wait] = field(default_factory=dict)
    parked: dict[tuple[InstallId, Thread, EventKey], tuple[Envelope, datetime]] = field(
        default_factory=dict
    )
    lock: threading.RLock = field(default_factory=threading.RLock)


class MemoryAggregates:
    """ports.Aggregates."""

    def __init__(self, table: MemoryTable, held: timedelta = commits.HELD_BY_NOBODY) -> None:
        self._table = table
        self._held = held

    def load(self, ref: Ref) -> State | None:
        return self._table.states.get(ref)

    def find(self, key: str) -> Link | None:
        return self._table.links.get(key)

    def comment(self, ref: Ref, source: Ts) -> Comment | None:
        return self._table.comments.get((ref, source))

    def comments(self, ref: Ref) -> Sequence[Comment]:
        found = [comment for (of, _), comment in self._table.comments.items() if of == ref]
        return sorted(found, key=lambda comment: comment.at)

    def posted(self, ref: Ref, place: Place) -> Posted | None:
        return self._table.posted.get((ref, place))

    def history(self, ref: Ref) -> Sequence[AuditRow]:
        return sorted((r for r in self._table.audit if r.ref == ref), key=lambda row: row.version)

    def reserve_number(self, install: InstallId) -> int:
        with self._table.lock:
            number = self._table.numbers.get(install, 0) + 1
            self._table.numbers[install] = number
            return number

    def commit(self, decision: Decision, cause: Cause) -> Commit:
        table = self._table
        inputs = set() if decision.idempotent else {(cause.install, cause.key)}
        with table.lock:
            if inputs & table.dedupe:
                return Commit(duplicate=True)
            self._refuse_if_impossible(decision, cause)
            table.dedupe |= inputs
            rows = [row for change in decision.changes for row in self._apply(change, cause)]
            return Commit(outbox=tuple(map(commits.handed_on, rows)))

    def _refuse_if_impossible(self, decision: Decision, cause: Cause) -> None:
        written = [item for change in decision.changes for item in _items(change)]
        if len(written) + 1 > OPERATIONS:
            raise StoreError(f"committing {cause.key} takes {len(written) + 1} operations")
        if twice := [item for item, times in Counter(written).items() if times > 1]:
            raise StoreError(f"committing {cause.key} writes an item twice: {twice}")
        for change in decision.changes:
            current = self._table.states.get(change.after.ref)
            read = change.before.version if change.before else None
            if (current.version if current else None) != read:
                raise ConcurrentChangeError(f"{change.after.ref} is not at version {read}")
            for row in change.rows:
                if isinstance(row, Link) and row.key in self._table.links:
                    raise ConcurrentChangeError(f"{row.key} is taken")

    def _apply(self, change: Change, cause: Cause) -> list[OutboxRow]:
        table, ref = self._table, change.after.ref
        table.states[ref] = change.after
        table.audit.append(commits.audit_row(change, cause))
        outbox = commits.outbox_rows(change, cause, table.clock(), self._held)
        for sending in outbox:
            travelled = wire.decode(wire.encode(sending.effect), Effect)
            table.outbox[sending.id] = replace(sending, effect=travelled, aggregate=None)
        for timer in change.timers:
            match timer:
                case SetTimer(name, generation, due):
                    timer_due = TimerDue(ref, name, generation, due)
                    table.timers[ref, name] = (cause.install, timer_due)
                case CancelTimer(name):
                    table.timers.pop((ref, name), None)
        for row in change.rows:
            self._write(row)
        people = commits.role_changes(change)
        for role, person in people.written:
            table.roles[ref, role, person] = (
                cause.at,
                commits.is_listed_as_open(role, change.after),
            )
        for role, person in people.deleted:
            table.roles.pop((ref, role, person), None)
        return outbox

    def _write(self, row: Row) -> None:
        table = self._table
        match row:
            case Comment():
                table.comments[row.ref, row.source] = row
            case Link():
                table.links[row.key] = row
            case ReadingLanguage(install, person, language):
                table.languages[install, person] = language
            case Retried(outbox_id):
                table.outbox.pop(outbox_id, None)


def _items(change: Change) -> list[Hashable]:
    """What identifies each item that the change writes; DynamoDB takes one operation an item."""
    ref, people = change.after.ref, commits.role_changes(change)
    return [
        (ref,),
        (ref, "audit", change.after.version),
        *((ref, "outbox", index) for index in range(len(change.effects))),
        *((ref, "timer", timer.name) for timer in change.timers),
        *(_item(row) for row in change.rows),
        *((ref, role, person) for role, person in (*people.written, *people.deleted)),
    ]


def _item(row: Row) -> Hashable:
    match row:
        case Comment():
            return row.ref, row.source
        case Link():
            return row.key
        case ReadingLanguage():
            return row.install, row.person
        case Retried():
            return row.outbox_id


class MemoryOutbox:
    """ports.Outbox."""

    def __init__(self, table: MemoryTable) -> None:
        self._table = table

    def row(self, row_id: str) -> OutboxRow | None:
        row = self._table.outbox.get(row_id)
        return self._readable(row) if row else None

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

    def sent(self, row: OutboxRow, posted: Posted | None, link: Link | None) -> None:
        with self._table.lock:
            if not self._still_mine(row):
                return
            self._table.outbox[row.id] = replace(
                self._table.outbox[row.id], state=RowState.SENT, post=row.post
            )
            if posted:
                self._table.posted[row.ref, posted.place] = posted
            if link:
                self._table.links.setdefault(link.key, link)

    def release(self, row: OutboxRow, due: float) -> None:
        with self._table.lock:
            if self._still_mine(row):
                self._table.outbox[row.id] = replace(
                    self._table.outbox[row.id],
                    due=due,
                    lease_until=0.0,
                    doubtful=row.doubtful,
                    delays=row.delays,
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


class MemoryTimers:
    """ports.Timers."""

    def __init__(self, table: MemoryTable) -> None:
        self._table = table

    def due(self, now: datetime, limit: int) -> Sequence[tuple[InstallId, TimerDue]]:
        due = [pair for pair in self._table.timers.values() if pair[1].due <= now]
        return sorted(due, key=lambda pair: pair[1].due)[:limit]

    def drop(self, timer: TimerDue) -> None:
        with self._table.lock:
            _, current = self._table.timers.get((timer.ref, timer.name), (None, None))
            if current == timer:
                del self._table.timers[timer.ref, timer.name]


class MemoryWaits:
    """ports.Waits."""

    def __init__(self, table: MemoryTable) -> None:
        self._table = table

    def claim(self, ref: Ref, generation: int, execution: str) -> bool:
        with self._table.lock:
            return self._table.claims.setdefault((ref, generation), execution) == execution

    def store(self, wait: Wait) -> None:
        self._table.waits[wait.ref, wait.name] = wait

    def waiting(self, ref: Ref) -> Sequence[Wait]:
        found = [wait for (of, _), wait in self._table.waits.items() if of == ref]
        return sorted(found, key=lambda wait: wait.name)

    def done(self, wait: Wait) -> None:
        with self._table.lock:
            if self._table.waits.get((wait.ref, wait.name)) == wait:
                del self._table.waits[wait.ref, wait.name]


class MemoryParked:
    """ports.Parked."""

    def __init__(self, table: MemoryTable) -> None:
        self._table = table

    def park(self, thread: Thread, envelope: Envelope, until: datetime) -> None:
        travelled = wire.decode(wire.encode(envelope), Envelope)
        self._table.parked[envelope.install, thread, envelope.key] = (travelled, until)

    def waiting(self, install: InstallId, thread: Thread, since: float) -> Sequence[Envelope]:
        found = [
            envelope
            for (of, under, _), (envelope, until) in self._table.parked.items()
            if (of, under) == (install, thread) and until.timestamp() > since
        ]
        return sorted(found, key=lambda envelope: (envelope.occurred_at, envelope.key))

    def drop(self, install: InstallId, thread: Thread, key: EventKey) -> None:
        self._table.parked.pop((install, thread, key), None)


class MemoryBookmarks:
    """ports.Bookmarks."""

    def __init__(self, table: MemoryTable) -> None:
        self._table = table

    def channel(self, install: InstallId, channel: ChannelId) -> Bookmark | None:
        return self._table.bookmarks.get((install, channel))

    def keep_channel(self, install: InstallId, channel: ChannelId, bookmark: Bookmark) -> None:
        self._table.bookmarks[install, channel] = bookmark

    def last_ticket(self, install: InstallId) -> Ref | None:
        return self._table.turns.get(install)

    def keep_last_ticket(self, install: InstallId, ref: Ref) -> None:
        self._table.turns[install] = ref
