"""Our own fake Slack, started in this process with every scope, for the same questions."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from slack_sdk import WebClient

from tools.fake_slack.client import FakeSlackClient
from tools.fake_slack.composition import Config
from tools.fake_slack.seed.manifest import load_manifest
from tools.fake_slack.seed.world import load_world
from tools.fake_slack.server import FakeSlackServer, listen
from tools.second_opinion.asking import Place

ROOT = Path(__file__).parents[2]
TOKEN = "xoxb-the-app"  # noqa: S105  # pragma: allowlist secret
MORE_SCOPES = (
    "channels:join",
    "files:read",
    "files:write",
    "im:read",
    "mpim:read",
    "mpim:write",
    "users:read.email",
)
NOBODY_LISTENS = "http://127.0.0.1:9"


@contextmanager
def running() -> Iterator[str]:
    """Its address, while it runs; nothing hears its events."""
    manifest = load_manifest(ROOT / "slack_manifest.yaml", NOBODY_LISTENS)
    manifest = replace(manifest, scopes=(*manifest.scopes, *MORE_SCOPES), events=frozenset())
    world = load_world(ROOT / "tools" / "fake_slack" / "world.yaml")
    listener = listen(0)
    url = f"http://127.0.0.1:{listener.getsockname()[1]}"
    server = FakeSlackServer(Config(url, manifest, world, signing_secret="-", bot_token=TOKEN))  # noqa: S106
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    while not server.started and thread.is_alive():
        time.sleep(0.005)
    try:
        yield url
    finally:
        server.should_exit = True
        thread.join()


def place(url: str) -> Place:
    """The sample workspace, in which the app leaves one public channel."""
    with FakeSlackClient(url) as control:
        control.fault("call", "limit", method="chat.postMessage")  # emulate has no limits
        state = control.state()
        control.act("lena", "kick", channel="x-team-comms", user=state["bot_user_id"])
    person = state["users"]["ana"]
    told = WebClient(token=TOKEN, base_url=f"{url}/api/").users_info(user=person)["user"]
    return Place(
        channel=state["channels"]["it-happens"],
        outside=state["channels"]["x-team-comms"],
        person=person,
        other=state["users"]["ben"],
        bot=state["bot_user_id"],
        email=told["profile"].get("email", ""),
    )
