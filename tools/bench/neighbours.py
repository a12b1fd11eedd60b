"""What the functions talk to in a bench: a desk that is set up, and recorded scenes of its life.

`scene` runs the real functions once against moto; then the stub gives the same answers at once.
"""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from tools.bench import slack_requests
from tools.bench.emulator import Function, cold_start
from tools.bench.lambda_package import ROOT, Package
from tools.desk.push import push_settings
from tools.local_cloud import aws, sam_template

if TYPE_CHECKING:
    from types_boto3_dynamodb import DynamoDBClient

TABLE = "deskbell-bench"
SECRET = "deskbell/bench"  # noqa: S105 - a name  # pragma: allowlist secret
INGRESS, INTAKE, RELAY = (
    "slack_ingress.receive_request.handler",
    "intake.process_input.handler",
    "relay.send_outbox.handler",
)


@dataclass(frozen=True, slots=True)
class Scene:
    """A function of ours and the event whose every request the stub can answer."""

    name: str
    function: Function
    event: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The stub, by its address, and what talks to it."""

    package: Package
    stub: str

    def function(self, handler: str, path: str) -> Function:
        """With the environment that template.yaml and Lambda give it."""
        environment = {
            **aws.ENVIRONMENT,
            "AWS_ENDPOINT_URL": self.stub,
            "AWS_LAMBDA_FUNCTION_TIMEOUT": "60",  # moto, while it records, takes its time
            "BENCH_SIGNING_SECRET": slack_requests.SIGNING_SECRET,
            "DESK_TABLE": TABLE,
            "DESK_SECRET": SECRET,
            "DESK_INBOX_URL": f"{self.stub}/000000000000/inbox.fifo",
            "DESK_DEAD_LETTERS_URL": f"{self.stub}/000000000000/dead.fifo",
            "DESK_SLACK_API_URL": f"{self.stub}/api/",
            "POWERTOOLS_METRICS_NAMESPACE": "Deskbell",
            "POWERTOOLS_SERVICE_NAME": "deskbell",
        }
        return Function(handler, path, environment)

    def record(self) -> dict[str, Scene]:
        """A new desk, and on it the way of one ticket: Slack's request, the inbox, the stream.

        Recorded anew now and then: the answers hold leases, which end after two minutes.
        """
        self._set_up()
        ingress = self._recorded("ingress", INGRESS, self.package.ingress,
                                 slack_requests.a_reaction())  # fmt: skip
        [message] = self.play("ingress")["sent"]
        inbox = _inbox_event(message)
        # The relay gets what an intake leaves behind whose posts Slack did not take.
        self._recorded("left behind", INTAKE, self.package.worker, inbox, busy=True)
        stream = self._stream_event()
        relay = self._recorded("relay", RELAY, self.package.worker, stream)
        self._set_up()
        intake = self._recorded("intake", INTAKE, self.package.worker, inbox)
        return {scene.name: scene for scene in (ingress, intake, relay)}

    def play(
        self, scene: str, *, recording: bool = False, busy: bool = False
    ) -> dict[str, list[Any]]:
        """Makes the stub answer as in this scene; returns what happened since the last one."""
        order = json.dumps({"scene": scene, "recording": recording, "busy": busy}).encode()
        stub = HTTPConnection(urlsplit(self.stub).netloc, timeout=10)
        stub.request("POST", "/bench", order)
        happened: dict[str, list[Any]] = json.load(stub.getresponse())
        stub.close()
        if happened["strange"]:
            raise RuntimeError(f"not recorded: {happened['strange'][0]}")
        return happened

    def _recorded(
        self, name: str, handler: str, path: str, event: Mapping[str, Any], *, busy: bool = False
    ) -> Scene:
        function = self.function(handler, path)
        self.play(name, recording=True, busy=busy)
        cold_start(function, event)
        return Scene(name, function, event)

    def _set_up(self) -> None:
        self.play("set up", recording=True)
        if TABLE in self._dynamodb.list_tables()["TableNames"]:
            self._dynamodb.delete_table(TableName=TABLE)
        template = sam_template.load(ROOT / "template.yaml")
        (table,) = (
            resource["Properties"]
            for resource in template["Resources"].values()
            if resource["Type"] == "AWS::DynamoDB::Table"
        )
        wanted = ("AttributeDefinitions", "KeySchema", "GlobalSecondaryIndexes", "BillingMode")
        self._dynamodb.create_table(TableName=TABLE, **{name: table[name] for name in wanted})
        push_settings(ROOT / "desk.yaml", TABLE, self.stub)
        secret = {"bot_token": "xoxb-fake", "signing_secrets": [slack_requests.SIGNING_SECRET]}
        secrets = aws.client("secretsmanager", self.stub)
        if not secrets.list_secrets()["SecretList"]:
            secrets.create_secret(Name=SECRET, SecretString=json.dumps(secret))

    def _stream_event(self) -> dict[str, Any]:
        """The stream's records of the unsent outbox rows, as if nobody had tried them yet."""
        records = []
        for row in self._dynamodb.scan(TableName=TABLE)["Items"]:
            if row["sk"]["S"].startswith("O#") and row["state"]["S"] == "pending":
                fresh = {"due": {"N": f"{time.time():.3f}"}, "lease_until": {"N": "0"}}
                image = {**row, **fresh}
                self._dynamodb.put_item(TableName=TABLE, Item=image)
                records.append({"eventName": "INSERT", "dynamodb": {"NewImage": image}})
        return {"Records": records}

    @property
    def _dynamodb(self) -> DynamoDBClient:
        client: DynamoDBClient = aws.client("dynamodb", self.stub)
        return client


@contextmanager
def neighbours(package: Package) -> Iterator[Neighbours]:
    """The stub in a process of its own."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    stub = subprocess.Popen([sys.executable, "-m", "tools.bench.stub", str(port)], cwd=ROOT)
    try:
        _wait_for(port)
        yield Neighbours(package, f"http://127.0.0.1:{port}")
    finally:
        stub.terminate()
        stub.wait()


def _wait_for(port: int) -> None:
    until = time.monotonic() + 10
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.02)
        else:
            return


def _inbox_event(message: Mapping[str, str]) -> dict[str, Any]:
    """What the inbox gives the intake for a message that the ingress has sent."""
    record = {
        "messageId": "bench",
        "body": message["MessageBody"],
        "attributes": {
            "MessageGroupId": message["MessageGroupId"],
            "ApproximateReceiveCount": "1",
        },
        "eventSource": "aws:sqs",
    }
    return {"Records": [record]}
