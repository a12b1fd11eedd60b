"""A running fake Slack and, in Deskbell's place, a receiver that records and answers as told."""

import json
import socket
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest
import uvicorn
from slack_bolt import App
from slack_bolt.request import BoltRequest
from slack_sdk import WebClient
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from tools.fake_slack.client import FakeSlackClient
from tools.fake_slack.composition import Config
from tools.fake_slack.seed.manifest import Manifest, load_manifest
from tools.fake_slack.seed.world import load_world
from tools.fake_slack.server import FakeSlackServer, listen

SIGNING_SECRET = "not-a-secret-of-anybody"  # pragma: allowlist secret
BOT_TOKEN = "xoxb-fake-bot-token"  # pragma: allowlist secret
ROOT = Path(__file__).parents[3]
Answer = Callable[["Received"], Response]


@dataclass(frozen=True, slots=True)
class Received:
    """A request the fake sent."""

    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def event(self) -> dict[str, Any]:
        event: dict[str, Any] = self.envelope["event"]
        return event

    @property
    def envelope(self) -> dict[str, Any]:
        envelope: dict[str, Any] = json.loads(self.body)
        return envelope

    @property
    def fields(self) -> dict[str, str]:
        return {name: values[0] for name, values in parse_qs(self.body.decode()).items()}

    @property
    def payload(self) -> dict[str, Any]:
        payload: dict[str, Any] = json.loads(self.fields["payload"])
        return payload


def _just_ok(_received: Received) -> Response:
    return Response()


@dataclass
class Receiver:
    """Stands where Deskbell will: set `on_command` and the like to answer in a test's own way."""

    url: str = ""
    received: list[Received] = field(default_factory=list)
    on_event: Answer = _just_ok
    on_command: Answer = _just_ok
    on_interaction: Answer = _just_ok

    def clear(self) -> None:
        self.received = []
        self.on_event = self.on_command = self.on_interaction = _just_ok

    def of(self, path: str) -> list[Received]:
        return [one for one in self.received if one.path == f"/slack/{path}"]

    def events(self, kind: str) -> list[dict[str, Any]]:
        return [one.event for one in self.of("events") if one.event["type"] == kind]

    def answer(self, received: Received) -> Response:
        self.received.append(received)
        answers = {"events": self.on_event, "commands": self.on_command}
        return answers.get(received.path.rsplit("/", 1)[-1], self.on_interaction)(received)


def _receiver_app(receiver: Receiver) -> Starlette:
    async def receive(request: Request) -> Response:
        body = await request.body()
        received = Received(request.url.path, dict(request.headers), body)
        return await run_in_threadpool(receiver.answer, received)

    return Starlette(routes=[Route("/slack/{kind}", receive, methods=["POST"])])


def serving(server: uvicorn.Server, listener: socket.socket) -> Iterator[None]:
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    while not server.started and thread.is_alive():
        time.sleep(0.005)
    yield
    server.should_exit = True
    thread.join()


def url_of(listener: socket.socket) -> str:
    return f"http://127.0.0.1:{listener.getsockname()[1]}"


@pytest.fixture(scope="session")
def running_receiver() -> Iterator[Receiver]:
    listener = listen(0)
    receiver = Receiver(url_of(listener))
    app = _receiver_app(receiver)
    config = uvicorn.Config(app, log_level="error", ws="none", lifespan="off")
    for _ in serving(uvicorn.Server(config), listener):
        yield receiver


def everything_on(manifest: Manifest) -> Manifest:
    """With what the fake can do and Deskbell's own manifest may leave out."""
    events = manifest.events | {"member_joined_channel", "member_left_channel", "app_home_opened"}
    scopes = (*manifest.scopes, "im:read")
    return replace(manifest, home_tab=True, events=events, scopes=scopes)


@pytest.fixture(scope="session")
def fake_url(running_receiver: Receiver) -> Iterator[str]:
    listener = listen(0)
    url = url_of(listener)
    manifest = everything_on(load_manifest(ROOT / "slack_manifest.yaml", running_receiver.url))
    for _ in serving(FakeSlackServer(config_of(url, manifest)), listener):
        yield url


def config_of(url: str, manifest: Manifest) -> Config:
    world = load_world(ROOT / "tools" / "fake_slack" / "world.yaml")
    return Config(url, manifest, world, signing_secret=SIGNING_SECRET, bot_token=BOT_TOKEN)


@pytest.fixture(scope="session")
def running_control(fake_url: str) -> Iterator[FakeSlackClient]:
    with FakeSlackClient(fake_url) as client:
        yield client


@pytest.fixture
def receiver(running_receiver: Receiver) -> Receiver:
    running_receiver.clear()
    return running_receiver


@pytest.fixture
def fake(running_control: FakeSlackClient, receiver: Receiver) -> FakeSlackClient:
    """The workspace as at the start; what the last test left on its way arrives before."""
    running_control.wait()
    running_control.reset()
    receiver.clear()
    return running_control


@pytest.fixture
def web(fake: FakeSlackClient, fake_url: str) -> WebClient:
    """An unmodified slack_sdk client that does not retry by itself."""
    return WebClient(token=BOT_TOKEN, base_url=f"{fake_url}/api/", retry_handlers=[])


@pytest.fixture
def bolt(web: WebClient) -> App:
    """The independent reader: a plain Bolt app with the same secret."""
    return App(
        signing_secret=SIGNING_SECRET,
        client=web,
        token=BOT_TOKEN,
        token_verification_enabled=False,
        process_before_response=True,
    )


def read_by(bolt: App, received: Received) -> int:
    """The status with which Bolt answers the same bytes and headers."""
    headers: dict[str, str | Sequence[str]] = {**received.headers}
    return bolt.dispatch(BoltRequest(body=received.body.decode(), headers=headers)).status
