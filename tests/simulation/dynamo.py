"""The real adapters of the table on moto, in this process (reliability.md 5.5); for `storage.py`.

Nothing of Deskbell is replaced: PynamoDB and botocore ask, and what goes wrong goes wrong on the
wire. The stream's records are the ones of moto's table.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from functools import cache
from math import inf
from typing import Any

import boto3
import pytest
from moto import mock_aws

from deskbell.adapters.dynamo import rows
from deskbell.adapters.dynamo.aggregates import DynamoAggregates
from deskbell.adapters.dynamo.bookmarks import DynamoBookmarks
from deskbell.adapters.dynamo.books import dynamo_books
from deskbell.adapters.dynamo.dedupe import is_done
from deskbell.adapters.dynamo.items import TimerItem, WaitItem
from deskbell.adapters.dynamo.keys import Key
from deskbell.adapters.dynamo.outbox import DynamoOutbox
from deskbell.adapters.dynamo.parked import DynamoParked
from deskbell.adapters.dynamo.people_rows import DynamoPersonRows
from deskbell.adapters.dynamo.table import bind
from deskbell.adapters.dynamo.ticket_lists import DynamoTicketLists
from deskbell.adapters.dynamo.ticket_log import dynamo_nps_log
from deskbell.adapters.dynamo.timers import DynamoTimers
from deskbell.adapters.dynamo.waits import DynamoWaits
from deskbell.adapters.people import PersonRow
from deskbell.domain.ids import PersonId, Ref
from deskbell.domain.inputs import TimerDue
from deskbell.domain.people import Person
from deskbell.runtime import compose
from deskbell.usecases.audit.books import Books
from deskbell.usecases.ports import Wait
from tests import moto_table
from tests.aws_resources import REGION, Resources
from tests.builders import INSTALL
from tests.simulation.storage import Adapters, Record
from tests.simulation.wire import put_between
from tests.simulation.world import START, World
from tests.template import cloudformation
from tests.template.cloudformation import Template

YEAR = 365 * 86_400.0


@contextmanager
def dynamo_storage(world: World) -> Iterator[DynamoStorage]:
    """On a new table, that of the template, and with a new client: nothing is left of a seed."""
    chance = random.getstate()
    with mock_aws(), pytest.MonkeyPatch.context() as mp:
        moto_table.quicken(mp)
        client = boto3.client("dynamodb", REGION)
        resources = Resources(_template(), lambda _: client, "sim", "")
        table = resources.table("DeskTable")
        bind(table, REGION)
        storage = DynamoStorage(world, table)
        put_between(mp, world, storage.arrived)
        random.seed(world.seed)  # of the pauses before retries, botocore's and ours
        try:
            yield storage
        finally:
            random.setstate(chance)


@cache
def _template() -> Template:
    return cloudformation.as_deployed()


class DynamoStorage:
    """What is in the table is known from its stream."""

    def __init__(self, world: World, table: str) -> None:
        self._world = world
        self._name = table
        self._rows: dict[Key, Any] = {}
        self.publisher = compose.Publisher
        self.see: Callable[[str, Record], object] = lambda *_: None

    def adapters(self, people: Iterable[Person], held: timedelta) -> Adapters:
        wall, pause = self._world.wall, self._world.scheduler.sleep
        known = DynamoPersonRows()
        for person in people:
            known.put(INSTALL, PersonRow(person, START + YEAR))
        return Adapters(
            aggregates=DynamoAggregates(wall, pause),
            held=DynamoAggregates(wall, pause, held),
            outbox=DynamoOutbox(wall, pause),
            timers=DynamoTimers(),
            waits=DynamoWaits(),
            parked=DynamoParked(),
            people=known,
            lists=DynamoTicketLists(),
            bookmarks=DynamoBookmarks(),
            done=is_done,
            surveys=dynamo_nps_log,
        )

    def arrived(self) -> None:
        """Reads on in the stream."""
        for record in moto_table.new_records(self._name):
            change = record["dynamodb"]
            key = Key(change["Keys"]["pk"]["S"], change["Keys"]["sk"]["S"])
            if record["eventName"] == "REMOVE":
                self._rows.pop(key, None)
            else:
                self._rows[key] = change["NewImage"]
            self.see(key.pk, record)

    def _of_kind(self, kind: str) -> list[Any]:
        return [row for row in self._rows.values() if row.get("kind") == {"S": kind}]

    def is_pending(self) -> bool:
        return any(self._pending())

    def next_row(self) -> float:
        return min((float(row["due"]["N"]) for row in self._pending()), default=inf)

    def _pending(self) -> Iterator[Any]:
        return (row for row in self._of_kind("outbox") if row["state"] == {"S": "pending"})

    def timers(self) -> Sequence[TimerDue]:
        items = [TimerItem.from_raw_data(row) for row in self._of_kind("timer")]
        return [timer for _, timer in map(rows.timer_from_row, items)]

    def waits(self) -> Sequence[Wait]:
        items = [WaitItem.from_raw_data(row) for row in self._of_kind("wait")]
        return [Wait(Ref.parse(item.pk), item.name, item.token) for item in items]

    def books(self, at: float, bot: PersonId) -> Books:
        return dynamo_books(at, bot)
