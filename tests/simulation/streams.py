"""The table's stream and Lambda's readers of it: in order, each record at least once, not for ever.

A shard has the records of some aggregates; a batch that fails is cut in halves, tried again, and
given up after the retries that the template names.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from zlib import crc32

from tests.simulation.faults import Mishap
from tests.simulation.queues import Invoke, SimulatedQueue
from tests.simulation.wiring import StreamSource
from tests.simulation.world import World

SHARDS = 2
Record = dict[str, Any]


@dataclass(slots=True)
class Shard:
    """What one reader has still to read, the oldest first; `busy` while a batch is with it."""

    records: list[Record] = field(default_factory=list)
    busy: bool = False


class StreamReader:
    """Of one function, over all shards."""

    def __init__(
        self, world: World, source: StreamSource, dead: SimulatedQueue, invoke: Invoke
    ) -> None:
        self._world = world
        self._source = source
        self._dead = dead
        self._invoke = invoke
        self._shards = [Shard() for _ in range(SHARDS)]
        self._count = 0
        self.stopped = False

    def __len__(self) -> int:
        return sum(len(shard.records) for shard in self._shards)

    def see(self, partition: str, change: Mapping[str, Any]) -> None:
        """A new row, or what became of one."""
        if not any(takes(change) for takes in self._source.takes):
            return
        if self._world.faults.happens(Mishap.RECORD_LOST):
            return
        self._count += 1
        numbered = {**change["dynamodb"], "SequenceNumber": f"{self._count:08}"}
        record = {**change, "dynamodb": numbered, "made": self._world.scheduler.now}
        shard = self._shards[crc32(partition.encode()) % SHARDS]
        shard.records.append(record)
        self._later(shard)

    def wake(self) -> None:
        for shard in self._shards:
            self._later(shard)

    def _later(self, shard: Shard) -> None:
        if not shard.busy and shard.records and not self.stopped:
            shard.busy = True
            delay = self._world.random.uniform(0.05, 0.3)
            self._world.scheduler.after(delay, lambda: self._read(shard))

    def _read(self, shard: Shard) -> None:
        if self.stopped:
            shard.busy = False
            return
        self._try(shard, shard.records[: self._source.batch], 0)

    def _try(self, shard: Shard, batch: Sequence[Record], failures: int) -> None:
        records = [{**record, "eventSource": "aws:dynamodb"} for record in batch]
        self._invoke(
            self._source.function,
            {"Records": records},
            lambda answer: self._done(shard, batch, failures, answer),
        )

    def _done(self, shard: Shard, batch: Sequence[Record], failures: int, answer: object) -> None:
        left = self._left(batch, answer)
        done = len(batch) - len(left)
        if left and done == 0:
            self._failed(shard, batch, failures)
            return
        if done and not left and self._world.faults.happens(Mishap.TWICE):
            done = 0  # read, but not remembered as read: the same batch comes again
        self._forget(shard, batch[:done])
        shard.busy = False
        self._later(shard)

    def _left(self, batch: Sequence[Record], answer: object) -> Sequence[Record]:
        if isinstance(answer, BaseException):
            return batch
        if not self._source.reports_failures or not isinstance(answer, dict):
            return []
        failed = {each["itemIdentifier"] for each in answer["batchItemFailures"]}
        first = next(
            (i for i, r in enumerate(batch) if r["dynamodb"]["SequenceNumber"] in failed), None
        )
        return [] if first is None else batch[first:]

    def _failed(self, shard: Shard, batch: Sequence[Record], failures: int) -> None:
        now, failures = self._world.scheduler.now, failures + 1
        too_old = now - batch[0]["made"] > self._source.max_age
        if failures > self._source.retries or too_old:
            self._dead.put(f"{self._source.function}: {len(batch)} records")
            self._forget(shard, batch)
            shard.busy = False
            self._later(shard)
            return
        if self._source.bisects and len(batch) > 1:
            batch = batch[: len(batch) // 2]
        self._world.scheduler.after(
            min(2.0**failures, 60.0), lambda: self._again(shard, batch, failures)
        )

    def _again(self, shard: Shard, batch: Sequence[Record], failures: int) -> None:
        if self.stopped:
            shard.busy = False
        else:
            self._try(shard, batch, failures)

    def _forget(self, shard: Shard, batch: Sequence[Record]) -> None:
        read = {record["dynamodb"]["SequenceNumber"] for record in batch}
        shard.records = [r for r in shard.records if r["dynamodb"]["SequenceNumber"] not in read]
