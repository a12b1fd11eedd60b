"""Commits the opening of a ticket again and again, and sends the same items with bare boto3.

`commits.py` starts it where the functions run; a line of JSON tells the blocks' CPU seconds and
the calls' seconds of both.
"""

import json
import os
import sys
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime

import boto3

from deskbell.adapters.dynamo.aggregates import DynamoAggregates
from deskbell.adapters.dynamo.settings_rows import DynamoSettings
from deskbell.adapters.dynamo.table import bind, connection
from deskbell.domain.decision import Actor, ActorKind, Cause, Decision
from deskbell.domain.ids import ChannelId, EventKey, PersonId, Thread, Ts, ticket_ref
from deskbell.domain.inputs import MessagePosted
from deskbell.domain.settings.desk import Desk
from deskbell.domain.tickets.commands import OpenFromMessage
from deskbell.domain.tickets.open_from_message import open_from_message
from deskbell.domain.tickets.permissions import member

BLOCKS, BLOCK = 40, 25
AT = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
MINJUN, ANA = PersonId("U0MINJUN01"), PersonId("U0ANA00001")
MESSAGE = Thread(ChannelId("C0ITHAPPEN"), Ts("1795424458.000100"))


def opening(desk: Desk) -> Decision:
    """Minjun puts the ticket emoji on Ana's message."""
    install, inbox = desk.workspace.install, desk.inbox_of(MESSAGE.channel)
    if inbox is None:
        raise SystemExit("desk.yaml has no inbox for the sample's help channel")
    command = OpenFromMessage(
        ref=ticket_ref(install, MESSAGE.channel, MESSAGE.ts),
        install=install,
        number=1,
        inbox=inbox,
        message=MESSAGE,
        by=member(MINJUN, desk),
        emoji="ticket",
        author=ANA,
        thread=(MessagePosted(MESSAGE.channel, MESSAGE.ts, None, ANA, "My laptop is dead"),),
    )
    return open_from_message(command, AT)


def block(call: Callable[[], object]) -> dict[str, list[float]]:
    """CPU seconds a call, and the seconds of each."""
    took, before = [], time.process_time()
    for _ in range(BLOCK):
        start = time.perf_counter()
        call()
        took.append(time.perf_counter() - start)
    return {"cpu": [(time.process_time() - before) / BLOCK], "took": took}


def measure() -> dict[str, dict[str, list[float]]]:
    """Both send the very same items; only the tokens are new each time."""
    bind(os.environ["DESK_TABLE"], os.environ["AWS_REGION"], os.environ["AWS_ENDPOINT_URL"])
    desk = DynamoSettings().current()
    decision, aggregates = opening(desk), DynamoAggregates()
    cause = Cause(
        EventKey("bench"), desk.workspace.install, Actor(ActorKind.PERSON, MINJUN), AT, AT
    )
    sent: list[dict[str, object]] = []

    def remember(params: Mapping[str, bytes], **_: object) -> None:
        sent.append(json.loads(params["body"]))

    events = connection().client.meta.events
    events.register("before-call.dynamodb.TransactWriteItems", remember)
    aggregates.commit(decision, cause)
    events.unregister("before-call.dynamodb.TransactWriteItems", remember)
    items = sent[0]["TransactItems"]
    bare = boto3.client("dynamodb")

    ways: dict[str, Callable[[], object]] = {
        "ours": lambda: aggregates.commit(decision, cause),
        "boto3": lambda: bare.transact_write_items(TransactItems=items),  # type: ignore[arg-type]
    }
    found: dict[str, dict[str, list[float]]] = {way: {"cpu": [], "took": []} for way in ways}
    for number in range(BLOCKS + 1):
        for way, call in ways.items():
            for kind, seconds in block(call).items():
                if number:  # the first block of each warms up
                    found[way][kind] += seconds
    return found


if __name__ == "__main__":
    print(json.dumps(measure()), file=sys.stdout)
