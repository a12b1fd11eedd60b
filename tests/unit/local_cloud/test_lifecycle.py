"""The whole stack started and stopped for real, as a person at a terminal does."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.ports import free_port_base
from tools.local_cloud import stack_file
from tools.local_cloud.options import ROOT
from tools.local_cloud.processes import holder
from tools.local_cloud.stack import CHILDREN, answers

pytestmark = pytest.mark.e2e

START_SECONDS = 60.0
STOP_SECONDS = 15.0
KEPT = {"clock.json", "secrets.json"}


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    own = {"DESK_STATE": str(tmp_path), "PORT_BASE": str(free_port_base())}
    kept = {name: value for name, value in os.environ.items() if name != "SLACK_API_URL"}
    return {**kept, **own}


def command(name: str, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "tools.local_cloud", name],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=START_SECONDS,
    )


@pytest.fixture
def desk_in_the_background(
    environment: dict[str, str], tmp_path: Path
) -> Iterator[stack_file.StackFile]:
    started = command("up", environment)
    assert started.returncode == 0, started.stdout + started.stderr
    yield stack_file.read(tmp_path / "stack.json")
    command("down", environment)


def test_ctrl_c_leaves_no_process_and_no_temporary_folder(
    environment: dict[str, str], tmp_path: Path
) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "tools.local_cloud", "run"],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as terminal:
        deadline = time.monotonic() + START_SECONDS
        while not (tmp_path / "stack.json").exists() and time.monotonic() < deadline:
            assert terminal.poll() is None
            time.sleep(0.1)
        # A terminal sends it to the whole foreground group.
        os.killpg(terminal.pid, signal.SIGINT)
        printed, _ = terminal.communicate(timeout=STOP_SECONDS)
    assert terminal.returncode == 0
    assert "The desk is up." in printed
    assert not any(holder(tmp_path, name) for name in CHILDREN)
    left = {path.name for path in tmp_path.iterdir() if path.suffix != ".log"}
    assert left == KEPT


def test_a_desk_that_is_up_is_not_started_again_and_down_stops_it(
    desk_in_the_background: stack_file.StackFile, environment: dict[str, str], tmp_path: Path
) -> None:
    again = command("up", environment)
    assert again.returncode == 0
    assert "already up" in again.stdout
    assert stack_file.read(tmp_path / "stack.json") == desk_in_the_background

    unsigned = httpx.post(desk_in_the_background.slack_events_url, json={"type": "event_callback"})
    assert unsigned.status_code == httpx.codes.UNAUTHORIZED

    assert command("down", environment).stdout == "The desk is stopped.\n"
    assert not answers(f"{desk_in_the_background.fake_slack_url}/")
    assert not (tmp_path / "stack.json").exists()


@pytest.mark.usefixtures("desk_in_the_background")
def test_what_a_killed_stack_left_running_is_found_and_stopped(
    environment: dict[str, str], tmp_path: Path
) -> None:
    owner = holder(tmp_path, "stack")
    assert owner
    os.kill(owner, signal.SIGKILL)
    assert all(holder(tmp_path, name) for name in CHILDREN)
    assert command("down", environment).returncode == 0
    assert not any(holder(tmp_path, name) for name in CHILDREN)
    assert not (tmp_path / "stack.json").exists()
