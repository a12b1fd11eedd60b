"""One seed: half an hour of trouble, then kind hours until all is quiet, then the invariants."""

from __future__ import annotations

from dataclasses import dataclass

from deskbell.adapters.memory.books import memory_books
from deskbell.usecases.audit.books import Shown, ShownPost, Violation
from deskbell.usecases.audit.invariants import broken
from tests.simulation.desk import SimulatedDesk
from tests.simulation.functions import composed
from tests.simulation.people import SECONDS, People
from tests.simulation.wiring import deployed
from tests.simulation.world import START, World

QUIET_WITHIN = 24 * 60
"""Minutes after the trouble; Slack's own retries, leases and back-offs take some twenty."""


@dataclass(frozen=True, slots=True)
class Run:
    """What came of a seed."""

    seed: int
    level: int
    violations: tuple[Violation, ...]
    gestures: int
    effects: int
    faults: int
    digest: str
    trace: tuple[tuple[float, str, str, str], ...]
    fired: dict[str, int]
    minutes: int


def simulate(seed: int, level: int) -> Run:
    """Deterministic: the same run for the same seed and level."""
    world = World(seed, level)
    desk = SimulatedDesk(world, deployed())
    people = People(desk)
    with composed(desk):
        world.faults.on = level > 0
        people.begin()
        while world.scheduler.now < START + SECONDS:
            _minute(desk)
        world.faults.on = False
        minutes = 0
        while not desk.at_rest and minutes < QUIET_WITHIN:
            if desk.slack.is_quiet:
                desk.redrive()
            _minute(desk)
            minutes += 1
    return Run(
        seed=seed,
        level=level,
        violations=tuple(_violations(desk)),
        gestures=people.gestures,
        effects=world.effects,
        faults=sum(world.faults.fired.values()),
        digest=world.digest(),
        trace=tuple(world.trace),
        fired=dict(world.faults.fired),
        minutes=minutes,
    )


def _minute(desk: SimulatedDesk) -> None:
    scheduler = desk.world.scheduler
    scheduler.run(scheduler.now + 60.0)
    desk.tick()


def _violations(desk: SimulatedDesk) -> list[Violation]:
    found = [Violation("surprise", "", what) for what in desk.world.surprises]
    for machine in desk.machines.values():
        found += [Violation("machine", "", what) for what in machine.failed]
    if not desk.at_rest:
        found.append(Violation("liveness", "", f"not at rest after {QUIET_WITHIN} minutes"))
    for queue in desk.queues.values():
        if len(queue):
            found.append(Violation("I11", queue.wiring.name, f"{len(queue)} messages are left"))
    if desk.slack.unheard:
        found.append(Violation("I11", "", f"{desk.slack.unheard} events were never taken"))
    slack = desk.slack
    shown = Shown(
        [
            ShownPost(
                post.channel,
                post.ts,
                post.thread_ts,
                post.author,
                post.shown.text,
                post.outbox_id,
                is_human=post.author != slack.bot,
            )
            for post in slack.posts.values()
        ]
    )
    books = memory_books(desk.table, desk.world.scheduler.now, slack.bot)
    return found + broken(books, shown)
