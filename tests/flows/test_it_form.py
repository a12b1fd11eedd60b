"""The real workflow.asl.yaml with the real handlers: tasks, choices, waits, answers, retries."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from botocore.exceptions import ClientError

from tests.flows.clouds import Cloud
from tools.fake_slack.state.messages import JsonObject

MINUTE = timedelta(minutes=1)
FORM = {
    "request": "A new monitor",
    "location": "warsaw",
    "manager": "lena",
    "urgency": "normal",
}


class Request:
    """A request that somebody files, with its rows and its executions."""

    def __init__(self, cloud: Cloud, words: str) -> None:
        self.cloud = cloud
        self.words = words
        self._ref: str | None = None
        cloud.slack.act("ana", "slash", channel="it-happens", command="/it")
        cloud.slack.act("ana", "submit", values={**FORM, "help": words})
        self.reaches("RequestRouted")

    def reaches(self, event: str) -> None:
        self.cloud.eventually(f"{event} of {self.words}", lambda: event in self.events())

    def events(self) -> list[str]:
        """What happened to it, in order."""
        if not (ref := self.ref()):
            return []
        found = self.cloud.aws("dynamodb").query(
            TableName=self.cloud.name("DeskTable"),
            KeyConditionExpression="pk = :ref AND begins_with(sk, :audit)",
            ExpressionAttributeValues={":ref": {"S": ref}, ":audit": {"S": "A#"}},
            ConsistentRead=True,
        )
        return [row["event"]["S"] for row in found["Items"]]

    def ref(self) -> str | None:
        """From a button on its card, while there is one."""
        card = self.card()
        elements = [
            e for block in (card or {}).get("blocks", ()) for e in block.get("elements", ())
        ]
        values = [str(element["value"]) for element in elements if "value" in element]
        self._ref = values[0].split("|")[0] if values else self._ref
        return self._ref

    def card(self) -> JsonObject | None:
        for message in self.cloud.slack.messages("it-happens"):
            if message.get("bot_id") and self.words in str(message.get("blocks")):
                return message
        return None

    def press(self, person: str, action: str) -> None:
        """On its card as it is once all is done: a button of an older one is refused."""
        self.cloud.rest()
        card = self.card()
        assert card
        where = {"channel": "it-happens", "ts": card["ts"]}
        assert self.cloud.slack.act(person, "click", action_id=action, **where)["ok"]

    def executions(self) -> list[dict[str, Any]]:
        """Those that were started with its event, the newest first."""
        states = self.cloud.aws("stepfunctions")
        machine = self.cloud.name("ItFormMachine")
        listed = states.list_executions(stateMachineArn=machine)["executions"]
        found = [states.describe_execution(executionArn=one["executionArn"]) for one in listed]
        return [one for one in found if json.loads(one["input"])["ref"] == self.ref()]


def test_a_request_goes_all_the_way_from_its_arrival_to_its_closing(cloud: Cloud) -> None:
    begun = datetime.now(UTC)
    request = Request(cloud, "All the way")
    assert [one["status"] for one in request.executions()] == ["RUNNING"]
    cloud.fire(begun + 31 * MINUTE)
    request.reaches("TriageReminded")
    cloud.fire(begun + 63 * MINUTE)
    request.reaches("RequestEscalated")
    request.press("ben", "ticket.take")
    request.reaches("TicketAssigned")
    request.press("ben", "ticket.solve")
    request.reaches("TicketSolved")
    cloud.fire(begun + timedelta(hours=74))
    request.reaches("TicketClosed")
    assert request.events() == [
        "TicketOpened",
        "RequestAcknowledged",
        "RequestRouted",
        "ReminderDue",
        "TriageReminded",
        "EscalationDue",
        "RequestEscalated",
        "TicketAssigned",
        "TicketSolved",
        "CsatAsked",
        "CloseDue",
        "TicketClosed",
    ]
    cloud.eventually(
        "the end of its execution",
        lambda: [one["status"] for one in request.executions()] == ["SUCCEEDED"],
    )


def test_of_two_executions_for_one_event_one_goes_on(cloud: Cloud) -> None:
    request = Request(cloud, "Delivered twice")
    [first] = request.executions()
    again = _start(cloud, json.loads(first["input"]))
    cloud.eventually("the end of the second", lambda: _status(cloud, again) == "SUCCEEDED")
    assert _status(cloud, first["executionArn"]) == "RUNNING"
    assert request.events().count("RequestAcknowledged") == 1


def test_a_task_that_fails_is_tried_again(cloud: Cloud) -> None:
    unreadable = {"ref": "not a reference", "install": "T0DESK0001", "generation": 0}
    execution = _start(cloud, unreadable)
    states = cloud.aws("stepfunctions")

    def failures() -> int:
        history = states.get_execution_history(executionArn=execution)["events"]
        return sum(event["type"] == "TaskFailed" for event in history)

    cloud.eventually("a second attempt", lambda: failures() == 2)
    assert _status(cloud, execution) == "RUNNING"
    states.stop_execution(executionArn=execution)


def test_a_token_takes_one_answer(cloud: Cloud) -> None:
    request = Request(cloud, "Answered twice")
    rows, table, ref = cloud.aws("dynamodb"), cloud.name("DeskTable"), request.ref()

    def token(wait: str) -> str | None:
        where = {"pk": {"S": ref}, "sk": {"S": f"W#{wait}"}}
        found = rows.get_item(TableName=table, Key=where, ConsistentRead=True)
        return found["Item"]["token"]["S"] if "Item" in found else None

    cloud.eventually("its first wait", lambda: token("taker"))
    cloud.rest()
    states = cloud.aws("stepfunctions")
    first = token("taker")
    answer = {"taskToken": first, "output": '{"outcome": "taken"}'}
    states.send_task_success(**answer)
    # Nobody has taken it in truth: it finds that out, and waits for a taker again.
    cloud.eventually("its next wait", lambda: token("taker") not in (None, first))
    if cloud.emulator == "moto":
        states.send_task_success(**answer)  # It takes any until the execution ends.
        return
    with pytest.raises(ClientError) as refused:
        states.send_task_success(**answer)
    codes = {"InvalidToken", "TaskDoesNotExist", "TaskTimedOut"}
    assert refused.value.response["Error"]["Code"] in codes


def _start(cloud: Cloud, given: dict[str, Any]) -> str:
    name = f"flow-{datetime.now(UTC):%H%M%S%f}"
    machine = cloud.name("ItFormMachine")
    answer = cloud.aws("stepfunctions").start_execution(
        stateMachineArn=machine, name=name, input=json.dumps(given)
    )
    return str(answer["executionArn"])


def _status(cloud: Cloud, execution: str) -> str:
    found = cloud.aws("stepfunctions").describe_execution(executionArn=execution)
    return str(found["status"])
