"""AWS and Slack in a process of their own, answering at once: what is left is our own time.

Run as `python -m tools.bench.stub <port>` by `neighbours.py`. While it records, DynamoDB and
Secrets Manager are moto, and their answers are remembered; afterwards the same requests get the
same answers without moto's time. SQS and Slack are always answered from here.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

import requests
from moto import mock_aws

from tools.bench.slack_requests import ANA, ASKED_TS, HELP_CHANNEL

_NEW_EACH_TIME = re.compile(
    r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"  # tokens
    r"|\d{4}-\d\d-\d\dT[\d:.]+"  # times, and times as numbers
    r"|\d{10,}(\.\d+)?"
)

Headers = Mapping[str, str]


@dataclass(slots=True)
class Scene:
    """What was answered to each request, in order."""

    answers: dict[str, list[bytes]] = field(default_factory=dict)
    asked: Counter[str] = field(default_factory=Counter)


@dataclass(slots=True)
class Stub:
    """`busy`: Slack takes no posts. `sent` are the queue's messages, `strange` the requests
    that were not recorded."""

    moto: Callable[[Headers, bytes], tuple[int, bytes]]
    scenes: dict[str, Scene] = field(default_factory=dict)
    scene: Scene = field(default_factory=Scene)
    recording: bool = False
    busy: bool = False
    sent: list[dict[str, Any]] = field(default_factory=list)
    strange: list[str] = field(default_factory=list)

    def answer(self, path: str, headers: Headers, body: bytes) -> tuple[int, bytes]:
        """Status and body."""
        if path.startswith("/bench"):
            return 200, json.dumps(self._told(json.loads(body))).encode()
        if path.startswith("/api/"):
            is_json = headers.get("content-type", "").startswith("application/json")
            arguments = json.loads(body) if is_json else dict(parse_qsl(body.decode()))
            return self._slack(path.removeprefix("/api/"), arguments)
        target = headers.get("x-amz-target", "")
        if target == "AmazonSQS.SendMessage":
            return 200, self._queued(json.loads(body))
        identity = f"{target} {_NEW_EACH_TIME.sub('#', body.decode())}"
        if self.recording:
            status, answer = self.moto(headers, body)
            self.scene.answers.setdefault(identity, []).append(b"%d %b" % (status, answer))
            return status, answer
        if identity not in self.scene.answers and target.endswith(".TransactWriteItems"):
            return 200, b"{}"  # of commit_worker.py, whose transactions are its own
        if identity not in self.scene.answers:
            self.strange.append(identity)
            return 500, b"{}"
        known = self.scene.answers[identity]
        again = known[min(self.scene.asked[identity], len(known) - 1)]
        self.scene.asked[identity] += 1
        status_text, _, answer = again.partition(b" ")
        return int(status_text), answer

    def _told(self, order: dict[str, Any]) -> dict[str, object]:
        """By the bench: which scene, whether to record it; tells what has happened so far."""
        happened = {"sent": self.sent, "strange": self.strange}
        self.sent, self.strange = [], []
        self.recording, self.busy = order["recording"], order["busy"]
        if self.recording:
            self.scenes[order["scene"]] = Scene()
        self.scene = self.scenes[order["scene"]]
        self.scene.asked.clear()
        return happened

    def _queued(self, message: dict[str, Any]) -> bytes:
        self.sent.append(message)
        digest = hashlib.md5(message["MessageBody"].encode(), usedforsecurity=False).hexdigest()
        return json.dumps({"MD5OfMessageBody": digest, "MessageId": "m-1"}).encode()

    def _slack(self, method: str, arguments: Mapping[str, str]) -> tuple[int, bytes]:
        if self.busy and method.startswith("chat."):
            return 429, b'{"ok":false,"error":"ratelimited"}'
        return 200, json.dumps({"ok": True, **_said_by_slack(method, arguments)}).encode()


def _said_by_slack(method: str, arguments: Mapping[str, str]) -> dict[str, object]:
    match method:
        case "conversations.replies":
            said = {"type": "message", "user": ANA, "text": "My laptop is dead", "ts": ASKED_TS}
            return {"messages": [said], "has_more": False}
        case "users.info":
            person = arguments["user"]
            user = {"id": person, "team_id": "T0DESK0001", "name": "bench", "locale": "en-US"}
            return {"user": {**user, "real_name": "Ana Reyes", "tz": "America/New_York"}}
        case "conversations.open":
            return {"channel": {"id": "D0BENCH001"}}
        case "chat.postMessage":
            channel = arguments["channel"]
            offset = 200 if channel == HELP_CHANNEL else 300
            return {"channel": channel, "ts": f"1795424460.000{offset}"}
        case _:
            return {}


def moto_answers(headers: Headers, body: bytes) -> tuple[int, bytes]:
    """Inside `mock_aws`, which keeps every request to AWS in this process."""
    service = "dynamodb" if headers["x-amz-target"].startswith("DynamoDB") else "secretsmanager"
    answer = requests.post(
        f"https://{service}.us-east-1.amazonaws.com/", body, headers=dict(headers), timeout=30
    )
    return answer.status_code, answer.content


async def serve(port: int, stub: Stub) -> None:
    """HTTP/1.1 with kept connections, as AWS and Slack serve it; until the process ends."""

    async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
                pairs = (line.partition(":") for line in head[1:] if line)
                headers = {name.lower(): value.strip() for name, _, value in pairs}
                body = await reader.readexactly(int(headers.get("content-length", 0)))
                status, answer = stub.answer(head[0].split()[1], headers, body)
                writer.write(
                    b"HTTP/1.1 %d X\r\nContent-Type: application/json\r\n"
                    b"Content-Length: %d\r\n\r\n%b" % (status, len(answer), answer)
                )
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()

    server = await asyncio.start_server(connected, "127.0.0.1", port)
    async with server:
        await server.serve_forever()


if __name__ == "__main__":
    with mock_aws():
        asyncio.run(serve(int(sys.argv[1]), Stub(moto_answers)))
