"""Both emulators under one roof: the desk in this process on moto, the running one on MiniStack.

A test in this folder says what AWS does and runs on both; where one of them does something else,
the test says so beside what it expects, and docs/local.md says why nothing depends on it.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from typing import Any, Protocol

import pytest

from tests.aws_resources import Resources
from tests.moto_desk import ACCOUNT, MotoDesk
from tests.running_desk import Desk
from tests.template import cloudformation
from tools.fake_slack.client import FakeSlackClient
from tools.local_cloud import aws, tick
from tools.local_cloud.deploy import physical_id
from tools.local_cloud.quiet import wait_until_quiet

PATIENCE_SECONDS = 30.0
LONGEST_RUN_SECONDS = 310.0
"""A function may take five minutes (template.yaml), and MiniStack a moment more."""
_numbers = count(1)


class Cloud(Protocol):
    """A whole desk on an emulator; what it does between two looks is the emulator's affair."""

    @property
    def emulator(self) -> str: ...
    @property
    def slack(self) -> FakeSlackClient: ...
    def aws(self, service: str) -> Any: ...
    def name(self, logical_id: str) -> str: ...
    def fire(self, at: datetime) -> None: ...
    def invoke(self, function: str, event: object) -> Any: ...
    def eventually(self, what: str, holds: Callable[[], object]) -> None: ...
    def rest(self) -> None: ...
    def copies(self) -> Resources: ...


@dataclass(frozen=True)
class Moto:
    """`desk` works only when it is told to."""

    desk: MotoDesk
    emulator: str = "moto"

    @property
    def slack(self) -> FakeSlackClient:
        return self.desk.slack

    def aws(self, service: str) -> Any:
        return self.desk.aws(service)

    def name(self, logical_id: str) -> str:
        return self.desk.name(logical_id)

    def fire(self, at: datetime) -> None:
        self.desk.minute(at)

    def invoke(self, function: str, event: object) -> Any:
        return self.desk.functions.invoke(function, event)

    def eventually(self, what: str, holds: Callable[[], object]) -> None:
        _until(what, holds, self.desk.wake)

    def rest(self) -> None:
        self.desk.settle()

    def copies(self) -> Resources:
        return _copies(self.aws, ACCOUNT)


@dataclass(frozen=True)
class MiniStack:
    """`desk` works all the time."""

    desk: Desk
    emulator: str = "ministack"

    @property
    def slack(self) -> FakeSlackClient:
        return self.desk.slack

    def aws(self, service: str) -> Any:
        return aws.client(service, self.desk.stack.aws_endpoint_url)

    def name(self, logical_id: str) -> str:
        return physical_id(self.desk.stack.aws_endpoint_url, logical_id)

    def fire(self, at: datetime) -> None:
        # Not `make tick`, which would move the clock for all who come after.
        tick.fire(self.desk.stack.aws_endpoint_url, at)

    def invoke(self, function: str, event: object) -> Any:
        # Called once, however long it takes: called again it would find its work done.
        functions = aws.client(
            "lambda", self.desk.stack.aws_endpoint_url, patience=LONGEST_RUN_SECONDS, attempts=1
        )
        answer = functions.invoke(FunctionName=self.name(function), Payload=json.dumps(event))
        assert "FunctionError" not in answer, answer
        return json.loads(answer["Payload"].read())

    def eventually(self, what: str, holds: Callable[[], object]) -> None:
        _until(what, holds, lambda: time.sleep(0.05))

    def rest(self) -> None:
        # Travelling in time wakes what every other test has left on the shared desk, too.
        assert wait_until_quiet(self.desk.stack.aws_endpoint_url, patience=90.0)

    def copies(self) -> Resources:
        return _copies(self.aws, aws.ACCOUNT)


def _copies(clients: Callable[[str], Any], account: str) -> Resources:
    """Maker of new resources after the template's, under names that nobody has."""
    prefix = f"flow-{time.time_ns()}-{next(_numbers)}"
    return Resources(cloudformation.as_deployed(), clients, prefix, account)


def _until(what: str, holds: Callable[[], object], work: Callable[[], object]) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not holds():
        if time.monotonic() > deadline:
            pytest.fail(f"not within {PATIENCE_SECONDS:.0f} s: {what}")
        work()
