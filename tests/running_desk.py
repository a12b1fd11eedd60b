"""One deployed local stack for the whole run: the real template, emulator, handlers, fake Slack."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from deskbell.adapters.dynamo.books import dynamo_books
from deskbell.domain.ids import PersonId
from deskbell.usecases.audit.books import Books, Violation
from deskbell.usecases.audit.invariants import broken
from tests.ports import free_port_base
from tests.what_slack_shows import what_slack_shows
from tools.desk.bound_table import bind_table
from tools.desk.deployment import in_local_cloud
from tools.fake_slack.client import FakeSlackClient
from tools.local_cloud import stack_file
from tools.local_cloud.aws import client
from tools.local_cloud.stack_file import StackFile

ROOT = Path(__file__).parents[1]


class Desk:
    """The running desk, as a checker from outside sees it."""

    def __init__(self, stack: StackFile, env: dict[str, str]) -> None:
        assert stack.fake_slack_url
        self.stack = stack
        self.slack = FakeSlackClient(stack.fake_slack_url)
        self._env = env

    def command(self, *arguments: str) -> str:
        """A command of the Makefile's (`tick`, `explain`, …); its output."""
        done = subprocess.run(
            [sys.executable, "-m", "tools.local_cloud", *arguments],
            cwd=ROOT,
            env=self._env,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def operator(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """An operator's command (`doctor`, `ids`, …) on this desk, from a folder of no meaning."""
        return subprocess.run(
            [ROOT / "deskbell", *arguments, "--local"],
            cwd=self._env["DESK_STATE"],
            env=self._env,
            capture_output=True,
            text=True,
            check=False,
        )

    def rows(self, ref: str, prefix: str) -> list[dict[str, Any]]:
        """The table's rows of one aggregate, in the order of their keys."""
        found = client("dynamodb", self.stack.aws_endpoint_url).query(
            TableName=self.stack.table,
            KeyConditionExpression="pk = :ref AND begins_with(sk, :prefix)",
            ExpressionAttributeValues={":ref": {"S": ref}, ":prefix": {"S": prefix}},
            ConsistentRead=True,
        )
        items: list[dict[str, Any]] = found["Items"]
        return items

    def wrong(self) -> list[Violation]:
        """What does not hold that always should: in the table, and of what the fake Slack shows."""
        books = self.books()
        return broken(books, what_slack_shows(self.slack, books))

    def books(self) -> Books:
        """The table as an auditor reads it."""
        bind_table(in_local_cloud(self.stack), self.stack.table)
        return dynamo_books(time.time(), PersonId(self.stack.bot_user_id))

    def tick(self, at: datetime) -> None:
        self.command("tick", "--at", at.isoformat())

    def eventually(self, what: str, holds: Callable[[], object], seconds: float = 30.0) -> None:
        """Waits until the desk has caught up; polls, because a person would look again too."""
        deadline = time.monotonic() + seconds
        while not holds():
            if time.monotonic() > deadline:
                pytest.fail(f"not within {seconds:.0f} s: {what}")
            time.sleep(0.1)


@pytest.fixture(scope="session")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with running_desk(tmp_path_factory.mktemp("desk"), free_port_base()) as running:
        yield running


@contextmanager
def running_desk(state: Path, port_base: int, **more: str) -> Iterator[Desk]:
    """A desk of one's own, stopped in the end; `more` are variables of the local cloud."""
    env = {**os.environ, "DESK_STATE": str(state), "PORT_BASE": str(port_base), **more}
    for name in {"SLACK_API_URL", "DESK_FILE", "FUNCTIONS_AWS_URL"} - more.keys():
        env.pop(name, None)
    run = [sys.executable, "-m", "tools.local_cloud"]
    up = subprocess.run(
        [*run, "up"], cwd=ROOT, env=env, capture_output=True, text=True, check=False
    )
    assert up.returncode == 0, up.stdout + up.stderr
    running = Desk(stack_file.read(state / "stack.json"), env)
    try:
        yield running
    finally:
        running.slack.close()
        subprocess.run([*run, "down"], cwd=ROOT, env=env, check=True, capture_output=True)
