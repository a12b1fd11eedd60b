"""Where the simulation's processes live: time, chance, what goes wrong, and what was done.

Each remote call of the code under test comes through `World.remote`, which is a scheduling point
and a place for a fault (reliability.md 5.1).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from random import Random
from typing import Any, TypeVar

from tests.simulation.faults import Fault, Faults
from tests.simulation.scheduler import Killed, Scheduler, current

T = TypeVar("T")

START = 1_795_424_400.0
"""Epoch seconds: Monday, 23 November 2026, 09:00 UTC."""
SETTLED = 300.0
"""For so long the desk has been there before anything happens."""
AWS_TIMEOUT = 3.0
FASTEST, SLOWEST = 0.002, 0.05
SELDOM, SLOW = 0.95, 20.0
"""One call in twenty takes a second: the others overtake it."""

Line = tuple[float, str, str, str]
"""Epoch seconds, who, what, and what went wrong."""
Raises = Callable[[str], Exception]
"""What the real adapter raises where the service does not do what it was asked."""


class World:
    """`trace` has a line a remote call."""

    def __init__(self, seed: int, level: int) -> None:
        self.seed = seed
        self.random = Random(seed)
        self.scheduler = Scheduler(self.random, START - SETTLED)
        self.faults = Faults(self.random, level)
        self.trace: list[Line] = []
        self.effects = 0
        self.skew = 60.0
        """By how many seconds at most a clock is wrong."""
        self.troubled_until = START
        """When the last trouble that lasts for a while is over."""
        self.surprises: list[str] = []
        """Failures that no fault of the outside explains."""

    def wall(self) -> float:
        """The clock of whoever asks, as wrong as it is there."""
        return self.scheduler.now + current().skew

    def now(self) -> datetime:
        """The same as a time of the domain's."""
        return datetime.fromtimestamp(self.wall(), UTC)

    def note(self, what: str, how: str = "") -> None:
        self.trace.append((self.scheduler.now, current().name, what, how))

    def remote(self, what: str, do: Callable[..., T], raises: Raises) -> Callable[..., T]:
        """`do` across the network: at some moment after the call, or not, or without an answer."""

        def call(*args: object, **named: object) -> T:
            fault = self.give_way()
            self.note(what, fault or "")
            match fault:
                case None:
                    return do(*args, **named)
                case Fault.CRASH_BEFORE:
                    raise Killed
                case Fault.REFUSED:
                    raise raises("throttled")
                case Fault.LOST:
                    self.scheduler.sleep(AWS_TIMEOUT)
                    raise raises("no answer")
            do(*args, **named)
            if fault is Fault.CRASH_AFTER:
                raise Killed
            self.scheduler.sleep(AWS_TIMEOUT)
            raise raises("no answer")

        return call

    def give_way(self, *, to_slack: bool = False) -> Fault | None:
        """The others go on while a call travels; what becomes of it."""
        self.effects += 1
        share = self.random.random()
        slow = SLOW if share > SELDOM else 1.0
        self.scheduler.sleep(slow * (FASTEST + (SLOWEST - FASTEST) * share))
        return self.faults.at_call(of_slack=to_slack)


class Remote:
    """A twin behind the network: each method is a remote call, each attribute is not its business.

    `twin` is a memory twin that passes the contract tests of the real adapter.
    """

    def __init__(self, world: World, twin: object, raises: Raises) -> None:
        self._world = world
        self._twin = twin
        self._raises = raises

    def __getattr__(self, name: str) -> Any:
        what = f"{type(self._twin).__name__.removeprefix('Memory').lower()}.{name}"
        call = self._world.remote(what, getattr(self._twin, name), self._raises)
        setattr(self, name, call)
        return call


class Pool:
    """A thread pool in virtual time: what it runs is interleaved as threads would be."""

    def __init__(self, world: World) -> None:
        self._world = world

    def __enter__(self) -> Pool:
        return self

    def __exit__(self, *_: object) -> None:
        """Nothing to close."""

    def map(self, work: Callable[[Any], T], items: Iterable[Any]) -> list[T]:
        """All of them at once; the process dies with any of them."""
        todo, scheduler, mine = list(items), self._world.scheduler, current()
        results: dict[int, T | BaseException] = {}

        def begin(wake: Callable[[None], object]) -> None:
            def done(index: int, result: T | BaseException) -> None:
                results[index] = result
                if len(results) == len(todo):
                    wake(None)

            for index, item in enumerate(todo):
                scheduler.spawn(
                    f"{mine.name}/{index}",
                    lambda item=item: work(item),  # type: ignore[misc]
                    lambda result, index=index: done(index, result),  # type: ignore[misc]
                    skew=mine.skew,
                    seconds=mine.ends - scheduler.now,
                )

        scheduler.wait(begin)
        answers = []
        for index in range(len(todo)):
            result = results[index]
            if isinstance(result, BaseException):
                raise result
            answers.append(result)
        return answers
