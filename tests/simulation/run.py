"""One seed: half an hour of trouble, then kind days until all is quiet, then the promises."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

import pytest

from deskbell.usecases.audit.books import Violation
from tests.simulation import troubles
from tests.simulation.circumstances import Circumstances
from tests.simulation.desk import SimulatedDesk
from tests.simulation.functions import composed
from tests.simulation.hands import SECONDS, Gesture
from tests.simulation.mutants import Mutant
from tests.simulation.people import People, drawn
from tests.simulation.promises import violations
from tests.simulation.storage import Store, opened
from tests.simulation.wiring import deployed
from tests.simulation.world import START, Line, World

HOURS = 2.2 * 3600.0
"""After the last trouble, until the history has been read twice: what the first time opens a ticket
is what the second time has replies for (reliability.md 2.7)."""
WEEK = 8 * 86_400.0
"""Until each execution has asked again for what it waits for (workflow.asl.yaml)."""


@dataclass(frozen=True, slots=True)
class Run:
    """What came of a seed; `trace` has a line a remote call."""

    seed: int
    level: int
    violations: tuple[Violation, ...]
    gestures: tuple[Gesture, ...]
    commands: int
    effects: int
    fired: Counter[str]
    trace: tuple[Line, ...]
    store: Store

    @property
    def digest(self) -> str:
        """The same for the same run."""
        return sha256(repr(self.trace).encode()).hexdigest()[:16]

    def without_trace(self) -> Run:
        """Small enough to come from another process."""
        return replace(self, trace=())


def simulate(
    seed: int,
    level: int,
    mutant: Mutant | None = None,
    gestures: Sequence[Gesture] | None = None,
    store: Store = Store.MEMORY,
    where: Circumstances = Circumstances.ORDINARY,
    only: Sequence[str] = (),
) -> Run:
    """Deterministic: the same arguments, the same run. Without `gestures` the seed draws them, of
    `only` these features if any are named."""
    world = World(seed, level)
    done = drawn(world.random, only)
    with pytest.MonkeyPatch.context() as mp:
        if mutant:
            mutant.patch(mp, world)
            where = mutant.where
        return _lived(world, store, done if gestures is None else gestures, where)


def _lived(world: World, store: Store, gestures: Sequence[Gesture], where: Circumstances) -> Run:
    with opened(store, world) as storage:
        desk = SimulatedDesk(world, deployed(), storage, {one.kind for one in gestures})
        people = People(desk)
        with composed(desk):
            desk.bring_laptops()
            desk.live(START)
            world.faults.on = world.faults.level > 0
            people.begin(gestures)
            troubles.begin(desk, where)
            desk.live(START + SECONDS)
            world.faults.on = False
            desk.live(max(START + SECONDS, world.troubled_until) + HOURS)
            desk.live(START + SECONDS + WEEK, leaps=True)
            found = violations(desk)
    return Run(
        seed=world.seed,
        level=world.faults.level,
        violations=tuple(found),
        gestures=tuple(people.gestures),
        commands=len(desk.inbox.commands),
        effects=world.effects,
        fired=Counter(world.faults.fired),
        trace=tuple(world.trace),
        store=store,
    )
