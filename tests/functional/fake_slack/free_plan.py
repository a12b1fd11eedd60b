"""A fake with other settings: a company on Slack's free plan, whose app may post in any public
channel and under any name, but rarely and not much at once, and has no Messages tab."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from slack_sdk import WebClient

from tests.functional.fake_slack.harness import (
    BOT_TOKEN,
    ROOT,
    Receiver,
    config_of,
    everything_on,
    serving,
    url_of,
)
from tools.fake_slack.client import FakeSlackClient
from tools.fake_slack.seed.manifest import load_manifest
from tools.fake_slack.server import FakeSlackServer, listen

POSTS_PER_MINUTE = 3
LONGEST_BLOCKS = 2_000


@pytest.fixture(scope="session")
def running_free(running_receiver: Receiver) -> Iterator[FakeSlackClient]:
    listener = listen(0)
    url = url_of(listener)
    usual = everything_on(load_manifest(ROOT / "slack_manifest.yaml", running_receiver.url))
    scopes = (*usual.scopes, "chat:write.public", "chat:write.customize")
    config = config_of(url, replace(usual, scopes=scopes, messages_tab=False))
    team = replace(config.world.team, plan="free")
    world = replace(config.world, team=team)
    config = replace(
        config,
        world=world,
        posts_per_minute=POSTS_PER_MINUTE,
        longest_blocks=LONGEST_BLOCKS,
    )
    for _ in serving(FakeSlackServer(config), listener):
        with FakeSlackClient(url) as client:
            yield client


@pytest.fixture
def free(running_free: FakeSlackClient, receiver: Receiver) -> FakeSlackClient:
    running_free.wait()
    running_free.reset()
    receiver.clear()
    return running_free


@pytest.fixture
def free_web(free: FakeSlackClient) -> WebClient:
    return WebClient(token=BOT_TOKEN, base_url=f"{free.base_url}/api/", retry_handlers=[])
