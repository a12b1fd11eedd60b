"""The whole desk in this process: template.yaml's functions on moto, before the fake Slack.

`tests/running_desk.py` is the same desk on MiniStack. Here, what AWS does between the functions
(queues, stream, schedules, executions) happens in `settle`, one invocation at a time, so that each
AWS call is known to be of one function. What moto lacks is done here too: no event of its bus
reaches a state machine, so a queue stands in for it.
"""

from __future__ import annotations

import base64
import json
import threading
import time
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import boto3
import pytest
from botocore.config import Config
from moto import mock_aws

from tests.aws_calls import Recorder
from tests.aws_resources import REGION, Resources
from tests.contracts.workspaces import SIGNING_SECRET, TOKEN, fake_slack
from tests.moto_functions import Functions
from tests.template import cloudformation
from tests.template.cloudformation import ROOT, Properties, named
from tests.template.event_patterns import matches
from tools.desk import push_settings
from tools.fake_slack.client import FakeSlackClient
from tools.local_cloud.tick import scheduled_event

ACCOUNT = "123456789012"
INGRESS = "ReceiveRequestFunction"
PATIENCE_SECONDS = 30.0
EACH_MINUTE = "rate(1 minute)"


class MotoDesk:
    """`slack` is where people act; `settle` lets everything happen that follows."""

    def __init__(self, slack: FakeSlackClient, slack_api: str) -> None:
        self.slack = slack
        self._clients: dict[str, Any] = {}
        self.recorder = Recorder()
        self.template = cloudformation.as_deployed()
        self.resources = Resources(self.template, self.aws, "deskbell", ACCOUNT)
        self.functions = Functions(self.template, self.resources, self.recorder)
        self.functions.parameters["DESK_SLACK_API_URL"] = slack_api
        self._sources = self.template.of_type("AWS::Lambda::EventSourceMapping")
        self._positions: dict[str, str] = {}
        self._make_resources()
        push_settings(ROOT / "desk.yaml", self.resources.name("DeskTable"))

    def aws(self, service: str) -> Any:
        """A client of the test's own; what it asks is no call of a function's."""
        if service not in self._clients:
            # moto knows a stream by the region's address only.
            config = Config(account_id_endpoint_mode="disabled")
            self._clients[service] = boto3.client(service, REGION, config=config)  # type: ignore[call-overload]
        return self._clients[service]

    def name(self, logical_id: str) -> str:
        """The physical name of a resource of the template."""
        return self.resources.name(logical_id)

    # --- what AWS does ------------------------------------------------------------------------

    def settle(self, *, but: Collection[str] = ()) -> None:
        """Until nothing is left to do now; `but` names functions that are not woken."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while True:
            self.slack.wait("idle", timeout=PATIENCE_SECONDS)
            if self.wake(but):
                continue
            # In this order: an execution at rest has put down all that it has to say.
            if self._executions_rest() and not self.wake(but):
                return
            if time.monotonic() > deadline:
                pytest.fail(f"the desk did not settle within {PATIENCE_SECONDS:.0f} s")
            time.sleep(0.02)

    def minute(self, at: datetime) -> None:
        """The rules of each minute fire as of `at`, then everything that follows happens."""
        for rule in self.template.of_type("AWS::Events::Rule").values():
            for target in rule["Targets"] if rule.get("ScheduleExpression") == EACH_MINUTE else ():
                self.functions.invoke(named(target["Arn"]), scheduled_event(at))
        self.settle()

    def receive(self, method: str, path: str, headers: dict[str, str], body: bytes) -> Any:
        """A request of Slack's, as API Gateway hands it to the ingress; its response."""
        binary = headers.get("content-type") != "application/json"
        request = {
            "version": "2.0",
            "rawPath": path,
            "headers": headers,
            "requestContext": {"http": {"method": method, "path": path}},
            "body": base64.b64encode(body).decode() if binary else body.decode(),
            "isBase64Encoded": binary,
        }
        return self.functions.invoke(INGRESS, request)

    def wake(self, but: Collection[str] = ()) -> bool:
        """Whether any function had something to do."""
        worked = False
        for name, source in self._sources.items():
            function = named(source["FunctionName"])
            if function not in but:
                deliver = self._messages if _is_queue(source) else self._records
                worked |= deliver(name, source, function)
        return self._start_executions() or worked

    def _messages(self, _: str, source: Properties, function: str) -> bool:
        url = self.name(named(source["EventSourceArn"]))
        messages = self._received(url)
        if not messages:
            return False
        records = [
            {
                "messageId": message["MessageId"],
                "receiptHandle": message["ReceiptHandle"],
                "body": message["Body"],
                "attributes": message["Attributes"],
                "eventSource": "aws:sqs",
                "eventSourceARN": self.resources.resolve(source["EventSourceArn"]),
                "awsRegion": REGION,
            }
            for message in messages
        ]
        answer = self.functions.invoke(function, {"Records": records})
        failed = {failure["itemIdentifier"] for failure in answer["batchItemFailures"]}
        with self.functions.one_at_a_time:
            for message in messages:
                handle = {"QueueUrl": url, "ReceiptHandle": message["ReceiptHandle"]}
                if message["MessageId"] in failed:
                    self.aws("sqs").change_message_visibility(**handle, VisibilityTimeout=0)
                else:
                    self.aws("sqs").delete_message(**handle)
        return True

    def _received(self, url: str) -> list[dict[str, Any]]:
        with self.functions.one_at_a_time:
            answer = self.aws("sqs").receive_message(
                QueueUrl=url, MaxNumberOfMessages=10, AttributeNames=["All"], WaitTimeSeconds=0
            )
        return list(answer.get("Messages", []))

    def _records(self, name: str, source: Properties, function: str) -> bool:
        with self.functions.one_at_a_time:
            streams = self.aws("dynamodbstreams")
            if name not in self._positions:
                arn = self.resources.resolve(source["EventSourceArn"])
                self._positions[name] = _start_of(streams, arn)
            answer = streams.get_records(ShardIterator=self._positions[name], Limit=100)
            self._positions[name] = answer["NextShardIterator"]
        patterns = [json.loads(each["Pattern"]) for each in source["FilterCriteria"]["Filters"]]
        wanted = [_plain(r) for r in answer["Records"] if any(matches(p, r) for p in patterns)]
        if wanted:
            answered = self.functions.invoke(function, {"Records": wanted})
            assert not (answered or {}).get("batchItemFailures"), "nothing here refuses an event"
        return bool(answer["Records"])

    def _start_executions(self) -> bool:
        events = self._received(self.name("ItFormMachineEvents"))
        for message in events:
            event = json.loads(message["Body"])
            with self.functions.one_at_a_time:
                self.aws("stepfunctions").start_execution(
                    stateMachineArn=self.name("ItFormMachine"),
                    name=event["id"],
                    input=json.dumps(event["detail"]),
                )
                self.aws("sqs").delete_message(
                    QueueUrl=self.name("ItFormMachineEvents"),
                    ReceiptHandle=message["ReceiptHandle"],
                )
        return bool(events)

    def _executions_rest(self) -> bool:
        """Whether each execution is over or waits for an answer."""
        states, machine = self.aws("stepfunctions"), self.name("ItFormMachine")
        with self.functions.one_at_a_time:
            running = states.list_executions(stateMachineArn=machine, statusFilter="RUNNING")
            histories = [
                states.get_execution_history(executionArn=execution["executionArn"])["events"]
                for execution in running["executions"]
            ]
        return all(history and history[-1]["type"] == "TaskSubmitted" for history in histories)

    def _make_resources(self) -> None:
        make = self.resources
        make.table("DeskTable")
        for queue in ("InboxDeadLetters", "ResumeDeadLetters", "DeadLetters"):
            make.queue(queue)
        make.queue("InboxQueue")
        make.queue("ResumeQueue")
        make.bus("DeskBus")
        make.rule("ResumeRule")
        make.machine("ItFormMachine")
        make.bare_queue("ItFormMachineEvents")
        make.rule(
            "ItFormMachineRequestOpened",
            {
                "ItFormMachineRequestOpenedStepFunctionsTarget": make.name(
                    "ItFormMachineEvents", "Arn"
                )
            },
        )
        secret = {"bot_token": TOKEN, "signing_secrets": [SIGNING_SECRET]}
        make.secret("SlackSecret", json.dumps(secret))


