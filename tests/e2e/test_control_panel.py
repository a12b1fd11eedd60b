"""The fake Slack's control panel in front of the deployed local desk."""

import time

import pytest

from tests.running_desk import Desk

pytestmark = [pytest.mark.e2e, pytest.mark.enable_socket]
PATIENCE_S = 60.0


def test_the_panels_clock_runs_the_desks_scheduled_work(desk: Desk) -> None:
    """As `make tick` does; the fake and the desk then live in the same time."""
    before = desk.slack.clock()["now"]
    assert desk.slack.tick(advance=120)["running"]
    give_up = time.monotonic() + PATIENCE_S
    while (journey := desk.slack.journey())["running"]:
        assert time.monotonic() < give_up
        time.sleep(0.2)
    assert journey["exit"] == 0, journey["output"]
    assert journey["output"][0].startswith("Timers fired as of ")
    assert desk.slack.clock()["now"] >= before + 120
