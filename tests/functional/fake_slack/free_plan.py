"""A fake with other settings: a company on Slack's free plan, whose app may post in any public
channel and under any name, but rarely and not much at once, and has no Messages tab."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from slack_sdk import WebClient

from tests.functional.fake_slack.harness import (
    BOT_TOKEN,
    Receiver,
    fresh,
    running,
    with_manifest,
)
from tools.fake_slack.client import FakeSlackClient
from tools.fake_slack.composition import Config

POSTS_PER_MINUTE = 3
LONGEST_BLOCKS = 2_000


def _free(usual: Config) -> Config:
    team = replace(usual.world.team, plan="free")
    scopes = (*usual.manifest.scopes, "chat:write.public", "chat:write.customize")
    return replace(
        with_manifest(usual, scopes=scopes, messages_tab=False),
        world=replace(usual.world, team=team),
        posts_per_minute=POSTS_PER_MINUTE,
        longest_blocks=LONGEST_BLOCKS,
    )


@pytest.fixture(scope="session")
def running_free(running_receiver: Receiver) -> Iterator[FakeSlackClient]:
    yield from running(running_receiver, _free)


@pytest.fixture
def free(running_free: FakeSlackClient, receiver: Receiver) -> Iterator[FakeSlackClient]:
    yield from fresh(running_free, receiver)


@pytest.fixture
def free_web(free: FakeSlackClient) -> WebClient:
    return WebClient(token=BOT_TOKEN, base_url=f"{free.base_url}/api/", retry_handlers=[])
