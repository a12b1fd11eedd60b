"""Between botocore and moto: what befalls a call of the real adapters, and when it arrives.

The wrapper stands where moto answers (reliability.md 5.5): a hook before it could not keep moto
from doing what was asked, one behind it would not see botocore's own retries.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from types import SimpleNamespace

import pytest
from botocore.awsrequest import AWSPreparedRequest
from botocore.exceptions import ConnectionClosedError
from greenlet import getcurrent
from moto.core.models import botocore_stubber

from tests.simulation.faults import Fault
from tests.simulation.scheduler import Killed, Task
from tests.simulation.world import AWS_TIMEOUT, World

Answer = tuple[int, Mapping[str, str], str | bytes]
"""Status, headers and body."""

LASTING = 0.5
"""Share of the faults that befall the SDK's retries too: the others it mends by itself, and no
adapter ever sees them."""
READS = frozenset({"GetItem", "BatchGetItem", "Query", "Scan"})
SPACE = "com.amazonaws.dynamodb.v20120810#"


class Wire:
    """`send` reaches moto. Only what a simulated process asks is one of its remote calls."""

    def __init__(self, world: World, send: Callable[[AWSPreparedRequest], Answer]) -> None:
        self._world = world
        self._send = send
        self._lasting: dict[str, Fault] = {}

    def __call__(self, request: AWSPreparedRequest) -> Answer:
        if not isinstance(getcurrent(), Task):
            return self._send(request)
        operation = _text(request.headers["X-Amz-Target"]).rpartition(".")[2]
        fault = self._fault(_text(request.headers["amz-sdk-invocation-id"]))
        self._world.note(f"dynamodb.{_snake(operation)}", fault or "")
        match fault:
            case None:
                return self._send(request)
            case Fault.CRASH_BEFORE:
                raise Killed
            case Fault.REFUSED:
                return self._refusal(operation)
            case Fault.ANSWER_LOST | Fault.CRASH_AFTER:
                self._send(request)
        if fault is Fault.CRASH_AFTER:
            raise Killed
        self._world.scheduler.sleep(AWS_TIMEOUT)
        raise ConnectionClosedError(endpoint_url=request.url)

    def _fault(self, invocation: str) -> Fault | None:
        """`invocation` is the same for a call and its retries."""
        fault = self._world.give_way()
        if fault is None or invocation in self._lasting:
            return self._lasting.get(invocation)
        crashes = fault in (Fault.CRASH_BEFORE, Fault.CRASH_AFTER)
        if not crashes and self._world.random.random() < LASTING:
            self._lasting[invocation] = fault
        return fault

    def _refusal(self, operation: str) -> Answer:
        """Throttled; or, of a write, that it collides with another one."""
        if operation in READS or self._world.random.random() < 0.5:
            return _error("ThrottlingException")
        if operation == "TransactWriteItems":
            reasons = [{"Code": "None"}, {"Code": "TransactionConflict", "Message": "no"}]
            return _error("TransactionCanceledException", CancellationReasons=reasons)
        return _error("TransactionConflictException")


def _error(code: str, **more: object) -> Answer:
    return 400, {}, json.dumps({"__type": SPACE + code, "message": "no", **more})


def _text(header: str | bytes) -> str:
    return header.decode() if isinstance(header, bytes) else header


def _snake(operation: str) -> str:
    return re.sub(r"(?<!^)([A-Z])", r"_\1", operation).lower()


def put_between(mp: pytest.MonkeyPatch, world: World, arrived: Callable[[], object]) -> None:
    """`arrived` is called after each call that moto has answered. The SDK waits in virtual time."""
    answer = botocore_stubber.process_request

    def send(request: AWSPreparedRequest) -> Answer:
        answered: Answer = answer(request)  # type: ignore[assignment]
        arrived()
        return answered

    mp.setattr(botocore_stubber, "process_request", Wire(world, send))
    mp.setattr("botocore.endpoint.time", SimpleNamespace(sleep=world.scheduler.sleep))