def _is_queue(source: Properties) -> bool:
    return "StartingPosition" not in source


def _start_of(streams: Any, arn: str) -> str:
    (shard,) = streams.describe_stream(StreamArn=arn)["StreamDescription"]["Shards"]
    iterator: str = streams.get_shard_iterator(
        StreamArn=arn, ShardId=shard["ShardId"], ShardIteratorType="TRIM_HORIZON"
    )["ShardIterator"]
    return iterator


def _plain(record: dict[str, Any]) -> dict[str, Any]:
    """A stream's record as Lambda gets it: times are numbers."""
    made = record["dynamodb"]["ApproximateCreationDateTime"].timestamp()
    return {**record, "dynamodb": {**record["dynamodb"], "ApproximateCreationDateTime": made}}


@contextmanager
def moto_desk() -> Iterator[MotoDesk]:
    """Ready to be used; nothing of it outlives the block."""
    with (
        mock_aws(config={"stepfunctions": {"execute_state_machine": True}}),
        _front() as (url, desks),
        fake_slack(url) as scene,
        pytest.MonkeyPatch.context() as mp,
    ):
        mp.setenv("AWS_DEFAULT_REGION", REGION)
        desk = MotoDesk(scene.client, f"{scene.url}/api/")
        desks.append(desk)
        with desk.functions.loaded(), desk.recorder.listening():
            yield desk


@contextmanager
def _front() -> Iterator[tuple[str, list[MotoDesk]]]:
    """An address for Slack's requests; whoever is put into the list answers them."""
    desks: list[MotoDesk] = []

    class Front(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            headers = {name.lower(): value for name, value in self.headers.items()}
            answer = desks[0].receive(self.command, self.path, headers, body)
            content = answer.get("body", "").encode()
            self.send_response(answer["statusCode"])
            for name, value in {
                **answer.get("headers", {}),
                "Content-Length": len(content),
            }.items():
                self.send_header(name, str(value))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            """Says nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Front) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}", desks
        finally:
            server.shutdown()
            thread.join()
