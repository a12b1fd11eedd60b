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
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import boto3
import pytest
from botocore.config import Config
from moto import mock_aws

from deskbell.adapters.api.keys import fingerprint
from deskbell.domain.catalogue.read_definition import read_definition
from tests.aws_calls import Recorder
from tests.aws_resources import REGION, Resources
from tests.builders import BEN
from tests.contracts.workspaces import SIGNING_SECRET, TOKEN, fake_slack
from tests.moto_functions import Functions
from tests.moto_table import quicken
from tests.template import cloudformation
from tests.template.cloudformation import ROOT, Properties, named
from tests.template.event_patterns import matches
from tools.desk.push import push
from tools.desk.settings_file import SettingsFile, settings_of
from tools.desk.workflows.desk_names import vocabulary_of
from tools.desk.workflows.published import read_desk, with_definitions
from tools.fake_slack.client import FakeSlackClient
from tools.local_cloud.tick import scheduled_event

ACCOUNT = "123456789012"
INGRESS = "ReceiveRequestFunction"
PATIENCE_SECONDS = 120.0
MOST_LOOKS = 3_000
"""Two minutes on a calm machine. On another the desk takes longer, but not more looks."""
STARTS = {
    "ItFormMachine": "RequestOpened",
    "LoanerLaptopMachine": "LoanRequested",
    "GuidedRequestMachine": "RequestBegun",
    "OutagePagingMachine": "IncidentRaised",
    "NpsPingMachine": "NpsCaseOpened",
}
"""Each state machine, and the event of the template's that starts it."""
ALERT_KEY = "obviously-fake-alert-key"
API_KEY = "bens_script.obviously-fake-api-key"  # pragma: allowlist secret
CALENDAR_KEY = "obviously-fake-calendar-key"
PAGING: dict[str, Any] = {
    "channel": "it-triage",
    "policies": {
        "it": {"name": "IT", "levels": [{"call": ["person ben"]}]},
        "in_slack": {
            "name": "In Slack",
            "levels": [{"call": ["person lena"]}, {"call": ["person jiwoo"]}],
            "loops": 1,
        },
    },
    "services": {
        "vpn": {"name": "VPN", "policy": "it"},
        "wiki": {"name": "Wiki", "policy": "in_slack"},
    },
    "contacts": {"ben": ["sms", "voice"]},
    "sources": {"prometheus": {"name": "Prometheus", "kind": "alertmanager", "service": "vpn"}},
    "heartbeats": {"backup": {"name": "Backup", "service": "vpn", "interval": "1d"}},
}
HOOK_SECRET = "deskbell/slack/hooks/hr"  # pragma: allowlist secret
HOOK_KEY = "obviously-fake-secret-of-a-hook"
HOOKS = {"hr_system": {"url": "https://224.0.1.1/desk", "secret": HOOK_SECRET}}
"""An address for many at once: the settings take it, and a call goes nowhere."""
TELLS_HR: dict[str, Any] = {
    "name": "tells_hr",
    "owner": "it",
    "languages": ["en"],
    "title": {"en": "Tell HR"},
    "why": {"en": "To try a hook"},
    "start": {"emoji": ["telephone"]},
    "steps": [
        {"id": "tell", "do": "webhook", "hook": "hr_system", "if_failed": "not_told"},
        {"id": "told", "do": "finish", "ending": "done", "text": {"en": "HR knows."}},
        {"id": "not_told", "do": "finish", "ending": "refused", "text": {"en": "HR is not there."}},
    ],
}
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
        self.push()

    def push(self, **settings: object) -> None:
        """Makes the sample's settings the current ones, with more of them."""
        push(_with_more(settings), self.aws("dynamodb"), self.resources.name("DeskTable"))

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
        for _ in range(MOST_LOOKS):
            self.slack.wait("idle", timeout=PATIENCE_SECONDS)
            if self.wake(but):
                continue
            # In this order: an execution at rest has put down all that it has to say.
            if self._executions_rest() and not self.wake(but):
                return
            time.sleep(0.02)
        pytest.fail(f"the desk did not settle within {MOST_LOOKS} looks")

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
        return any([self._start(machine) for machine in STARTS])

    def _start(self, machine: str) -> bool:
        events = self._received(self.name(f"{machine}Events"))
        for message in events:
            event = json.loads(message["Body"])
            with self.functions.one_at_a_time:
                self.aws("stepfunctions").start_execution(
                    stateMachineArn=self.name(machine),
                    name=event["id"],
                    input=json.dumps(event["detail"]),
                )
                self.aws("sqs").delete_message(
                    QueueUrl=self.name(f"{machine}Events"),
                    ReceiptHandle=message["ReceiptHandle"],
                )
        return bool(events)

    def _executions_rest(self) -> bool:
        """Whether each execution is over or waits for an answer."""
        states = self.aws("stepfunctions")
        with self.functions.one_at_a_time:
            running = [
                execution["executionArn"]
                for machine in map(self.name, STARTS)
                for execution in states.list_executions(
                    stateMachineArn=machine, statusFilter="RUNNING"
                )["executions"]
            ]
            histories = [
                states.get_execution_history(executionArn=execution)["events"]
                for execution in running
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
        make.rule("MovedOnRule")
        for machine, event in STARTS.items():
            make.machine(machine)
            make.bare_queue(f"{machine}Events")
            queue, rule = make.name(f"{machine}Events", "Arn"), f"{machine}{event}"
            make.rule(rule, {f"{rule}StepFunctionsTarget": queue})
        secret = {"bot_token": TOKEN, "signing_secrets": [SIGNING_SECRET]}
        make.secret("SlackSecret", json.dumps(secret))
        sources = {name: [ALERT_KEY] for name in ("prometheus", "nps", "reviews", "jira")}
        alerts = {"sources": sources, "heartbeats": [ALERT_KEY]}
        make.secret("AlertSecret", json.dumps(alerts))
        make.secret("ApiSecret", json.dumps({"bens_script": [fingerprint(API_KEY)]}))
        make.secret("CalendarSecret", CALENDAR_KEY)
        make.named_secret(HOOK_SECRET, HOOK_KEY)
        make.secret("ContactSecret", json.dumps({BEN: {"phone": "+48225550710"}}))


def _with_more(settings: Mapping[str, object]) -> SettingsFile:
    """The sample's settings, with a system whose outages Ben is called for: by text message, then
    by telephone; and one of Lena's, then Jiwoo's, in Slack. And a workflow that calls a hook."""
    sample = read_desk(ROOT / "desk.yaml")
    document = json.loads(sample.document) | {"paging": PAGING, "hooks": HOOKS, **settings}
    document["schedules"]["it"]["feed"] = 1
    made = settings_of(document)
    tells = read_definition(TELLS_HR, vocabulary_of(made))
    return with_definitions(made, (*sample.definitions, tells))


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
def moto_desk(clock_file: Path | None = None) -> Iterator[MotoDesk]:
    """Ready to be used; nothing of it outlives the block. By the file, it travels in time."""
    with (
        mock_aws(config={"stepfunctions": {"execute_state_machine": True}}),
        _front() as (url, desks),
        fake_slack(url, clock_file) as scene,
        pytest.MonkeyPatch.context() as mp,
    ):
        mp.setenv("AWS_DEFAULT_REGION", REGION)
        quicken(mp)
        desk = MotoDesk(scene.client, f"{scene.url}/api/")
        if clock_file:
            desk.functions.local["DESK_CLOCK_FILE"] = str(clock_file)
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
