"""Puts the desk that is measured together: moto, the fake Slack, the tap, and Slack's way in."""

from __future__ import annotations

import json
import os
import sys
import threading
from base64 import b64encode
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from unittest.mock import patch

from moto import mock_aws

from tools.bench.capacity import Index, Item
from tools.bench.desk_in_process import INGRESS, ROOT, Desk, Event
from tools.bench.table_watch import Key, TableWatch
from tools.bench.tap import Tap
from tools.desk.push import push_settings
from tools.fake_slack.client import FakeSlackClient
from tools.fake_slack.composition import Config
from tools.fake_slack.seed.manifest import load_manifest
from tools.fake_slack.seed.world import load_world
from tools.fake_slack.server import FakeSlackServer, listen
from tools.local_cloud import sam_template
from tools.local_cloud.aws import ACCOUNT, REGION

TABLE, BUS, SECRET = "desk", "desk", "desk/slack"  # pragma: allowlist secret
SIGNING_SECRET = "not-a-secret-of-anybody"  # noqa: S105  # pragma: allowlist secret
BOT_TOKEN = "xoxb-fake-bot-token"  # noqa: S105  # pragma: allowlist secret


@contextmanager
def running_desk() -> Iterator[Desk]:
    """Everything is up, the sample `desk.yaml` is pushed, nobody has said anything."""
    template = sam_template.load(ROOT / "template.yaml")
    with ExitStack() as stack:
        stack.enter_context(patch.object(sys, "path", [str(ROOT / "functions"), *sys.path]))
        stack.enter_context(patch.dict(os.environ, _credentials()))
        stack.enter_context(mock_aws())
        front, requests = _front(stack)
        slack_url = _slack(stack, f"http://127.0.0.1:{front.server_port}")
        watch, tap = _tap(stack, template, slack_url)
        queues = _resources(tap, template)
        push_settings_to_moto(tap)
        watch.learn(tap.client("dynamodb").scan(TableName=TABLE)["Items"])
        stack.enter_context(patch.dict(os.environ, _environment(tap, queues)))
        slack = stack.enter_context(FakeSlackClient(slack_url))
        desk = Desk(template, tap, slack, queues)
        requests.append(desk)
        yield desk


def push_settings_to_moto(tap: Tap) -> None:
    with patch("tools.desk.push.boto3.client", tap.client):
        push_settings(ROOT / "desk.yaml", TABLE)


def _credentials() -> dict[str, str]:
    return {
        "AWS_ACCESS_KEY_ID": ACCOUNT,
        "AWS_SECRET_ACCESS_KEY": "bench",  # pragma: allowlist secret
        "AWS_DEFAULT_REGION": REGION,
        "AWS_REGION": REGION,
    }


def _environment(tap: Tap, queues: Mapping[str, str]) -> dict[str, str]:
    return {
        "AWS_ENDPOINT_URL": tap.url,
        "DESK_TABLE": TABLE,
        "DESK_INBOX_URL": queues["inbox"],
        "DESK_DEAD_LETTERS_URL": queues["dead letters"],
        "DESK_SECRET": SECRET,
        "DESK_BUS": BUS,
        "DESK_SLACK_API_URL": f"{tap.url}/api/",
        "POWERTOOLS_SERVICE_NAME": "deskbell",
        "POWERTOOLS_METRICS_NAMESPACE": "Deskbell",
    }


def _tap(stack: ExitStack, template: Mapping[str, Any], slack_url: str) -> tuple[TableWatch, Tap]:
    def read(key: Key) -> Item | None:
        named = {"pk": {"S": key[0]}, "sk": {"S": key[1]}}
        found = tap.client("dynamodb").get_item(TableName=TABLE, Key=named, ConsistentRead=True)
        item: Item | None = found.get("Item")
        return item

    [table] = _of_type(template, "AWS::DynamoDB::Table")
    indexes = [
        Index(
            index["IndexName"],
            tuple(key["AttributeName"] for key in index["KeySchema"]),
            tuple(index["Projection"].get("NonKeyAttributes", ())),
        )
        for index in table["GlobalSecondaryIndexes"]
    ]
    watch = TableWatch(indexes, read)
    tap = Tap(watch, slack_url, REGION)
    stack.callback(tap.close)
    return watch, tap


def _resources(tap: Tap, template: Mapping[str, Any]) -> dict[str, str]:
    [table] = _of_type(template, "AWS::DynamoDB::Table")
    wanted = ("AttributeDefinitions", "KeySchema", "GlobalSecondaryIndexes", "BillingMode")
    tap.client("dynamodb").create_table(TableName=TABLE, **{name: table[name] for name in wanted})
    tap.client("events").create_event_bus(Name=BUS)
    secret = json.dumps({"bot_token": BOT_TOKEN, "signing_secrets": [SIGNING_SECRET]})
    tap.client("secretsmanager").create_secret(Name=SECRET, SecretString=secret)
    sqs, fifo = tap.client("sqs"), {"FifoQueue": "true"}
    made = {
        "inbox": sqs.create_queue(QueueName="inbox.fifo", Attributes=fifo),
        "dead letters": sqs.create_queue(QueueName="dead.fifo", Attributes=fifo),
        "resume": sqs.create_queue(QueueName="resume"),
    }
    return {name: queue["QueueUrl"] for name, queue in made.items()}


def _of_type(template: Mapping[str, Any], kind: str) -> list[Mapping[str, Any]]:
    return [one["Properties"] for one in template["Resources"].values() if one["Type"] == kind]


def _slack(stack: ExitStack, request_url: str) -> str:
    listener = listen(0)
    url = f"http://127.0.0.1:{listener.getsockname()[1]}"
    manifest = load_manifest(ROOT / "slack_manifest.yaml", request_url)
    world = load_world(ROOT / "tools" / "fake_slack" / "world.yaml")
    server = FakeSlackServer(Config(url, manifest, world, SIGNING_SECRET, BOT_TOKEN))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()

    def stop() -> None:
        server.should_exit = True
        thread.join()

    stack.callback(stop)
    return url


def _front(stack: ExitStack) -> tuple[ThreadingHTTPServer, list[Desk]]:
    """API Gateway's part; the desk is put into the list once there is one."""
    desks: list[Desk] = []

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            [desk] = desks
            desk.requests += 1
            answer = desk.invoke(INGRESS, _http_event(self, body))
            content = str(answer.get("body", "")).encode()
            head = [f"HTTP/1.1 {answer['statusCode']} -", f"Content-Length: {len(content)}"]
            head += [f"{name}: {value}" for name, value in answer.get("headers", {}).items()]
            self.wfile.write("\r\n".join(head).encode() + b"\r\n\r\n" + content)

        def log_message(self, format: str, *args: object) -> None:
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(
        target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True
    )
    thread.start()

    def stop() -> None:
        server.shutdown()
        thread.join()
        server.server_close()

    stack.callback(stop)
    return server, desks


def _http_event(request: BaseHTTPRequestHandler, body: bytes) -> Event:
    """Payload 2.0; a form comes base64-encoded, JSON does not."""
    headers = {name.lower(): value for name, value in request.headers.items()}
    is_text = headers["content-type"].startswith("application/json")
    return {
        "version": "2.0",
        "routeKey": f"ANY {request.path}",
        "rawPath": request.path,
        "rawQueryString": "",
        "headers": headers,
        "requestContext": {"http": {"method": "POST", "path": request.path}},
        "body": body.decode() if is_text else b64encode(body).decode(),
        "isBase64Encoded": not is_text,
    }
