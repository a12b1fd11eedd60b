"""What the two functions call, on this machine: AWS (moto) and just enough of Slack's Web API.

boto3 is moto's own business. What is asked without it (aws_http.py) comes here over HTTP and is
passed on; so do both functions' calls to Slack.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from typing import Any
from urllib.parse import parse_qsl

import boto3
from botocore import xform_name
from botocore.exceptions import ClientError

SERVICES = {
    "AmazonSQS": "sqs",
    "DynamoDB_20120810": "dynamodb",
    "secretsmanager": "secretsmanager",  # pragma: allowlist secret
}
_posts = count(1)


@contextmanager
def outside() -> Iterator[str]:
    """Answers until the block ends; the value is the address."""
    clients = {target: boto3.client(name) for target, name in SERVICES.items()}  # type: ignore[call-overload]

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            service, _, operation = self.headers.get("X-Amz-Target", "").partition(".")
            if service:
                status, answer = _aws(clients[service], operation, json.loads(body))
            else:
                told = json.loads(body) if body.startswith("{") else dict(parse_qsl(body))
                status, answer = 200, _slack(self.path.rpartition("/")[2], told)
            content = json.dumps(answer).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            """Nothing: what is printed belongs to the functions."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()


def _aws(client: Any, operation: str, asked: Mapping[str, Any]) -> tuple[int, Mapping[str, Any]]:  # noqa: ANN401 (any client)
    try:
        answer = getattr(client, xform_name(operation))(**asked)
    except ClientError as refusal:
        return 400, {"__type": refusal.response["Error"]["Code"]}
    plain = ("Item", "MessageId", "SecretString")
    return 200, {name: answer[name] for name in plain if name in answer}


def _slack(method: str, asked: Mapping[str, Any]) -> Mapping[str, Any]:
    """Modals open, posts arrive, every thread is one message of Ana's, nobody else is known."""
    match method:
        case "views.open" | "views.publish":
            return {"ok": True, "view": {"id": "V0CORPUS01"}}
        case "conversations.replies":
            message = {"type": "message", "user": "U0ANA00001", "text": "It is broken"}
            return {"ok": True, "messages": [{**message, "ts": asked["ts"]}]}
        case "chat.postMessage":
            posted = f"1795424460.{next(_posts):06}"
            return {"ok": True, "channel": asked["channel"], "ts": posted}
        case "chat.postEphemeral" | "chat.update":
            return {"ok": True, "channel": asked["channel"], "ts": asked.get("ts", "1.000001")}
        case _:
            return {"ok": False, "error": "user_not_found"}
