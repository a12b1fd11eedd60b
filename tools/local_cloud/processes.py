"""Child processes that cannot be lost: the stack starts, finds and stops them through here.

Each process holds a lock on `<state>/<name>.pid` for as long as it lives, whatever becomes of
its parent. So a pid found under a held lock is never another program's, and a file without
a held lock is only litter.
"""

from __future__ import annotations

import fcntl
import os
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from tools.local_cloud.errors import LocalCloudError

# All a child needs of our environment; the emulator hands its own on to every function.
INHERITED = ("PATH", "HOME", "LANG", "SSL_CERT_FILE", "SSL_CERT_DIR")
GRACE_SECONDS = 5.0
POLL_SECONDS = 0.05


@dataclass(frozen=True, slots=True)
class Child:
    """A process in a session of its own, so that a terminal's Ctrl-C reaches only its parent."""

    name: str
    process: subprocess.Popen[bytes]
    log: Path

    @property
    def alive(self) -> bool:
        return self.process.poll() is None

    def last_lines(self, count: int = 8) -> str:
        lines = self.log.read_text(errors="replace").splitlines()
        return "\n".join(f"    {line}" for line in lines[-count:])

    def stop(self) -> None:
        """End the process and whatever it started; it gets a few seconds to do so itself."""
        signal_group(self.process.pid, signal.SIGTERM)
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(GRACE_SECONDS)
        signal_group(self.process.pid, signal.SIGKILL)
        self.process.wait()
        pid_file(self.log.parent, self.name).unlink(missing_ok=True)


def stop_all(children: Sequence[Child]) -> None:
    """Ask all at once, then see each one end."""
    for child in children:
        signal_group(child.process.pid, signal.SIGTERM)
    for child in children:
        child.stop()


def pid_file(state: Path, name: str) -> Path:
    return state / f"{name}.pid"


def hold(state: Path, name: str) -> TextIO:
    """Take the name's lock; whoever keeps the file open keeps it."""
    state.mkdir(parents=True, exist_ok=True)
    file = pid_file(state, name).open("a+")
    if not _lock(file):
        file.close()
        raise LocalCloudError(
            f"{name} already runs with the state in {state}; stop it with: make down"
        )
    return file


def hold_until_exit(state: Path, name: str) -> None:
    """Take the lock for this very process; only its end gives it back."""
    with hold(state, name) as file:
        write_pid(file, os.getpid())
        # A second descriptor that nobody closes: who waits for the lock waits for our end.
        os.dup(file.fileno())


def write_pid(file: TextIO, pid: int) -> None:
    file.truncate(0)
    file.write(str(pid))
    file.flush()


def holder(state: Path, name: str) -> int | None:
    """The pid of the living process of that name, or None."""
    try:
        file = pid_file(state, name).open("r+")
    except FileNotFoundError:
        return None
    with file:
        return None if _lock(file) else _pid_in(file)


def _lock(file: TextIO) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _pid_in(file: TextIO) -> int | None:
    """None for the moment between a lock and the pid that is written under it."""
    file.seek(0)
    return int(file.read() or "0") or None


def environment(temporary: Path) -> dict[str, str]:
    """A child's environment: next to nothing of ours, and a TMPDIR that goes with the stack."""
    kept = {name: os.environ[name] for name in INHERITED if name in os.environ}
    return {**kept, "TMPDIR": str(temporary)}


def spawn(
    name: str, command: Sequence[str | Path], *, env: Mapping[str, str], cwd: Path, state: Path
) -> Child:
    """Start a process that writes its output to `<state>/<name>.log`."""
    log = state / f"{name}.log"
    with hold(state, name) as lock, log.open("wb") as output:
        process = subprocess.Popen(
            [str(part) for part in command],
            env=dict(env),
            cwd=cwd,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            pass_fds=[lock.fileno()],
        )
        write_pid(lock, process.pid)
    return Child(name, process, log)


def stop_holder(state: Path, name: str, grace: float = GRACE_SECONDS) -> bool:
    """Stop a process some other command started and see it end; False when there is none."""
    try:
        file = pid_file(state, name).open("r+")
    except FileNotFoundError:
        return False
    with file:
        if _lock(file):
            pid = None
        elif pid := _pid_in(file):
            signal_group(pid, signal.SIGTERM)
            if not _lock_within(file, grace):
                signal_group(pid, signal.SIGKILL)
                _lock_within(file, grace)
        pid_file(state, name).unlink(missing_ok=True)
    return pid is not None


def _lock_within(file: TextIO, seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while not (locked := _lock(file)) and time.monotonic() < deadline:
        time.sleep(POLL_SECONDS)
    return locked


def signal_group(pid: int, signal_number: signal.Signals) -> None:
    """Signal the process's group, or the process alone when it leads none (a foreground run)."""
    try:
        os.killpg(pid, signal_number)
    except ProcessLookupError:
        with suppress(ProcessLookupError):
            os.kill(pid, signal_number)
    except PermissionError:
        # macOS answers so for a group of which only a zombie is left.
        return
