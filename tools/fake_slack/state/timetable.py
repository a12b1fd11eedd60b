"""Runs jobs when the fake's clock reaches their time; sending/ puts retries and delays here."""

import asyncio
import heapq
import itertools
from collections.abc import Awaitable, Callable
from typing import NamedTuple

from tools.fake_slack.state.clock import Clock, Mode

LOOK_AGAIN_S = 0.5
"""How soon a journey of the desk's local clock is noticed while something is to be done later."""
WORK_LIMIT_S = 10.0
"""How long one moment may take before a journey goes on without it, in wall time."""

Job = Callable[[float], Awaitable[None]]
"""Is given the time it was due at, from which its successor counts."""


class _Planned(NamedTuple):
    due: float
    number: int
    job: Job


class Timetable:
    """Jobs that are due at the same time start together; a journey stops at every time between."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._planned: list[_Planned] = []
        self._number = itertools.count()
        self._changed = asyncio.Event()
        self._running: set[asyncio.Future[None]] = set()
        self._travelling = asyncio.Lock()

    @property
    def in_flight(self) -> int:
        return len(self._running)

    @property
    def overdue(self) -> int:
        now = self._clock.now()
        return sum(one.due <= now for one in self._planned)

    @property
    def next_due(self) -> float | None:
        return self._planned[0].due if self._planned else None

    def after(self, seconds: float, job: Job) -> None:
        self.at(self._clock.now() + seconds, job)

    def at(self, due: float, job: Job) -> None:
        heapq.heappush(self._planned, _Planned(due, next(self._number), job))
        self._changed.set()

    async def set_pace(self, mode: Mode, speed: float) -> None:
        """Let the clock run or stand still, from now on."""
        async with self._travelling:
            self._clock.run(speed)
            if mode is Mode.FROZEN:
                self._clock.freeze()
        self._changed.set()

    async def advance(self, seconds: float) -> None:
        await self._travel(lambda: self._clock.now() + seconds)

    async def travel_to(self, target: float) -> None:
        """Back in time nothing happens but that."""
        await self._travel(lambda: target)

    async def _travel(self, target: Callable[[], float]) -> None:
        """Stop wherever something is due on the way, until it is done.

        The clock stands still meanwhile, so that what a job plans is timed as if it had run.
        """
        async with self._travelling:
            mode = self._clock.mode
            self._clock.freeze()
            try:
                goal = target()
                await self._settled()
                await self._stop_at_each(goal, self._clock.put)
                self._clock.put(goal)
            finally:
                if mode is Mode.RUNNING:
                    self._clock.run()
        self._changed.set()

    async def run(self) -> None:
        """Serve until cancelled; jobs still running are then cancelled too."""
        try:
            while True:
                self._changed.clear()
                if not self._travelling.locked():
                    await self._start_what_is_due()
                await self._until_next()
        finally:
            for job in self._running:
                job.cancel()

    async def _start_what_is_due(self) -> None:
        if not self._clock.notice_journey():
            self._start(self._clock.now())
            return
        # The desk's clock has moved everybody at once; only the order of the work can be kept.
        async with self._travelling:
            await self._stop_at_each(self._clock.now(), lambda _due: None)

    async def _stop_at_each(self, target: float, put: Callable[[float], None]) -> None:
        while self._planned and self._planned[0].due <= target:
            due = self._planned[0].due
            put(max(due, self._clock.now()))
            self._start(due)
            await self._settled()

    def _start(self, until: float) -> None:
        while self._planned and self._planned[0].due <= until:
            due, _, job = heapq.heappop(self._planned)
            task = asyncio.ensure_future(job(due))
            self._running.add(task)
            task.add_done_callback(self._running.discard)

    async def _settled(self) -> None:
        if self._running:
            await asyncio.wait(self._running, timeout=WORK_LIMIT_S)

    async def _until_next(self) -> None:
        gap = self._wall_seconds_to_next()
        if gap is not None and self._clock.moves_by_itself:
            gap = min(gap, LOOK_AGAIN_S)
        try:
            async with asyncio.timeout(gap):
                await self._changed.wait()
        except TimeoutError:
            return

    def _wall_seconds_to_next(self) -> float | None:
        if self.next_due is None or self._travelling.locked():
            return None
        distance = max(self.next_due - self._clock.now(), 0)
        if distance and not self._clock.pace:
            return LOOK_AGAIN_S if self._clock.moves_by_itself else None
        return distance / (self._clock.pace or 1.0)
