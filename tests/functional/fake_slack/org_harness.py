"""A fake in which the app is installed in a whole org, with token rotation switched on."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

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
from tools.fake_slack.seed.manifest import Manifest, load_manifest
from tools.fake_slack.seed.world import load_world
from tools.fake_slack.server import FakeSlackServer, listen

ORG, DESK, SALES, LEGAL = "E0ORG00001", "T0ORGDESK1", "T0ORGSALE1", "T0ORGLEGL1"
OF_INSTALLS = {"app_uninstalled", "tokens_revoked", "team_access_granted", "team_access_revoked"}


def running(
    receiver: Receiver, change: Callable[[Manifest], Manifest], world: str | None = None
) -> Iterator[FakeSlackClient]:
    """Another fake beside the usual one, with a manifest and perhaps a world of its own."""
    listener = listen(0)
    url = url_of(listener)
    usual = everything_on(load_manifest(ROOT / "slack_manifest.yaml", receiver.url))
    config = config_of(url, change(usual))
    if world:
        config = replace(config, world=load_world(Path(__file__).with_name(world)))
    for _ in serving(FakeSlackServer(config), listener):
        with FakeSlackClient(url) as client:
            yield client


def _rotating(usual: Manifest) -> Manifest:
    events = usual.events | OF_INSTALLS
    return replace(usual, token_rotation=True, is_org_ready=True, steps=(), events=events)


@pytest.fixture(scope="session")
def running_org(running_receiver: Receiver) -> Iterator[FakeSlackClient]:
    yield from running(running_receiver, _rotating, "org_world.yaml")


@pytest.fixture
def org(running_org: FakeSlackClient, receiver: Receiver) -> FakeSlackClient:
    """The org as at the start."""
    running_org.wait()
    running_org.reset()
    receiver.clear()
    return running_org


@pytest.fixture
def org_web(org: FakeSlackClient) -> WebClient:
    """With the one token of the org."""
    return client_of(org, BOT_TOKEN)


def client_of(fake: FakeSlackClient, token: str | None) -> WebClient:
    return WebClient(token=token, base_url=f"{fake.base_url}/api/", retry_handlers=[])
