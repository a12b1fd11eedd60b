"""Makes the harness's fixtures known to the tests of this folder."""

from tests.functional.fake_slack.harness import (
    bolt,
    fake,
    fake_url,
    receiver,
    running_control,
    running_receiver,
    web,
)

__all__ = [
    "bolt",
    "fake",
    "fake_url",
    "receiver",
    "running_control",
    "running_receiver",
    "web",
]
