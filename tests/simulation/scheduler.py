"""One thread, one clock, one source of chance: who goes on next is drawn, so that a seed is a run.

Whatever runs in the simulation is a Task, a greenlet that gives way at each remote call
(`world.py`). Virtual time passes only between tasks.
"""

from __future__ import annotations

from collections.abc import Callable
from heapq import heappop, heappush
from random import Random
from typing import ClassVar, TypeVar

from greenlet import getcurrent, greenlet

T = TypeVar("T")


class Killed(BaseException):
    """The process of a task ends here: no `except Exception` of the code under test sees it."""


class Task(greenlet):
    """A process: a Lambda invocation, an execution. `skew` is how wrong its clock is, in seconds;
    at `ends` it is killed, and nothing that it does after that reaches anything.

    A greenlet's stack takes longer to make than most tasks run: one that is over waits in `idle`
    to be the next one.
    """

    name: str
    skew: float
    ends: float
    work: Callable[[], None]
    idle: ClassVar[list[Task]] = []

    def run(self) -> None:
        while True:
            self.work()
            del self.work
            self.idle.append(self)
            assert self.parent
            self.parent.switch()


class Scheduler:
    """`now` is in epoch seconds of the world's true time."""

    def __init__(self, random: Random, now: float) -> None:
        self.random = random
        self.now = now
        self._queue: list[tuple[float, int, Callable[[], object]]] = []
        self._until = now
        self._count = 0
        self._hub = current()
        self._hub.name, self._hub.skew = "", 0.0

    def at(self, when: float, do: Callable[[], object]) -> None:
        """Those of one moment happen in the order in which they were asked for."""
        self._count += 1
        heappush(self._queue, (when, self._count, do))

    def after(self, seconds: float, do: Callable[[], object]) -> None:
        self.at(self.now + seconds, do)

    def run(self, until: float) -> None:
        """Everything up to `until`, which is then the time."""
        queue, self._until = self._queue, until
        while queue and queue[0][0] <= until:
            self.now, _, do = heappop(queue)
            do()
        self.now = max(self.now, until)

    def next_at(self) -> float | None:
        """When the next thing happens."""
        return self._queue[0][0] if self._queue else None

    # --- tasks --------------------------------------------------------------------------------

    def spawn(
        self,
        name: str,
        work: Callable[[], T],
        done: Callable[[T | BaseException], object],
        *,
        skew: float = 0.0,
        seconds: float = float("inf"),
    ) -> None:
        """Begins now; `done` gets what came of it, be it an exception or Killed, from the hub."""

        def run() -> None:
            try:
                result: T | BaseException = work()
            except (Exception, Killed) as fault:
                result = fault
            self.after(0.0, lambda: done(result))

        task = Task.idle.pop() if Task.idle else Task()
        task.name, task.skew, task.ends = name, skew, self.now + seconds
        task.work, task.parent = run, self._hub
        self.after(0.0, task.switch)

    def sleep(self, seconds: float) -> None:
        """The current task gives way for so long, or is killed meanwhile."""
        task, queue = current(), self._queue
        wakes = self.now + seconds
        ends = min(wakes, task.ends)
        if ends <= self._until and (not queue or ends < queue[0][0]):
            self.now = ends  # nobody else goes on before it does
        else:
            self.at(ends, task.switch)
            self._hub.switch()
        if wakes > ends:
            raise Killed

    def wait(self, begin: Callable[[Callable[[T], object]], object]) -> T:
        """The current task gives way until somebody calls what `begin` is handed."""
        task = current()
        answer: list[T] = []

        def wake(value: T) -> None:
            answer.append(value)
            self.after(0.0, task.switch)

        begin(wake)
        self._hub.switch()
        return answer[0]


current: Callable[[], Task] = getcurrent  # type: ignore[assignment]
"""The task that is running."""
