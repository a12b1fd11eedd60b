"""Strongly consistent reads by key, for all adapters of the table: one row, or one kind of rows."""

from collections.abc import Sequence
from typing import TypeVar

from pynamodb.expressions.condition import Condition

from deskbell.adapters.dynamo.faults import translated
from deskbell.adapters.dynamo.keys import Key
from deskbell.adapters.dynamo.table import Row

_Item = TypeVar("_Item", bound=Row)


def read(item: type[_Item], key: Key) -> _Item | None:
    """One row, or None."""
    with translated(f"reading {key.pk}"):
        try:
            return item.get(*key, consistent_read=True)
        except item.DoesNotExist:
            return None


def read_each(item: type[_Item], wanted: Sequence[Key]) -> list[_Item]:
    """Those of these rows that are there, in any order."""
    with translated(f"reading {len(wanted)} rows"):
        return list(item.batch_get(wanted, consistent_read=True)) if wanted else []


def read_all(item: type[_Item], pk: str, prefix: str, only: Condition | None = None) -> list[_Item]:
    """The rows of one partition whose sort key starts with `prefix`, in its order."""
    with translated(f"listing {pk}"):
        return list(item.query(pk, item.sk.startswith(prefix), only, consistent_read=True))


def read_from(item: type[_Item], pk: str, first: str, prefix: str) -> list[_Item]:
    """As `read_all`, without those that come before `first`."""
    last = f"{prefix}\uffff"
    with translated(f"listing {pk}"):
        return list(item.query(pk, item.sk.between(first, last), consistent_read=True))
