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
from deskbell.domain.effects import (
    Effect,
    ReadPerson,
    ReadThread,
    SendDirect,
    SendGuide,
    SendNotice,
    ShowCard,
    ShowHome,
    ShowStatus,
)
from deskbell.domain.errors import StoreError, UnreadableRowError
from deskbell.domain.home.home import Home
from deskbell.domain.ids import Ref
from deskbell.domain.loans.stock import Stock
from deskbell.domain.tickets.ticket import Ticket
from deskbell.domain.welcome.welcome import Welcome
from deskbell.usecases.ports import OutboxRow, RowState
from tools.desk.errors import OperatorError

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
    outbox, owner = DynamoOutbox(), cache(lambda ref: _owner(ref, names))
    found = []
    for row_id in _ids(dynamodb, table, tell):
        try:
            row = outbox.row(row_id)
            if row and row.state is RowState.PARKED:
                found.append(Parked(row, owner(row.ref), _what(row.effect, names)))
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


def _owner(ref: Ref, names: Mapping[str, str]) -> str:
    match DynamoAggregates().load(ref):
        case Ticket(number=number):
            return f"#{number}"
        case Welcome(person=person, channel=channel):
            return f"{names.get(person, person)}'s welcome in {_channel(channel, names)}"
        case Home(person=person):
            return f"{names.get(person, person)}'s Home tab"
        case Stock(office=office):
            return f"the laptops of {office}"
        case _:
            return str(ref)


def _what(effect: Effect, names: Mapping[str, str]) -> str:
    """Never what it says: people's words are in there."""
    match effect:
        case ShowCard(place, channel):
            return f"the {place} card in {_channel(channel, names)}"
        case ShowStatus():
            return "the status emoji on its message"
        case SendDirect(person) | SendGuide(person):
            return f"a direct message to {names.get(person, person)}"
        case SendNotice(channel):
            return f"a notice in {_channel(channel, names)}"
        case ShowHome(person):
            return f"the Home tab of {names.get(person, person)}"
        case ReadThread(thread):
            return f"a look at a thread in {_channel(thread.channel, names)}"
        case ReadPerson(person):
            return f"the question who {names.get(person, person)} is"
        case _:
            return type(effect).__name__


def _channel(id_: str, names: Mapping[str, str]) -> str:
    return f"#{names[id_]}" if id_ in names else id_
