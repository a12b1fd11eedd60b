"""A fake whose manifest asks for every event and every scope, for tests of what the app hears."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
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
from tools.fake_slack.seed.manifest import MetadataSubscription

EVENTS = frozenset(
    (
        *("message.channels", "message.groups", "message.im", "message.mpim", "app_mention"),
        *("message_metadata_posted", "message_metadata_updated", "message_metadata_deleted"),
        *("reaction_added", "reaction_removed", "app_home_opened", "file_shared"),
        *("member_joined_channel", "member_left_channel", "channel_left", "group_left"),
        *("channel_created", "channel_rename", "channel_archive", "channel_unarchive"),
        *("channel_deleted", "channel_id_changed", "channel_shared", "channel_unshared"),
        *("group_rename", "group_archive", "group_unarchive", "group_deleted"),
        *("subteam_created", "subteam_updated", "subteam_members_changed"),
        *("user_change", "team_join", "app_uninstalled", "tokens_revoked"),
    )
)
SCOPES = (
    *("app_mentions:read", "channels:history", "groups:history", "im:history", "mpim:history"),
    *("channels:read", "groups:read", "im:read", "mpim:read", "im:write", "mpim:write"),
    *("chat:write", "reactions:read", "reactions:write", "files:read", "files:write"),
    *(
        "users:read",
        "users:read.email",
        "usergroups:read",
        "usergroups:write",
        "metadata.message:read",
    ),
    *("channels:join", "channels:manage", "groups:write", "commands"),
)
FULL_WORLD: dict[str, Any] = yaml.safe_load(
    Path(__file__).with_name("full_world.yaml").read_text(encoding="utf-8")
)


def _hearing_everything(usual: Config) -> Config:
    outbox = MetadataSubscription("A0DESK0001", "desk_outbox")
    return with_manifest(usual, events=EVENTS, scopes=SCOPES, metadata_subscriptions=(outbox,))


@pytest.fixture(scope="session")
def running_eager(running_receiver: Receiver) -> Iterator[FakeSlackClient]:
    yield from running(running_receiver, _hearing_everything)


@pytest.fixture
def eager(running_eager: FakeSlackClient, receiver: Receiver) -> Iterator[FakeSlackClient]:
    """The sample workspace, with an app that hears everything."""
    yield from fresh(running_eager, receiver)


@pytest.fixture
def full(eager: FakeSlackClient, receiver: Receiver) -> FakeSlackClient:
    """The world with one of each."""
    eager.seed(FULL_WORLD)
    receiver.clear()
    return eager


@pytest.fixture
def eager_web(eager: FakeSlackClient) -> WebClient:
    return WebClient(token=BOT_TOKEN, base_url=f"{eager.base_url}/api/", retry_handlers=[])


def heard(fake: FakeSlackClient, receiver: Receiver) -> list[str]:
    """What the app was told, by type and subtype, once all is sent; and it starts afresh."""
    fake.wait()
    told = [_name(one.event) for one in receiver.of("events")]
    receiver.received.clear()
    return told


def told(fake: FakeSlackClient, receiver: Receiver, kind: str) -> dict[str, Any]:
    """The one event of this kind."""
    fake.wait()
    (event,) = receiver.events(kind)
    return event


def _name(event: dict[str, Any]) -> str:
    subtype = event.get("subtype")
    return f"{event['type']}.{subtype}" if subtype else str(event["type"])
