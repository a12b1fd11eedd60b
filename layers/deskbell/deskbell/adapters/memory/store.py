"""The table in a dict: the twin of adapters/dynamo for tests and the simulation.

It passes the same contract tests (tests/contracts). One MemoryTable stands behind the ports, here
and in `aggregates.py` and `outbox.py`; its fields are public, for tests to look at. Values take
the way over the wire, so that what the real table could not store fails here too.
"""

import threading
from collections import Counter, UserDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from time import time

from deskbell.adapters import wire
from deskbell.domain.decision import Comment, Link, Role, State
from deskbell.domain.effects import Place
from deskbell.domain.ids import ChannelId, EventKey, InstallId, PersonId, Ref, Thread
from deskbell.domain.inputs import Envelope, TimerDue
from deskbell.usecases.ports import (
    Asked,
    AuditRow,
    Bookmark,
    Copied,
    OutboxRow,
    Posted,
    RowState,
    Wait,
)


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
    comments: dict[tuple[Ref, Thread], Comment] = field(default_factory=dict)
    links: dict[str, Link] = field(default_factory=dict)
    roles: dict[tuple[Ref, Role, PersonId], tuple[datetime, bool]] = field(default_factory=dict)
    """When each role was given, or was over, and whether it is listed as open."""
    languages: dict[tuple[InstallId, PersonId], str | None] = field(default_factory=dict)
    tallies: Counter[tuple[InstallId, str, str, str]] = field(default_factory=Counter)
    """By workflow, day and what happened."""
    posted: dict[tuple[Ref, Place], Posted] = field(default_factory=dict)
    copied: dict[tuple[Ref, Place, Thread, int], Copied] = field(default_factory=dict)
    asked: dict[tuple[Ref, PersonId], Asked] = field(default_factory=dict)
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
