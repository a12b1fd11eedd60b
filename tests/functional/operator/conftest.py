"""The fake Slack with Deskbell's app as its manifest has it, for the operator's commands."""

from collections.abc import Iterator

import pytest

from tests.functional.fake_slack.harness import (
    ROOT,
    Receiver,
    config_of,
    fake,
    receiver,
    running_control,
    running_receiver,
    serving,
    url_of,
)
from tools.fake_slack.seed.manifest import load_manifest
from tools.fake_slack.server import FakeSlackServer, listen

__all__ = ["fake", "receiver", "running_control", "running_receiver"]


@pytest.fixture(scope="session")
def fake_url(running_receiver: Receiver) -> Iterator[str]:
    """With exactly the scopes that the manifest asks for: the doctor tells one too many."""
    listener = listen(0)
    url = url_of(listener)
    manifest = load_manifest(ROOT / "slack_manifest.yaml", running_receiver.url)
    for _ in serving(FakeSlackServer(config_of(url, manifest)), listener):
        yield url
