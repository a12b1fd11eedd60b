"""A fake in which the app is installed in a whole org, with token rotation switched on."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

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
from tools.fake_slack.seed.world import load_world

ORG, DESK, SALES, LEGAL = "E0ORG00001", "T0ORGDESK1", "T0ORGSALE1", "T0ORGLEGL1"
OF_INSTALLS = {"app_uninstalled", "tokens_revoked", "team_access_granted", "team_access_revoked"}


def _rotating(usual: Config) -> Config:
    world = load_world(Path(__file__).with_name("org_world.yaml"))
    events = usual.manifest.events | OF_INSTALLS
    config = with_manifest(usual, token_rotation=True, is_org_ready=True, steps=(), events=events)
    return replace(config, world=world)


@pytest.fixture(scope="session")
def running_org(running_receiver: Receiver) -> Iterator[FakeSlackClient]:
    yield from running(running_receiver, _rotating)


@pytest.fixture
def org(running_org: FakeSlackClient, receiver: Receiver) -> Iterator[FakeSlackClient]:
    """The org as at the start."""
    yield from fresh(running_org, receiver)


@pytest.fixture
def org_web(org: FakeSlackClient) -> WebClient:
    """With the one token of the org."""
    return client_of(org, BOT_TOKEN)


def client_of(fake: FakeSlackClient, token: str | None) -> WebClient:
    return WebClient(token=token, base_url=f"{fake.base_url}/api/", retry_handlers=[])
