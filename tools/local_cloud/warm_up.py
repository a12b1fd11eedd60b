"""Starts the functions on the way of a first ticket, so that nobody waits for cold starts.

Each gets an event that asks nothing of it: an empty batch, an echo of a post that nobody sent,
a ticket that does not exist.
"""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Any

from deskbell.adapters.wire import encode
from deskbell.domain.ids import ChannelId, EventKey, InstallId, Ts
from deskbell.domain.inputs import Envelope, PostEchoed
from tools.local_cloud.aws import client
from tools.local_cloud.deploy import physical_id
from tools.local_cloud.errors import LocalCloudError

EMPTY_BATCH: dict[str, Any] = {"Records": []}
NO_TICKET: dict[str, Any] = {"ref": "T#none", "install": "none", "generation": 0}


def _queued(body: str) -> dict[str, Any]:
    """An SQS batch of one message."""
    attributes = {"MessageGroupId": "warm-up", "ApproximateReceiveCount": "1"}
    return {"Records": [{"messageId": "warm-up", "body": body, "attributes": attributes}]}


def _echo_of_nothing() -> str:
    start = datetime(1970, 1, 1, tzinfo=UTC)
    echo = PostEchoed("T#none/0/0", ChannelId("C0NOTHING1"), Ts("0.000000"))
    key, install = EventKey("warm-up"), InstallId("none")
    return encode(Envelope(key, install, "warm-up", start, start, echo))


IDLE_EVENTS = {
    "ProcessInputFunction": _queued(_echo_of_nothing()),
    "SendOutboxFunction": EMPTY_BATCH,
    "PublishAuditFunction": EMPTY_BATCH,
    "ResumeExecutionFunction": _queued(json.dumps({"detail": NO_TICKET})),
    "AcknowledgeRequestFunction": NO_TICKET,
    "RouteRequestFunction": NO_TICKET,
}
AT_ONCE = 2


def warm_up_functions(endpoint: str) -> None:
    """A few at a time: each cold start is a process of its own."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for started in [pool.submit(_start, endpoint, *one) for one in IDLE_EVENTS.items()]:
            started.result()


def _start(endpoint: str, function: str, event: dict[str, Any]) -> None:
    answer = client("lambda", endpoint).invoke(
        FunctionName=physical_id(endpoint, function), Payload=json.dumps(event)
    )
    if "FunctionError" in answer:
        said = answer["Payload"].read().decode()
        raise LocalCloudError(f"{function} cannot start: {said}")
