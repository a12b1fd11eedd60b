"""The fake Slack with Deskbell's app as its manifest has it, for the operator's commands."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from tests.functional.fake_slack.harness import (
    ROOT,
    Receiver,
    fake,
    receiver,
    running,
    running_control,
    running_receiver,
)
from tools.fake_slack.seed.manifest import load_manifest

__all__ = ["fake", "receiver", "running_control", "running_receiver"]


@pytest.fixture(scope="session")
def fake_url(running_receiver: Receiver) -> Iterator[str]:
    """With exactly the scopes that the manifest asks for: the doctor tells one too many."""
    manifest = load_manifest(ROOT / "slack_manifest.yaml", running_receiver.url)
    for client in running(running_receiver, lambda usual: replace(usual, manifest=manifest)):
        yield client.base_url
