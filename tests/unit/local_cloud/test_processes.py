import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tools.local_cloud.errors import LocalCloudError
from tools.local_cloud.options import ROOT
from tools.local_cloud.processes import holder, pid_file, spawn, stop_holder


def start(state: Path, script: str = "exec sleep 60") -> "subprocess.Popen[bytes]":
    state.mkdir(exist_ok=True)
    child = spawn("napper", ["sh", "-c", script], env=dict(os.environ), cwd=state, state=state)
    return child.process


def test_a_running_process_can_be_found_by_its_name(tmp_path: Path) -> None:
    process = start(tmp_path)
    assert holder(tmp_path, "napper") == process.pid
    assert stop_holder(tmp_path, "napper")
    assert process.wait() == -signal.SIGTERM


def test_a_process_that_ended_is_not_found_even_when_its_file_is_still_there(
    tmp_path: Path,
) -> None:
    start(tmp_path, "exit 0").wait()
    assert pid_file(tmp_path, "napper").exists()
    assert holder(tmp_path, "napper") is None
    assert not stop_holder(tmp_path, "napper")
    assert not pid_file(tmp_path, "napper").exists()


def test_a_second_process_of_the_same_name_is_refused_with_the_remedy(tmp_path: Path) -> None:
    process = start(tmp_path)
    with pytest.raises(LocalCloudError, match="make down"):
        start(tmp_path)
    stop_holder(tmp_path, "napper")
    process.wait()


def test_a_process_that_ignores_the_request_to_stop_is_stopped_anyway(tmp_path: Path) -> None:
    ready = tmp_path / "ready"
    os.mkfifo(ready)
    process = start(tmp_path, f"trap '' TERM; echo > {ready}; sleep 60")
    ready.read_text()
    assert stop_holder(tmp_path, "napper", grace=0.1)
    assert process.wait() == -signal.SIGKILL


def test_what_a_process_started_ends_with_it(tmp_path: Path) -> None:
    started = tmp_path / "started"
    os.mkfifo(started)
    child = spawn(
        "parent",
        ["sh", "-c", f"sleep 60 & echo $! > {started}; wait"],
        env=dict(os.environ),
        cwd=tmp_path,
        state=tmp_path,
    )
    grandchild = int(started.read_text())
    child.stop()
    deadline = time.monotonic() + 5
    while lives(grandchild) and time.monotonic() < deadline:
        time.sleep(0.01)  # killed, and gone as soon as the kernel gets round to it
    assert not lives(grandchild)


def lives(pid: int) -> bool:
    """A process that has ended and is not reaped yet has no command line any more."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes() != b""
    except FileNotFoundError:
        return False


def test_a_name_is_held_until_the_process_itself_has_ended(tmp_path: Path) -> None:
    program = (
        "import pathlib, sys; from tools.local_cloud.processes import hold_until_exit;"
        "state = pathlib.Path(sys.argv[1]); hold_until_exit(state, 'stack');"
        "print('held', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program, str(tmp_path)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout
        process.stdout.readline()
        assert holder(tmp_path, "stack") == process.pid
        process.communicate()
    assert holder(tmp_path, "stack") is None


def test_the_end_of_a_log_can_be_shown(tmp_path: Path) -> None:
    child = spawn(
        "talker",
        ["sh", "-c", "echo first; echo second; echo last >&2"],
        env=dict(os.environ),
        cwd=tmp_path,
        state=tmp_path,
    )
    child.process.wait()
    assert child.last_lines(2) == "    second\n    last"
