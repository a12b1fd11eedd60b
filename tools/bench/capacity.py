"""What DynamoDB charges for a request, by its own rules, from the items' real sizes.

The emulators do not tell (moto leaves `ConsumedCapacity` out or makes it up), so `tap.py` asks
here. Items are in DynamoDB's typed JSON. Sources: "DynamoDB item sizes and formats", "Read and
write operations" and "Global secondary indexes" of the developer guide.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any

Item = Mapping[str, Mapping[str, Any]]

WRITE_UNIT, READ_UNIT = 1024, 4096
"""Bytes."""


@dataclass(frozen=True, slots=True)
class Index:
    """A global secondary index; an item without its keys is not in it."""

    name: str
    keys: tuple[str, str]
    projected: tuple[str, ...]

    def entry(self, item: Item | None) -> dict[str, Mapping[str, Any]] | None:
        if item is None or any(key not in item for key in self.keys):
            return None
        held = ("pk", "sk", *self.keys, *self.projected)
        return {name: item[name] for name in held if name in item}


def item_size(item: Item) -> int:
    """Bytes: names and values, in UTF-8."""
    return sum(len(name.encode()) + _value_size(value) for name, value in item.items())


def write_units(
    before: Item | None, after: Item | None, indexes: Sequence[Index], *, transaction: bool
) -> int:
    """Of one item's write. A transaction does it twice, its indexes follow once."""
    larger = max(item_size(item) for item in (before or {}, after or {}))
    units = max(1, ceil(larger / WRITE_UNIT))
    of_indexes = sum(_index_units(index, before, after) for index in indexes)
    return units * (2 if transaction else 1) + of_indexes


def read_units(items: Sequence[Item], *, consistent: bool) -> float:
    """Of one GetItem or Query that looks at these items; nothing found costs as much as one unit.

    What a filter drops is paid for, too: `items` are those before it.
    """
    units = max(1, ceil(sum(item_size(item) for item in items) / READ_UNIT))
    return units if consistent else units / 2


def _index_units(index: Index, before: Item | None, after: Item | None) -> int:
    old, new = index.entry(before), index.entry(after)
    if old == new:
        return 0
    if old is None or new is None:
        return ceil(item_size(new or old or {}) / WRITE_UNIT)
    if any(old[key] != new[key] for key in index.keys):
        return ceil(item_size(old) / WRITE_UNIT) + ceil(item_size(new) / WRITE_UNIT)
    return ceil(max(item_size(old), item_size(new)) / WRITE_UNIT)


def _value_size(value: Mapping[str, Any]) -> int:
    [(kind, content)] = value.items()
    match kind:
        case "S":
            return len(content.encode())
        case "N":
            return len(content.lstrip("-").replace(".", "").strip("0")) // 2 + 2
        case "L":
            return 3 + sum(1 + _value_size(one) for one in content)
        case "M":
            return 3 + sum(1 + len(name.encode()) + _value_size(v) for name, v in content.items())
        case "BOOL" | "NULL":
            return 1
    raise ValueError(f"Deskbell stores no attribute of type {kind}")
