"""When all is done that was begun in trouble: by itself, or by what an operator does then."""

import json
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from deskbell.usecases.ports import RowState
from tests.chaos.waiting import NeverHappened, eventually
from tests.running_desk import Desk
from tools.desk.audit import dead_letters
from tools.desk.deployment import describe, in_local_cloud
from tools.local_cloud.aws import client
from tools.local_cloud.clock import read_offset
from tools.local_cloud.deploy import physical_id
from tools.local_cloud.quiet import owed, waiting, working_queues
from tools.local_cloud.tick import scheduled_event

PATIENCE = 900.0
"""Seconds: leases of two minutes and inputs hidden for one, one after another."""
QUIET_SECONDS = 4.0
RETRIES = timedelta(minutes=6)
"""Slack's last retry comes five minutes after the one before."""
ROUNDS = 4
"""Of dead letters put back, which ends long before."""
LONGEST_BACK_FILL = 310.0


class AfterTrouble:
    """Nothing goes wrong any more. `redriven` and `captured` count what was needed."""

    def __init__(self, desk: Desk, clock_file: Path) -> None:
        self._desk = desk
        self._clock_file = clock_file
        self._endpoint = desk.stack.aws_endpoint_url
        self._queues = working_queues(self._endpoint)
        self.redriven = 0
        self.captured = 0

    def settle(self) -> None:
        """Raises NeverHappened."""
        for _ in range(ROUNDS):
            self._come_to_rest()
            given_up = self._given_up()
            if not given_up:
                return
            self._operate("dlq", "redrive")
            self.redriven += given_up
        raise NeverHappened(f"all dead letters are done: {self._given_up()} come back")

    def back_fill(self) -> None:
        """Once; it takes minutes, for it asks Slack for one thread after the other. Raises
        NeverHappened."""
        self.captured = self._capture_missed()
        self.settle()

    def _come_to_rest(self) -> None:
        self._desk.tick(datetime.now(UTC) + read_offset(self._clock_file) + RETRIES)
        since = time.monotonic()

        def is_quiet() -> bool:
            nonlocal since
            if self._is_busy():
                since = time.monotonic()
            return time.monotonic() - since > QUIET_SECONDS

        eventually("nothing is on its way any more", is_quiet, PATIENCE)

    def _is_busy(self) -> bool:
        try:
            self._desk.slack.wait("idle", timeout=1.0)
        except TimeoutError:
            return True
        return bool(
            self._desk.slack.deliveries(state="waiting")
            or waiting(self._endpoint, self._queues)
            or owed(self._endpoint, [self._desk.stack.table])
            or any(row.state is RowState.PENDING for row in self._desk.books().outbox)
        )

    def _given_up(self) -> int:
        account = in_local_cloud(self._desk.stack)
        return sum(dead_letters(account, describe(account)).values())

    def _operate(self, *command: str) -> None:
        done = self._desk.operator(*command)
        if done.returncode != 0:
            raise NeverHappened(f"{' '.join(command)} succeeds: {done.stdout}{done.stderr}")

    def _capture_missed(self) -> int:
        """As its schedule does; how much nobody had told us of."""
        functions = client("lambda", self._endpoint, patience=LONGEST_BACK_FILL, attempts=1)
        answer = functions.invoke(
            FunctionName=physical_id(self._endpoint, "CaptureMissedFunction"),
            Payload=json.dumps(scheduled_event(datetime.now(UTC))),
        )
        found: dict[str, Any] = json.loads(answer["Payload"].read())
        if "FunctionError" in answer:
            raise NeverHappened(f"the back-fill succeeds: {found}")
        return int(found["missed"] + found["underway"])
