"""The parked rows of the outbox and what each is about; found by reading the whole table.

No index has them, as no function looks for them: parking is rare, and an operator has time.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from deskbell.adapters.dynamo import keys
from deskbell.adapters.dynamo.aggregates import DynamoAggregates
from deskbell.adapters.dynamo.items import OutboxItem
from deskbell.adapters.dynamo.keys import Key
from deskbell.adapters.dynamo.outbox import DynamoOutbox
from deskbell.domain.errors import StoreError, UnreadableRowError
from deskbell.usecases.ports import OutboxRow, RowState
from tools.desk.errors import OperatorError
from tools.desk.parked.words import Words

if TYPE_CHECKING:
    from types_boto3_dynamodb import DynamoDBClient

TELL_EVERY = 100_000
"""Rows of the table between two lines of progress."""


@dataclass(frozen=True, slots=True)
class Parked:
    """`owner` is a ticket's number or whatever else the row is of, `what` the effect in words."""

    row: OutboxRow
    owner: str
    what: str


def find_parked(
    dynamodb: "DynamoDBClient",
    table: str,
    names: Mapping[str, str],
    tell: Callable[[str], None],
) -> list[Parked]:
    """The oldest first; rows of another release are only told of. `names` are by id.

    Raises OperatorError, or what AWS says.
    """
    outbox, words, aggregates = DynamoOutbox(), Words(names), DynamoAggregates()
    owner = cache(lambda ref: words.owner(aggregates.load(ref), ref))
    found = []
    for row_id in _ids(dynamodb, table, tell):
        try:
            row = outbox.row(row_id)
            if row and row.state is RowState.PARKED:
                found.append(Parked(row, owner(row.ref), words.what(row.effect)))
        except UnreadableRowError as error:
            tell(f"left out: {error}")
        except StoreError as error:
            raise OperatorError(str(error), "see what AWS says, and try again") from error
    return sorted(found, key=lambda parked: (parked.row.created, parked.row.order))


def _ids(dynamodb: "DynamoDBClient", table: str, tell: Callable[[str], None]) -> Sequence[str]:
    pages = dynamodb.get_paginator("scan").paginate(
        TableName=table,
        ConsistentRead=True,
        FilterExpression="kind = :kind AND #state = :parked",
        ProjectionExpression="pk, sk",
        ExpressionAttributeNames={"#state": "state"},
        ExpressionAttributeValues={
            ":kind": {"S": OutboxItem().kind},
            ":parked": {"S": RowState.PARKED},
        },
    )
    ids, read, told = list[str](), 0, 0
    for page in pages:
        ids += [keys.outbox_id_of(Key(row["pk"]["S"], row["sk"]["S"])) for row in page["Items"]]
        read += page["ScannedCount"]
        if read - told >= TELL_EVERY:
            told = read
            tell(f"{read} rows of {table} read so far")
    return ids
