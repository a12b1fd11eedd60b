"""Stands between Deskbell and everything it calls, AWS and Slack alike, and notes each call.

AWS's part is played by moto in this process, Slack's by the fake Slack; the code under measure
talks HTTP to this server and nothing else, so that its own HTTP clients are measured as they are.
Each call takes at least `PAUSE`, so that two which could overlap do.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl

import boto3
import httpx
from botocore.exceptions import ClientError

from tools.bench.table_watch import TableWatch

PAUSE = 0.03
SERVICES = {
    "DynamoDB_20120810": "dynamodb",
    "AmazonSQS": "sqs",
    "secretsmanager": "secretsmanager",  # pragma: allowlist secret
    "AWSEvents": "events",
    "AWSStepFunctions": "stepfunctions",
}
"""By the first half of `X-Amz-Target`."""


@dataclass(frozen=True, slots=True)
class Call:
    """One call of Deskbell's; times are of the monotonic clock, `sent` are its bytes."""

    service: str
    operation: str
    started: float
    ended: float
    request: Mapping[str, Any]
    sent: int
    failed: bool = False
    write_units: int = 0
    read_units: float = 0.0


@dataclass
class Tap:
    """`clients` are boto3's, on moto; `told` takes what moto cannot do (Step Functions)."""

    table: TableWatch
    slack_url: str
    region: str
    url: str = ""
    calls: list[Call] = field(default_factory=list)
    told: list[Mapping[str, Any]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._clients: dict[str, Any] = {}
        self._moto = threading.RLock()  # moto is not for several threads
        self._slack = httpx.Client(trust_env=False)
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        self._thread = threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True
        )
        self._thread.start()

    def close(self) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()
        self._slack.close()

    def client(self, service: str) -> Any:  # noqa: ANN401 (boto3 makes the types at run time)
        """On moto, past the tap: for what AWS itself does between the functions."""
        with self._moto:
            if service not in self._clients:
                host = "states" if service == "stepfunctions" else service
                address = f"https://{host}.{self.region}.amazonaws.com"
                made = boto3.client(service, self.region, endpoint_url=address)  # type: ignore[call-overload]
                self._clients[service] = made
            return self._clients[service]

    def aws(self, target: str, body: bytes) -> tuple[int, bytes]:
        prefix, _, operation = target.partition(".")
        service, request = SERVICES[prefix], json.loads(body)
        started = time.monotonic()
        with self._moto:
            units = self.table.before(operation, request) if service == "dynamodb" else None
            status, answer = self._ask(service, operation, request)
            write_units, read_units = units(status == 200) if units else (0, 0.0)
        self._wait(started)
        self._note(
            Call(
                service,
                operation,
                started,
                time.monotonic(),
                request,
                len(body),
                status != 200,
                write_units,
                read_units,
            )
        )
        return status, json.dumps(answer, default=_plain).encode()

    def slack(self, path: str, headers: Mapping[str, str], body: bytes) -> tuple[int, bytes]:
        started = time.monotonic()
        passed = {n: v for n, v in headers.items() if n.lower() not in ("host", "connection")}
        answer = self._slack.post(self.slack_url + path, content=body, headers=passed)
        self._wait(started)
        method = path.removeprefix("/api/")
        sent = len(body) + sum(len(name) + len(value) for name, value in headers.items())
        self._note(Call("slack", method, started, time.monotonic(), _arguments(body), sent))
        return answer.status_code, answer.content

    def _ask(
        self, service: str, operation: str, request: dict[str, Any]
    ) -> tuple[int, dict[str, Any]]:
        if service == "stepfunctions":
            self.told.append(request)
            return 200, {}
        try:
            answer = self.client(service)._make_api_call(operation, request)
        except ClientError as refusal:
            error: dict[str, Any] = {**refusal.response}
            said = error.pop("Error")
            return 400, {"__type": said["Code"], "message": said["Message"], **error}
        return 200, {name: value for name, value in answer.items() if name != "ResponseMetadata"}

    def _note(self, call: Call) -> None:
        self.calls.append(call)

    @staticmethod
    def _wait(started: float) -> None:
        left = PAUSE - (time.monotonic() - started)
        if left > 0:
            time.sleep(left)


def _plain(value: object) -> object:
    if hasattr(value, "timestamp"):
        return value.timestamp()
    raise TypeError(f"no JSON for a {type(value).__name__}")


def _arguments(body: bytes) -> Mapping[str, Any]:
    """Of a call of Slack's: JSON or a form."""
    text = body.decode()
    found: Mapping[str, Any] = json.loads(text) if text.startswith("{") else dict(parse_qsl(text))
    return found


def _handler(tap: Tap) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            target = self.headers.get("X-Amz-Target")
            if target:
                status, answer = tap.aws(target, body)
            else:
                status, answer = tap.slack(self.path, dict(self.headers.items()), body)
            lines = [
                f"HTTP/1.1 {status} -",
                "Content-Type: application/json",
                f"Content-Length: {len(answer)}",
            ]
            with suppress(ConnectionError):  # in one piece, or Nagle delays the second
                self.wfile.write("\r\n".join(lines).encode() + b"\r\n\r\n" + answer)

        def log_message(self, format: str, *args: object) -> None:
            """Says nothing."""

    return Handler
