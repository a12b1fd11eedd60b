"""The table and its memory twin under one roof, for tests that both must pass."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta

import boto3
from moto import mock_aws

from deskbell.adapters.commits import HELD_BY_NOBODY
from deskbell.adapters.dynamo import keys
from deskbell.adapters.dynamo.aggregates import DynamoAggregates
from deskbell.adapters.dynamo.items import OutboxItem
from deskbell.adapters.dynamo.outbox import DynamoOutbox
from deskbell.adapters.dynamo.parked import DynamoParked
from deskbell.adapters.dynamo.table import bind
from deskbell.adapters.dynamo.ticket_lists import DynamoTicketLists
from deskbell.adapters.dynamo.timers import DynamoTimers
from deskbell.adapters.dynamo.waits import DynamoWaits
from deskbell.adapters.memory.aggregates import MemoryAggregates
from deskbell.adapters.memory.outbox import MemoryOutbox
from deskbell.adapters.memory.store import MemoryParked, MemoryTable, MemoryTimers, MemoryWaits
from deskbell.adapters.memory.ticket_lists import MemoryTicketLists
from deskbell.usecases import ports
from tests.template import cloudformation

TABLE = "desk"
REGION = "us-east-1"
WALL = 1_795_424_400.0
"""The wall clock of these tests, at their start."""


@dataclass
class Clock:
    """A wall clock that the test sets; what a store sleeps is only noted."""

    now: float = WALL
    pauses: list[float] = field(default_factory=list)

    def __call__(self) -> float:
        return self.now


@dataclass(frozen=True)
class Store:
    """What stands on one table."""

    clock: Clock
    aggregates: ports.Aggregates
    outbox: ports.Outbox
    timers: ports.Timers
    waits: ports.Waits
    parked: ports.Parked
    lists: ports.TicketLists
    spoil: Callable[[str], None]
    """Makes an outbox row one of another release."""


def row_ids(commit: ports.Commit) -> list[str]:
    """Of the outbox rows that it wrote."""
    return [row.id for row in commit.outbox]


def memory_store(held: timedelta = HELD_BY_NOBODY) -> Store:
    """`held`: what is committed is for the committer to send."""
    clock = Clock()
    table = MemoryTable(clock)
    return Store(
        clock,
        MemoryAggregates(table, held),
        MemoryOutbox(table),
        MemoryTimers(table),
        MemoryWaits(table),
        MemoryParked(table),
        MemoryTicketLists(table),
        table.unreadable.add,
    )


def dynamo_store(held: timedelta = HELD_BY_NOBODY) -> Store:
    """Over the table of `empty_table`."""
    clock = Clock()
    pause = clock.pauses.append
    return Store(
        clock,
        DynamoAggregates(clock, pause, held),
        DynamoOutbox(clock, pause),
        DynamoTimers(),
        DynamoWaits(),
        DynamoParked(),
        DynamoTicketLists(),
        _spoil,
    )


def _spoil(row_id: str) -> None:
    newer = '{"v":1,"value":{"$type":"Effect of next year"}}'
    OutboxItem(*keys.outbox(row_id)).update([OutboxItem.effect.set(newer)])


@contextmanager
def aws() -> Iterator[None]:
    """moto in this process; PynamoDB bound to it once, as a client costs a tenth of a second."""
    with mock_aws():
        bind(TABLE, REGION)
        yield


@contextmanager
def empty_table() -> Iterator[None]:
    """The table as template.yaml defines it."""
    (properties,) = cloudformation.as_written().of_type("AWS::DynamoDB::Table").values()
    wanted = ("AttributeDefinitions", "KeySchema", "GlobalSecondaryIndexes", "BillingMode")
    client = boto3.client("dynamodb", REGION)
    client.create_table(TableName=TABLE, **{name: properties[name] for name in wanted})
    yield
    client.delete_table(TableName=TABLE)
