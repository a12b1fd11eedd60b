"""The whole desk in this process: the template's real handlers over moto and the fake Slack.

`lives.py` acts in Slack and lets it `settle`; what each Lambda function called, logged and cost
is in `invocations`. What AWS does between the functions (queues, the stream with its filters,
the bus with its rules, Step Functions) is done here, one message at a time as on a quiet day.
"""

from __future__ import annotations

import io
import json
import threading
from collections.abc import Callable, Mapping
from contextlib import redirect_stdout
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import Any

import yaml

from tools.bench.tap import Call, Tap
from tools.bench.workflow_walk import Execution
from tools.fake_slack.client import FakeSlackClient

ROOT = Path(__file__).parents[2]
INGRESS, INTAKE, TIMERS = "ReceiveRequestFunction", "ProcessInputFunction", "FireTimersFunction"
RELAY, SWEEP, PUBLISH = "SendOutboxFunction", "SweepOutboxFunction", "PublishAuditFunction"
RESUME = "ResumeExecutionFunction"

Event = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Invocation:
    """One run of one Lambda function."""

    function: str
    calls: tuple[Call, ...]
    lines: tuple[str, ...]
    """What it logged."""


class Context:
    """Lambda's, with all of its time left. What is logged of it is as long as the real one's."""

    memory_limit_in_mb = invoked_function_arn = "bench"
    aws_request_id = "00000000-0000-0000-0000-000000000000"

    def __init__(self, function: str) -> None:
        self.function_name = f"deskbell-{function}-0123456789AB"

    @staticmethod
    def get_remaining_time_in_millis() -> int:
        return 10_000


