"""Slack's two stand-ins under one roof: the memory twin, and our adapter before the fake Slack."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import time
from typing import Protocol

from deskbell.adapters.memory.workspace import Fault, MemoryWorkspace
from deskbell.adapters.slack.web_api import SlackWorkspace
from deskbell.domain.ids import ChannelId, PersonId, Thread, Ts
from deskbell.domain.people import Person, Standing
from deskbell.usecases.slack_ports import Later, Unknown, Workspace
from tests.builders import ANA, BEN, BOT, CORA, GUS, IT_HAPPENS, IT_TRIAGE, MINJUN, a_desk
from tools.fake_slack.client import FakeSlackClient
from tools.fake_slack.composition import Config
from tools.fake_slack.seed.manifest import load_manifest
from tools.fake_slack.seed.world import load_world
from tools.fake_slack.server import FakeSlackServer, listen

ROOT = Path(__file__).parents[2]
NOBODY = PersonId("U0NOBODY01")
TOKEN = "xoxb-not-a-token-of-anybody"  # pragma: allowlist secret
SIGNING_SECRET = "not-a-secret-of-anybody"  # pragma: allowlist secret
NOWHERE = "http://127.0.0.1:9"

PEOPLE = (
    Person(ANA, "Ana Reyes", "en-US", "America/New_York", Standing.MEMBER),
    Person(MINJUN, "Kim Minjun", "ko-KR", "Asia/Seoul", Standing.MEMBER),
    Person(BEN, "Ben Carter", "en-US", "America/Chicago", Standing.MEMBER),
    Person(GUS, "Gus Guest", "en-US", "America/New_York", Standing.GUEST),
    Person(CORA, "Cora Diaz", None, "America/Los_Angeles", Standing.EXTERNAL),
    Person(BOT, "deskbell", None, None, Standing.BOT),
)


class Scene(Protocol):
    """What a contract test does to Slack, and sees in it, behind the adapter's back."""

    @property
    def workspace(self) -> Workspace: ...
    def say(
        self, person: PersonId, channel: ChannelId, text: str, thread_ts: Ts | None = None
    ) -> Ts: ...
    def texts(self, channel: ChannelId) -> list[str]: ...
    def whispers(self, person: PersonId) -> list[str]: ...
    def reactions(self, message: Thread) -> set[str]: ...
    def make_group(self, *members: PersonId) -> str: ...
    def bring_app_into_a_new(self, channel: str) -> None: ...
    def in_group(self, group: str) -> list[PersonId]: ...
    def lose_answer(self, method: str) -> None: ...
    def refuse_for_now(self, method: str, seconds: float) -> None: ...


@dataclass(frozen=True)
class MemoryScene:
    """Over the twin."""

    workspace: MemoryWorkspace

    def say(
        self, person: PersonId, channel: ChannelId, text: str, thread_ts: Ts | None = None
    ) -> Ts:
        return self.workspace.say(person, channel, text, thread_ts)

    def texts(self, channel: ChannelId) -> list[str]:
        posts = sorted(self.workspace.posts.values(), key=lambda post: post.ts)
        return [post.shown.text for post in posts if post.channel == channel]

    def whispers(self, person: PersonId) -> list[str]:
        return [seen.shown.text for seen in self.workspace.whispers if seen.person == person]

    def reactions(self, message: Thread) -> set[str]:
        return {name for name, by in self.workspace.posts[message].reactions.items() if by}

    def bring_app_into_a_new(self, channel: str) -> None:
        self.workspace.taken.add(channel)

    def make_group(self, *members: PersonId) -> str:
        self.workspace.groups["S0AGENTS01"] = list(members)
        return "S0AGENTS01"

    def in_group(self, group: str) -> list[PersonId]:
        return self.workspace.groups[group]

    def lose_answer(self, method: str) -> None:
        self.workspace.fail(method, Fault(Unknown("lost"), applied=True))

    def refuse_for_now(self, method: str, seconds: float) -> None:
        self.workspace.fail(method, Fault(Later(seconds, "ratelimited")))


def memory_scene() -> MemoryScene:
    members = {IT_HAPPENS: [BOT, ANA, MINJUN, BEN, GUS], IT_TRIAGE: [BOT, BEN]}
    workspace = MemoryWorkspace(BOT, PEOPLE, members, time)
    workspace.addresses["ana@deskbell-sample.example"] = ANA
    return MemoryScene(workspace)


@dataclass
class FakeSlackScene:
    """Over HTTP, at `url`."""

    url: str
    client: FakeSlackClient

    def __post_init__(self) -> None:
        self.reset()

    def reset(self) -> None:
        """A Slack and an adapter in which nothing has happened yet."""
        self.client.reset()
        self.workspace = SlackWorkspace(a_desk().workspace, f"{self.url}/api/", lambda: TOKEN)

    def say(
        self, person: PersonId, channel: ChannelId, text: str, thread_ts: Ts | None = None
    ) -> Ts:
        return Ts(self.client.say(person, channel, text, thread_ts))

    def texts(self, channel: ChannelId) -> list[str]:
        return [message["text"] for message in self.client.messages(channel)]

    def whispers(self, person: PersonId) -> list[str]:
        return [message["text"] for message in self.client.ephemerals(person)]

    def reactions(self, message: Thread) -> set[str]:
        (found,) = [m for m in self.client.messages(message.channel) if m["ts"] == message.ts]
        return {reaction["name"] for reaction in found.get("reactions", ())}

    def bring_app_into_a_new(self, channel: str) -> None:
        made = self.client.act("ana", "create", name=channel, is_private=True)
        self.client.act("ana", "invite", channel=made["channel"], user=BOT)

    def make_group(self, *members: PersonId) -> str:
        made = self.client.act(
            "adam", "create_group", handle="on-call", name="On call", members=list(members)
        )
        return str(made["group"])

    def in_group(self, group: str) -> list[PersonId]:
        [found] = [one for one in self.client.world()["groups"] if one["id"] == group]
        return [PersonId(one) for one in found["members"]]

    def lose_answer(self, method: str) -> None:
        self.client.fault("call", "drop_after", method=method, times=1)

    def refuse_for_now(self, method: str, seconds: float) -> None:
        self.client.fault("call", "ratelimited", method=method, times=1, retry_after=int(seconds))


@contextmanager
def fake_slack(
    requests_to: str = NOWHERE, clock_file: Path | None = None
) -> Iterator[FakeSlackScene]:
    """The fake Slack in a thread; by default nobody listens where it sends its events."""
    with listen(0) as listener:
        url = f"http://127.0.0.1:{listener.getsockname()[1]}"
        server = FakeSlackServer(_config(url, requests_to, clock_file))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        try:
            while not server.started and thread.is_alive():
                thread.join(0.005)
            with FakeSlackClient(url) as client:
                yield FakeSlackScene(url, client)
        finally:
            server.should_exit = True
            thread.join()


def _config(url: str, requests_to: str, clock_file: Path | None) -> Config:
    return Config(
        base_url=url,
        manifest=load_manifest(ROOT / "slack_manifest.yaml", requests_to),
        world=load_world(ROOT / "tools/fake_slack/world.yaml"),
        signing_secret=SIGNING_SECRET,
        bot_token=TOKEN,
        clock_file=clock_file,
    )
