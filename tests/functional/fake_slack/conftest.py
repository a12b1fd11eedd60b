"""Makes the harness's fixtures known to the tests of this folder."""

from tests.functional.fake_slack.event_harness import eager, eager_web, full, running_eager
from tests.functional.fake_slack.free_plan import free, free_web, running_free
from tests.functional.fake_slack.harness import (
    bolt,
    fake,
    fake_url,
    http,
    receiver,
    running_control,
    running_receiver,
    web,
)
from tests.functional.fake_slack.org_harness import org, org_web, running_org

__all__ = [
    "bolt",
    "eager",
    "eager_web",
    "fake",
    "fake_url",
    "free",
    "free_web",
    "full",
    "http",
    "org",
    "org_web",
    "receiver",
    "running_control",
    "running_eager",
    "running_free",
    "running_org",
    "running_receiver",
    "web",
]