@dataclass
class Desk:
    """`requests` counts what came in over HTTP, `messages` what went through each queue."""

    template: Mapping[str, Any]
    tap: Tap
    slack: FakeSlackClient
    queues: Mapping[str, str]
    invocations: list[Invocation] = field(default_factory=list)
    requests: int = 0
    messages: dict[str, int] = field(default_factory=dict)
    executions: list[Execution] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._turn = threading.RLock()
        self._log = io.StringIO()
        self._handlers: dict[str, Callable[[Event, Context], Any]] = {}

    def invoke(self, function: str, event: Event) -> Any:  # noqa: ANN401 (any handler's answer)
        """One at a time: so every call belongs to the function that runs."""
        with self._turn, redirect_stdout(self._log):
            handler = self._handler(function)
            first, already = len(self.tap.calls), self._log.tell()
            answer = handler(event, Context(function))
            calls = tuple(self.tap.calls[first:])
            lines = tuple(self._log.getvalue()[already:].splitlines())
            self.invocations.append(Invocation(function, calls, lines))
            self._stream()
        return answer

    def settle(self) -> None:
        """Lets everything happen that follows from what has happened."""
        while True:
            self.slack.wait("idle")
            if not (self._take("inbox", INTAKE) or self._publish() or self._take("resume", RESUME)):
                self.slack.wait("idle")
                if not self._waiting("inbox"):
                    return

    # --- between the functions ----------------------------------------------------------------

    def _handler(self, function: str) -> Callable[[Event, Context], Any]:
        if function not in self._handlers:
            path = self.template["Resources"][function]["Properties"]["Handler"]
            module, _, name = path.rpartition(".")
            self._handlers[function] = getattr(import_module(module), name)
        return self._handlers[function]

    def _stream(self) -> None:
        """Inserted rows wake the functions whose filters they pass."""
        watch = self.tap.table
        records = [
            {
                "eventName": "INSERT" if before is None else "MODIFY",
                "dynamodb": {"NewImage": after, "SequenceNumber": str(number)},
            }
            for number, (before, after) in enumerate(watch.stream)
            if after is not None
        ]
        watch.stream.clear()
        for function in (PUBLISH, RELAY):
            woken = [record for record in records if self._passes(function, record)]
            if woken:
                self.invoke(function, {"Records": woken})

    def _passes(self, function: str, record: Event) -> bool:
        events = self.template["Resources"][function]["Properties"]["Events"].values()
        filters = [one for e in events for one in e["Properties"]["FilterCriteria"]["Filters"]]
        return any(_matches(json.loads(one["Pattern"]), record) for one in filters)

    def _take(self, queue: str, function: str) -> bool:
        """One message to its function, as Lambda's poller does it; False if there is none."""
        sqs, url = self.tap.client("sqs"), self.queues[queue]
        message = self._receive(queue)
        if message is None:
            return False
        record = {
            "messageId": message["MessageId"],
            "receiptHandle": message["ReceiptHandle"],
            "body": message["Body"],
            "attributes": message["Attributes"],
            "messageAttributes": {},
            "eventSource": "aws:sqs",
        }
        answer = self.invoke(function, {"Records": [record]})
        if answer["batchItemFailures"]:
            raise RuntimeError(f"{function} failed: {self.invocations[-1].lines}")
        sqs.delete_message(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"])
        self.messages[queue] = self.messages.get(queue, 0) + 1
        return True

    def _receive(self, queue: str) -> dict[str, Any] | None:
        found = self.tap.client("sqs").receive_message(
            QueueUrl=self.queues[queue], MaxNumberOfMessages=1, AttributeNames=["All"]
        )
        messages: list[dict[str, Any]] = found.get("Messages", [])
        return messages[0] if messages else None

    def _waiting(self, queue: str) -> bool:
        attributes = self.tap.client("sqs").get_queue_attributes(
            QueueUrl=self.queues[queue], AttributeNames=["ApproximateNumberOfMessages"]
        )
        return str(attributes["Attributes"]["ApproximateNumberOfMessages"]) != "0"

    def _publish(self) -> bool:
        """What was put on the bus goes where the template's rules send it."""
        happened = False
        for entry in self._entries():
            happened = True
            event = {
                "source": entry["Source"],
                "detail-type": entry["DetailType"],
                "detail": json.loads(entry["Detail"]),
            }
            resources = self.template["Resources"]
            machine = resources["ItFormMachine"]["Properties"]
            if _matches(machine["Events"]["RequestOpened"]["Properties"]["Pattern"], event):
                self._execute(machine["DefinitionUri"], event["detail"])
            if _matches(resources["ResumeRule"]["Properties"]["EventPattern"], event):
                self.tap.client("sqs").send_message(
                    QueueUrl=self.queues["resume"], MessageBody=json.dumps(event)
                )
        answers = [*self.tap.told]
        self.tap.told.clear()
        for answer in answers:
            happened = True
            output = json.loads(answer["output"])
            if not any(one.answer(answer["taskToken"], output) for one in self.executions):
                raise RuntimeError("an answer that no execution waits for")
        return happened

    def _entries(self) -> list[dict[str, Any]]:
        entries: list[dict[str, Any]] = []
        for call in self.tap.calls[self._published :]:
            if call.operation == "PutEvents":
                entries += call.request["Entries"]
        self._published = len(self.tap.calls)
        return entries

    _published = 0

    def _execute(self, definition: str, detail: dict[str, Any]) -> None:
        execution = Execution(
            yaml.safe_load((ROOT / definition).read_text()),
            f"execution-{len(self.executions)}",
            detail,
            lambda arn, payload: self.invoke(arn.removesuffix("Arn"), payload),
        )
        self.executions.append(execution)
        execution.start()


def _matches(pattern: Mapping[str, Any], event: Any) -> bool:  # noqa: ANN401 (any JSON)
    """Event patterns of exact values, which is all that the template has here."""
    for name, wanted in pattern.items():
        found = event.get(name) if isinstance(event, dict) else None
        if isinstance(wanted, dict):
            if not _matches(wanted, found):
                return False
        elif found not in wanted:
            return False
    return True
