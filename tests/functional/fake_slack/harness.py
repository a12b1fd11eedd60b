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

import httpx
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
from tools.fake_slack.seed.manifest import (
    Manifest,
    Parameter,
    Shortcut,
    StepDefinition,
    load_manifest,
)
from tools.fake_slack.seed.world import load_world
from tools.fake_slack.server import FakeSlackServer, listen

SIGNING_SECRET = "not-a-secret-of-anybody"  # pragma: allowlist secret
BOT_TOKEN = "xoxb-fake-bot-token"  # pragma: allowlist secret
REDIRECT_URL = "http://127.0.0.1:4800/oauth"
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


def _the_challenge(received: Received) -> Response:
    return Response(received.envelope["challenge"], media_type="text/plain")


@dataclass
class Receiver:
    """Stands where Deskbell will: set `on_command` and the like to answer in a test's own way."""

    url: str = ""
    received: list[Received] = field(default_factory=list)
    on_event: Answer = _just_ok
    on_command: Answer = _just_ok
    on_interaction: Answer = _just_ok
    on_hook: Answer = _just_ok
    verifications: list[Received] = field(default_factory=list)
    on_verification: Answer = _the_challenge

    def clear(self) -> None:
        self.received = []
        self.verifications = []
        self.on_event = self.on_command = self.on_interaction = self.on_hook = _just_ok
        self.on_verification = _the_challenge

    def of(self, path: str) -> list[Received]:
        return [one for one in self.received if one.path == f"/slack/{path}"]

    def hooks(self) -> list[Received]:
        """Webhooks of other systems."""
        return [one for one in self.received if one.path.startswith("/hooks/")]

    def events(self, kind: str) -> list[dict[str, Any]]:
        return [one.event for one in self.of("events") if one.event["type"] == kind]

    def answer(self, received: Received) -> Response:
        if b'"url_verification"' in received.body and b'"challenge"' in received.body:
            self.verifications.append(received)
            return self.on_verification(received)
        self.received.append(received)
        answers = {"events": self.on_event, "commands": self.on_command, "nps": self.on_hook}
        return answers.get(received.path.rsplit("/", 1)[-1], self.on_interaction)(received)


def _receiver_app(receiver: Receiver) -> Starlette:
    async def receive(request: Request) -> Response:
        body = await request.body()
        received = Received(request.url.path, dict(request.headers), body)
        return await run_in_threadpool(receiver.answer, received)

    places = ("/slack/{kind}", "/hooks/{kind}")
    return Starlette(routes=[Route(place, receive, methods=["POST"]) for place in places])


def serving(server: uvicorn.Server, listener: socket.socket) -> Iterator[None]:
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    while not server.started and thread.is_alive():
        time.sleep(0.005)
    try:
        yield
    finally:
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


MORE_SCOPES = (
    *("im:read", "mpim:read", "mpim:write", "mpim:history"),
    *(
        "channels:join",
        "usergroups:read",
        "usergroups:write",
        "users:read.email",
        "files:read",
        "files:write",
    ),
)
MORE_EVENTS = frozenset(
    ("member_joined_channel", "member_left_channel", "app_home_opened", "file_shared")
)
SHORTCUT = Shortcut("Make it a ticket", "ticket_from_message", "From this message")
STEP = StepDefinition(
    callback_id="ask_it",
    title="Ask IT",
    description="Opens a ticket",
    inputs=(
        Parameter("person", {"type": "slack#/types/user_id", "title": "Who"}, is_required=True),
        Parameter("note", {"type": "string", "maxLength": 20}, is_required=True),
        Parameter("copies", {"type": "integer", "minimum": 1}, is_required=False),
    ),
    outputs=(
        Parameter("ticket", {"type": "string"}, is_required=True),
        Parameter("urgent", {"type": "boolean"}, is_required=False),
    ),
)


def everything_on(manifest: Manifest) -> Manifest:
    """With what the fake can do and Deskbell's own manifest may leave out."""
    return replace(
        manifest,
        home_tab=True,
        is_org_ready=True,
        events=manifest.events | MORE_EVENTS,
        scopes=(*manifest.scopes, *MORE_SCOPES),
        redirect_urls=(REDIRECT_URL,),
        message_shortcuts=(SHORTCUT,),
        steps=(STEP,),
    )


def running(
    receiver: Receiver, change: Callable[[Config], Config] = lambda usual: usual
) -> Iterator[FakeSlackClient]:
    """A fake that sends to this receiver, with other settings where a test wants some."""
    listener = listen(0)
    manifest = everything_on(load_manifest(ROOT / "slack_manifest.yaml", receiver.url))
    config = change(config_of(url_of(listener), manifest))
    for _ in serving(FakeSlackServer(config), listener):
        with FakeSlackClient(config.base_url) as client:
            yield client


def with_manifest(config: Config, **changed: Any) -> Config:
    return replace(config, manifest=replace(config.manifest, **changed))


def fresh(running: FakeSlackClient, receiver: Receiver) -> Iterator[FakeSlackClient]:
    """The workspace as at the start; what a test leaves to be sent reaches no other test."""
    yield running
    running.wait()
    running.reset()
    receiver.clear()


@pytest.fixture(scope="session")
def fake_url(running_receiver: Receiver) -> Iterator[str]:
    for client in running(running_receiver):
        yield client.base_url


def config_of(url: str, manifest: Manifest) -> Config:
    world = load_world(ROOT / "tools" / "fake_slack" / "world.yaml")
    return Config(
        url,
        manifest,
        world,
        signing_secret=SIGNING_SECRET,
        bot_token=BOT_TOKEN,
        hooks_secret=SIGNING_SECRET,
    )


@pytest.fixture(scope="session")
def running_control(fake_url: str) -> Iterator[FakeSlackClient]:
    with FakeSlackClient(fake_url) as client:
        yield client


@pytest.fixture
def receiver(running_receiver: Receiver) -> Receiver:
    running_receiver.clear()
    return running_receiver


@pytest.fixture
def fake(running_control: FakeSlackClient, receiver: Receiver) -> Iterator[FakeSlackClient]:
    yield from fresh(running_control, receiver)


@pytest.fixture
def web(fake: FakeSlackClient, fake_url: str) -> WebClient:
    """An unmodified slack_sdk client that does not retry by itself."""
    return WebClient(token=BOT_TOKEN, base_url=f"{fake_url}/api/", retry_handlers=[])


@pytest.fixture(scope="session")
def http() -> Iterator[httpx.Client]:
    """For addresses that are no API; one for all tests, because making one takes long."""
    with httpx.Client(trust_env=False) as client:
        yield client


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
