"""Moving the clock together with the desk: runs the command that does the desk's scheduled work.

`make tick` moves the clock of both and waits until the desk is done; the control panel starts it
here. Without such a command only the fake's own clock moves.
"""

import asyncio
import shlex
from contextlib import suppress
from datetime import UTC, datetime

from tools.fake_slack.state.messages import JsonObject

LINES_KEPT = 200
NOT_FOUND = 127
"""The exit code of a command that could not even be started, as a shell has it."""


class Busy(Exception):
    """The last journey is not over yet."""


class Ticks:
    """One journey at a time; the last one can be looked at until the next begins."""

    def __init__(self, command: str | None) -> None:
        self._command = command
        self._process: asyncio.subprocess.Process | None = None
        self._exit: int | None = None
        self._reading: asyncio.Task[None] | None = None
        self._at: float | None = None
        self._lines: list[str] = []

    @property
    def has_command(self) -> bool:
        return self._command is not None

    @property
    def is_running(self) -> bool:
        return self._reading is not None and not self._reading.done()

    def shown(self) -> JsonObject:
        """`exit` is None before the end; `output` is what the command said so far."""
        return {
            "has_command": self.has_command,
            "running": self.is_running,
            "at": self._at,
            "exit": self._exit,
            "output": self._lines,
        }

    async def start(self, at: float) -> None:
        """Run the command as of `at`, seconds since the epoch; raises Busy while one runs."""
        if self._command is None:
            raise ValueError("there is no tick command")
        if self.is_running:
            raise Busy
        moment = datetime.fromtimestamp(at, UTC).isoformat(timespec="seconds")
        words = [word.replace("{at}", moment) for word in shlex.split(self._command)]
        self._at, self._lines, self._exit, self._process = at, [], None, None
        self._reading = asyncio.create_task(self._run(words))

    async def _run(self, words: list[str]) -> None:
        try:
            self._process = await asyncio.create_subprocess_exec(
                *words,
                stdin=asyncio.subprocess.DEVNULL,
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.STDOUT,
            )
        except OSError as error:
            self._lines.append(f"{words[0]}: {error.strerror}")
            self._exit = NOT_FOUND
            return
        output = self._process.stdout
        while output and (line := await output.readline()):
            self._lines = [*self._lines, line.decode(errors="replace").rstrip()][-LINES_KEPT:]
        self._exit = await self._process.wait()

    async def stop(self) -> None:
        """End a journey that is under way; for the fake's own end."""
        if self._process and self._process.returncode is None:
            with suppress(ProcessLookupError):
                self._process.terminate()
        if self._reading:
            await self._reading
