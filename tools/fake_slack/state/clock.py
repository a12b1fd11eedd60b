"""The fake's clock, which a test can move forward; all that expires or is retried asks it."""

import asyncio
import heapq
import itertools
import json
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

LOOK_AGAIN_S = 0.5
"""How soon a journey of the desk's local clock is noticed while something is to be done later."""


class Clock:
    """Wall time plus the seconds a test has skipped, and what the desk's local clock has travelled.

    `file` is that clock, `{"offset_seconds": …}`, in which `make tick` moves everybody's time.
    """

    def __init__(self, file: Path | None = None) -> None:
        self._file = file
        self._skipped = 0.0

    @property
    def moves_by_itself(self) -> bool:
        return self._file is not None

    def now(self) -> float:
        """Seconds since the epoch."""
        return time.time() + self._skipped + self._travelled()

    def advance(self, seconds: float) -> None:
        self._skipped += seconds

    def _travelled(self) -> float:
        if self._file is None:
            return 0.0
        try:
            return float(json.loads(self._file.read_text(encoding="utf-8"))["offset_seconds"])
        except FileNotFoundError:
            return 0.0


class Timetable:
    """Runs jobs when the fake's clock reaches their time, oldest first."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._jobs: list[tuple[float, int, Callable[[], Awaitable[None]]]] = []
        self._number = itertools.count()
        self._changed = asyncio.Event()
        self._running: set[asyncio.Future[None]] = set()

    @property
    def in_flight(self) -> int:
        return len(self._running)

    @property
    def overdue(self) -> int:
        return sum(due <= self._clock.now() for due, _, _ in self._jobs)

    def after(self, seconds: float, job: Callable[[], Awaitable[None]]) -> None:
        heapq.heappush(self._jobs, (self._clock.now() + seconds, next(self._number), job))
        self._changed.set()

    def wake(self) -> None:
        """To be called after the clock was moved."""
        self._changed.set()

    async def run(self) -> None:
        """Serve until cancelled; jobs still running are then cancelled too."""
        try:
            while True:
                self._changed.clear()
                self._start_what_is_due()
                await self._until_next()
        finally:
            for job in self._running:
                job.cancel()

    def _start_what_is_due(self) -> None:
        while self._jobs and self._jobs[0][0] <= self._clock.now():
            _, _, job = heapq.heappop(self._jobs)
            task = asyncio.ensure_future(job())
            self._running.add(task)
            task.add_done_callback(self._running.discard)

    async def _until_next(self) -> None:
        gap = max(self._jobs[0][0] - self._clock.now(), 0) if self._jobs else None
        if gap is not None and self._clock.moves_by_itself:
            gap = min(gap, LOOK_AGAIN_S)
        try:
            async with asyncio.timeout(gap):
                await self._changed.wait()
        except TimeoutError:
            return
