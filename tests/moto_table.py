"""moto's table from inside: its stream, and what is too slow of it for a whole desk."""

from __future__ import annotations

import copy
from collections import defaultdict
from typing import Any

import pytest
from moto.core.model import StructureShape
from moto.core.serialize import JSONSerializer
from moto.dynamodb.models import DynamoDBBackend, dynamodb_backends
from moto.dynamodb.models.dynamo_type import DynamoType, Item
from moto.dynamodb.models.table import Table

from tests.aws_resources import REGION

ACCOUNT = "123456789012"
"""moto's, where nobody says another."""


def new_records(name: str) -> list[dict[str, Any]]:
    """Of the table's stream, since the last time."""
    # Looked up anew each time: a refused transaction leaves another object in its place.
    shard = dynamodb_backends[ACCOUNT][REGION].tables[name].stream_shard
    assert shard is not None
    records = [record.to_json() for record in shard.items]
    shard.items.clear()
    return records


def quicken(mp: pytest.MonkeyPatch) -> None:
    """The same answers, several times as fast.

    moto copies the whole table, row by row, before each transaction, to put the copy in its place
    if a condition does not hold; it sorts the whole table for each query, by keys that it compares
    in Python; and it looks for each of ten types in each attribute that it answers. Here the copy
    has the same rows in it, and whoever changes a row changes a copy of it; keys, which are texts,
    are compared as texts; and an attribute is answered as it is kept.
    """
    update, answered = DynamoDBBackend.update_item, JSONSerializer._serialize_type_structure

    def update_copy(self: Any, table_name: str, key: Any, *given: Any, **named: Any) -> Item:
        rows = self.get_table(table_name).items[DynamoType(key["pk"])]
        sort_key = DynamoType(key["sk"])
        if sort_key in rows:
            rows[sort_key] = copy.deepcopy(rows[sort_key])
        return update(self, table_name, key, *given, **named)

    def as_kept(self: Any, answer: Any, value: Any, shape: StructureShape, key: str) -> None:
        if shape.name == "AttributeValue":
            answer[key] = value.to_regular_json() if isinstance(value, DynamoType) else value
        else:
            answered(self, answer, value, shape, key)

    mp.setattr(DynamoDBBackend, "update_item", update_copy)
    mp.setattr(JSONSerializer, "_serialize_type_structure", as_kept)
    mp.setattr(Table, "__deepcopy__", _with_the_same_rows, raising=False)
    mp.setattr(Table, "all_items", _in_order)


def _with_the_same_rows(table: Table, _: object) -> Table:
    same = copy.copy(table)
    same.items = defaultdict(dict, {key: dict(rows) for key, rows in table.items.items()})
    if table.stream_shard is not None:
        same.stream_shard = copy.copy(table.stream_shard)
        same.stream_shard.items = list(table.stream_shard.items)
    return same


def _in_order(table: Table) -> list[Item]:
    found = [item for rows in table.items.values() for item in rows.values()]
    return sorted(found, key=lambda item: (item.hash_key.value, item.range_key.value))
