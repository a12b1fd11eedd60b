"""Makes the fake Slack's fixtures known to the tests of the operator's commands."""

from tests.functional.fake_slack.harness import (
    fake,
    fake_url,
    receiver,
    running_control,
    running_receiver,
)

__all__ = ["fake", "fake_url", "receiver", "running_control", "running_receiver"]
