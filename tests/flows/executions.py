"""Loans and requests with executions behind them: the inbox hears of them as if Slack had told it,
and the test looks at their rows and at what Step Functions shows."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from deskbell.adapters import wire
from deskbell.domain.ids import EventKey, PersonId, Ref, Ts
from deskbell.domain.inputs import (
    Button,
    ButtonPressed,
    Dialog,
    DialogSubmitted,
    Envelope,
    Input,
)
from tests.builders import INSTALL, IT_TRIAGE
from tests.flows.clouds import Cloud

ON_MOTO = pytest.mark.parametrize("cloud", ["moto"], indirect=True, scope="package")
"""Its people are the builders', whom the local desk's workspace does not know; there,
tests/e2e/test_loaner_laptop.py and tests/browser/test_guided_request_page.py play both."""
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
_numbers = count(1)


def next_monday() -> datetime:
    """Nine in the morning in Warsaw."""
    today = datetime.now(ZoneInfo("Europe/Warsaw")).replace(
        hour=9, minute=0, second=0, microsecond=0
    )
    return (today + timedelta(days=7 - today.weekday())).astimezone(UTC)


def new_key(name: str) -> str:
    return f"{name}:{next(_numbers)}:{datetime.now(UTC).timestamp()}"


def put(cloud: Cloud, given: Input, key: str, group: str, at: datetime) -> None:
    """On the inbox, and all that follows."""
    envelope = Envelope(EventKey(key), INSTALL, group, at, at, given)
    cloud.aws("sqs").send_message(
        QueueUrl=cloud.name("InboxQueue"),
        MessageBody=wire.encode(envelope),
        MessageGroupId=wire.fifo_id(group),
        MessageDeduplicationId=wire.fifo_id(key),
    )
    cloud.rest()


@dataclass
class Executed:
    """A loan, or a guided request; `at` is when the next thing happens to it."""

    cloud: Cloud
    machine: str
    ref: Ref
    at: datetime = field(default_factory=next_monday)

    def give(self, given: Input, key: str | None = None) -> None:
        put(self.cloud, given, key or new_key(str(self.ref)), str(self.ref), self.at)

    def press(self, person: PersonId, button: Button, value: str) -> None:
        self.give(ButtonPressed(button, value, person, IT_TRIAGE, Ts("1.0"), None))

    def fill(self, person: PersonId, dialog: Dialog, value: str, **values: str) -> None:
        self.give(DialogSubmitted(dialog, value, person, None, None, values))

    # --- its rows -----------------------------------------------------------------------------

    def reaches(self, event: str) -> None:
        self.cloud.eventually(f"{event} of {self.ref}", lambda: event in self.events())

    def events(self) -> list[str]:
        return [row["event"]["S"] for row in self.rows("A#")]

    def rows(self, prefix: str) -> list[dict[str, Any]]:
        found = self.cloud.aws("dynamodb").query(
            TableName=self.cloud.name("DeskTable"),
            KeyConditionExpression="pk = :ref AND begins_with(sk, :prefix)",
            ExpressionAttributeValues={":ref": {"S": str(self.ref)}, ":prefix": {"S": prefix}},
            ConsistentRead=True,
        )
        rows: list[dict[str, Any]] = found["Items"]
        return rows

    # --- its executions -----------------------------------------------------------------------

    def executions(self) -> list[dict[str, Any]]:
        """The newest first."""
        states = self.cloud.aws("stepfunctions")
        machine = self.cloud.name(self.machine)
        listed = states.list_executions(stateMachineArn=machine)["executions"]
        found = [states.describe_execution(executionArn=one["executionArn"]) for one in listed]
        mine = [one for one in found if json.loads(one["input"])["ref"] == str(self.ref)]
        return sorted(mine, key=_generation, reverse=True)

    def generations(self) -> list[int]:
        return [_generation(one) for one in self.executions()]

    def path(self) -> list[str]:
        """The states that its newest execution has come to, without choices."""
        found = self.executions()
        return states_of(self.cloud, found[0]["executionArn"]) if found else []

    def waits(self) -> list[str]:
        return [name for name in self.path() if name.startswith("Await")]

    def waits_at(self, state: str) -> None:
        """Its newest execution does."""
        self.cloud.eventually(f"{state} of {self.ref}", lambda: self.path()[-1:] == [state])

    def ends_at(self, state: str) -> None:
        self.waits_at(state)
        self.cloud.eventually(
            f"the end of {self.ref}", lambda: self.executions()[0]["status"] == "SUCCEEDED"
        )

    def stop_execution(self) -> None:
        self.cloud.rest()
        [running] = [one for one in self.executions() if one["status"] == "RUNNING"]
        self.cloud.aws("stepfunctions").stop_execution(executionArn=running["executionArn"])

    def lose_token(self) -> None:
        self.cloud.rest()
        [wait] = self.rows("W#")
        self.cloud.aws("dynamodb").delete_item(
            TableName=self.cloud.name("DeskTable"), Key={"pk": wait["pk"], "sk": wait["sk"]}
        )


def states_of(cloud: Cloud, execution: str) -> list[str]:
    history = cloud.aws("stepfunctions").get_execution_history(
        executionArn=execution, maxResults=1000
    )["events"]
    entered = [
        event["stateEnteredEventDetails"]["name"]
        for event in history
        if "stateEnteredEventDetails" in event
    ]
    return [name for name in entered if not name.endswith("?")]


def _generation(execution: dict[str, Any]) -> int:
    return int(json.loads(execution["input"])["generation"])
