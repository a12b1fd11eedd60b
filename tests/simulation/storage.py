"""The table behind the desk: what `desk.py` and `promises.py` need of it, and the twins' one.

`dynamo.py` is the other one: the real adapters. A seed runs over either (`run.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from math import inf
from typing import Any, Protocol

from deskbell.adapters.commits import HELD_BY_NOBODY
from deskbell.adapters.dynamo import keys
from deskbell.adapters.memory.aggregates import MemoryAggregates
from deskbell.adapters.memory.books import memory_books
from deskbell.adapters.memory.outbox import MemoryOutbox
from deskbell.adapters.memory.store import (
    MemoryBookmarks,
    MemoryParked,
    MemoryTable,
    MemoryTimers,
    MemoryWaits,
)
from deskbell.adapters.memory.ticket_lists import MemoryTicketLists
from deskbell.adapters.memory.ticket_log import memory_nps_log
from deskbell.domain.decision import Cause, Decision
from deskbell.domain.errors import StoreUnavailableError
from deskbell.domain.ids import EventKey, InstallId, PersonId, Ref
from deskbell.domain.inputs import TimerDue
from deskbell.domain.people import Person
from deskbell.domain.reports.nps_facts import NpsFact
from deskbell.runtime import compose
from deskbell.usecases.audit.books import Books
from deskbell.usecases.ports import AuditRow, Commit, Wait
from tests.functional.person_rows import MemoryPersonRows
from tests.simulation.world import Remote, World

Record = Mapping[str, Any]
"""Of the table's stream, as far as a reader's filter and a function look at it."""


class Store(StrEnum):
    """What a seed runs over."""

    MEMORY = "memory"
    DYNAMO = "dynamo"


@dataclass(frozen=True, slots=True)
class Adapters:
    """The ports that stand on the table, each call of theirs across the network.

    `held` are the aggregates of a process that sends at once what it commits.
    """

    aggregates: Any
    held: Any
    outbox: Any
    timers: Any
    waits: Any
    parked: Any
    people: Any
    lists: Any
    bookmarks: Any
    done: Callable[[InstallId, EventKey], bool]
    surveys: Callable[[], Iterable[NpsFact]]


class Storage(Protocol):
    """The adapters, and the table as somebody sees it who need not ask across the network."""

    publisher: type[compose.Publisher]
    see: Callable[[str, Record], object]
    """Is told of each record of the stream, and of the aggregate it is of."""

    def adapters(self, people: Iterable[Person], held: timedelta) -> Adapters: ...
    def is_pending(self) -> bool:
        """Whether an outbox row is neither sent nor parked."""
        ...

    def next_row(self) -> float:
        """When the first of those is due, in epoch seconds."""
        ...

    def timers(self) -> Sequence[TimerDue]: ...
    def waits(self) -> Sequence[Wait]: ...
    def books(self, at: float, bot: PersonId) -> Books: ...


def opened(store: Store, world: World) -> AbstractContextManager[Storage]:
    """An empty table for one seed."""
    match store:
        case Store.MEMORY:
            return nullcontext(MemoryStorage(world))
        case Store.DYNAMO:
            from tests.simulation.dynamo import dynamo_storage  # moto takes a second to import

            return dynamo_storage(world)


class MemoryStorage:
    """The memory twins over one MemoryTable, each behind `Remote`."""

    def __init__(self, world: World) -> None:
        self._world = world
        self.table = MemoryTable(world.wall)
        self.publisher: type[compose.Publisher] = Publisher
        self.see: Callable[[str, Record], object] = lambda *_: None

    def adapters(self, people: Iterable[Person], held: timedelta) -> Adapters:
        table = self.table

        def stored(twin: object) -> Any:
            return Remote(self._world, twin, StoreUnavailableError)

        return Adapters(
            aggregates=stored(Aggregates(self)),
            held=stored(Aggregates(self, held)),
            outbox=stored(MemoryOutbox(table)),
            timers=stored(MemoryTimers(table)),
            waits=stored(MemoryWaits(table)),
            parked=stored(MemoryParked(table)),
            people=stored(MemoryPersonRows(table, people)),
            lists=stored(MemoryTicketLists(table)),
            bookmarks=stored(MemoryBookmarks(table)),
            done=self._world.remote(
                "dedupe.get",
                lambda install, key: (install, key) in table.dedupe,
                StoreUnavailableError,
            ),
            surveys=self._world.remote(
                "surveys.scan", lambda: list(memory_nps_log(table)), StoreUnavailableError
            ),
        )

    def see_change(self, ref: Ref, version: int, effects: int) -> None:
        """That version's audit row and outbox rows, on the stream."""
        mine = (row for row in reversed(self.table.audit) if row.ref == ref)
        row = next(row for row in mine if row.version == version)
        self._show(ref, {"kind": {"S": "audit"}, "row": row})
        for index in range(effects):
            sent = self.table.outbox[keys.outbox_id(row.ref, row.version, index)]
            key = keys.outbox(sent.id)
            image = {
                "kind": {"S": "outbox"},
                "attempt": {"N": str(sent.attempt)},
                "pk": {"S": key.pk},
                "sk": {"S": key.sk},
            }
            self._show(ref, image)

    def _show(self, ref: Ref, image: Record) -> None:
        self.see(str(ref), {"eventName": "INSERT", "dynamodb": {"NewImage": image}})

    def is_pending(self) -> bool:
        return bool(self.table.outbox.pending)

    def next_row(self) -> float:
        return min((row.due for row in self.table.outbox.pending.values()), default=inf)

    def timers(self) -> Sequence[TimerDue]:
        return [timer for _, timer in self.table.timers.values()]

    def waits(self) -> Sequence[Wait]:
        return list(self.table.waits.values())

    def books(self, at: float, bot: PersonId) -> Books:
        return memory_books(self.table, at, bot)


class Aggregates(MemoryAggregates):
    """What is committed appears in the stream, as the table's own stream shows it."""

    def __init__(self, storage: MemoryStorage, held: timedelta = HELD_BY_NOBODY) -> None:
        super().__init__(storage.table, held)
        self._storage = storage

    def commit(self, decision: Decision, cause: Cause) -> Commit:
        commit = super().commit(decision, cause)
        for change in () if commit.duplicate else decision.changes:
            self._storage.see_change(change.after.ref, change.after.version, len(change.effects))
        return commit


class Publisher(compose.Publisher):
    """Reads the rows that the simulated stream carries as they are."""

    __slots__ = ()

    def read(self, image: Any) -> AuditRow:
        row: AuditRow = image["row"]
        return row
