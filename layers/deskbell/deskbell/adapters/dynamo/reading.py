"""Strongly consistent reads, for all adapters of the table: one row, one kind of rows by key, or
a scan for whoever has to see all there is."""

from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

from pynamodb.expressions.condition import Condition

from deskbell.adapters.dynamo.faults import translated
from deskbell.adapters.dynamo.keys import Key
from deskbell.adapters.dynamo.table import Row

_Item = TypeVar("_Item", bound=Row)

RawItem = dict[str, dict[str, Any]]
"""DynamoDB's own typed JSON."""


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


def scanned(wanted: Condition, attributes: Sequence[str] | None = None) -> Iterator[RawItem]:
    """Every item of the table that is wanted, page by page as it is asked for; with these
    attributes alone, if any are named. The pages are not of one moment."""
    start: Any = None  # a key, which PynamoDB's annotation takes for a text
    while True:
        with translated("reading the whole table"):
            page = Row._get_connection().scan(
                filter_condition=wanted,
                attributes_to_get=list(attributes) if attributes else None,
                exclusive_start_key=start,
                consistent_read=True,
            )
        yield from page["Items"]
        start = page.get("LastEvaluatedKey")
        if start is None:
            return
