"""Knows every item of the table under measure, so that each call's capacity units are known too.

`tap.py` asks before and after each call; what a commit wrote is what the table's stream shows.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from tools.bench.capacity import Index, Item, read_units, write_units

Key = tuple[str, str]
Request = Mapping[str, Any]
Units = Callable[[bool], tuple[int, float]]
"""Given whether the call succeeded: its write and its read units."""


class TableWatch:
    """`read` gets an item past the tap; `stream` collects (before, after) of each write.

    For one call at a time.
    """

    def __init__(self, indexes: Sequence[Index], read: Callable[[Key], Item | None]) -> None:
        self._indexes = indexes
        self._read = read
        self._items: dict[Key, Item] = {}
        self.stream: list[tuple[Item | None, Item | None]] = []

    def learn(self, items: Sequence[Item]) -> None:
        """What is there already."""
        for item in items:
            self._items[_key(item)] = item

    def before(self, operation: str, request: Request) -> Units:
        match operation:
            case "GetItem":
                item = self._items.get(_key(request["Key"]))
                consistent = request.get("ConsistentRead", False)
                units = read_units([item] if item else [], consistent=consistent)
                return lambda _: (0, units)
            case "BatchGetItem":
                return lambda _: (0, self._batch_units(request))
            case "Query":
                units = self._query_units(request)
                return lambda _: (0, units)
            case "PutItem" | "UpdateItem" | "DeleteItem":
                keys = [_key(request.get("Key") or request["Item"])]
                return lambda done: (self._written(keys, done, transaction=False), 0.0)
            case "TransactWriteItems":
                keys = [
                    _key(one.get("Key") or one["Item"])
                    for operation in request["TransactItems"]
                    for one in operation.values()
                ]
                return lambda done: (self._written(keys, done, transaction=True), 0.0)
        raise ValueError(f"the bench does not know what a {operation} costs")

    def _written(self, keys: Sequence[Key], done: bool, *, transaction: bool) -> int:
        """A refused write costs what it would have cost."""
        units = 0
        for key in keys:
            before = self._items.get(key)
            after = self._read(key) if done else before
            units += write_units(before, after, self._indexes, transaction=transaction)
            if after != before:
                self._note(key, before, after)
        return units

    def _note(self, key: Key, before: Item | None, after: Item | None) -> None:
        self.stream.append((before, after))
        if after is None:
            del self._items[key]
        else:
            self._items[key] = after

    def _batch_units(self, request: Request) -> float:
        [wanted] = request["RequestItems"].values()
        consistent = wanted.get("ConsistentRead", False)
        found = [self._items.get(_key(key)) for key in wanted["Keys"]]
        return sum(read_units([item] if item else [], consistent=consistent) for item in found)

    def _query_units(self, request: Request) -> float:
        """Of all that the key condition names, whatever is filtered away afterwards."""
        names, values = request["ExpressionAttributeNames"], request["ExpressionAttributeValues"]
        condition = request["KeyConditionExpression"]
        index = next((i for i in self._indexes if i.name == request.get("IndexName")), None)
        if index:
            [(_, partition)] = re.findall(r"(#\w+) = (:\w+)", condition)
            entries = [entry for item in self._items.values() if (entry := index.entry(item))]
            found = [e for e in entries if e[index.keys[0]] == values[partition]]
            bounds = [values[value] for value in re.findall(r"#\w+ <= (:\w+)", condition)]
            for bound in bounds:
                found = [e for e in found if float(e[index.keys[1]]["N"]) <= float(bound["N"])]
            return read_units(found, consistent=False)
        [(name, partition)] = re.findall(r"(#\w+) = (:\w+)", condition)
        assert names[name] == "pk"  # noqa: S101 (else this reading of the condition is wrong)
        prefixes = re.findall(r"begins_with ?\(#\w+, (:\w+)\)", condition)
        prefix = values[prefixes[0]]["S"] if prefixes else ""
        of_partition = [
            item
            for (pk, sk), item in self._items.items()
            if pk == values[partition]["S"] and sk.startswith(prefix)
        ]
        return read_units(of_partition, consistent=request.get("ConsistentRead", False))


def _key(item: Mapping[str, Mapping[str, Any]]) -> Key:
    return item["pk"]["S"], item["sk"]["S"]
