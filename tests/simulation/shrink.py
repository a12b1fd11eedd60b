"""The fewest gestures of a seed that still break a promise: what a person can read."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tests.simulation.hands import Gesture
from tests.simulation.mutants import Mutant
from tests.simulation.run import Run, simulate
from tests.simulation.world import START

MOST_RUNS = 120


def shrunk(run: Run, mutant: Mutant | None = None) -> tuple[Sequence[Gesture], Run]:
    """Leaves out halves, quarters, … as long as the same invariant breaks (delta debugging)."""
    kept: Sequence[Gesture] = run.gestures
    broken = run.violations[0].invariant
    smallest, runs, size = run, 0, len(kept) // 2
    while size and runs < MOST_RUNS:
        start = 0
        while start < len(kept) and runs < MOST_RUNS:
            fewer = [*kept[:start], *kept[start + size :]]
            runs += 1
            tried = simulate(run.seed, run.level, mutant, fewer, run.store)
            if any(one.invariant == broken for one in tried.violations):
                kept, smallest = fewer, tried
            else:
                start += size
        size //= 2
    return kept, smallest


def told(gestures: Sequence[Gesture], run: Run, say: Callable[[str], None] = print) -> None:
    """The story: what people did, and each call that something went wrong with or that wrote."""
    for gesture in gestures:
        say(f"{gesture.at:10.3f}  people           {gesture.kind}")
    say("")
    for at, who, what, how in run.trace:
        if how or not what.rpartition(".")[2].startswith(QUIET):
            say(f"{at - START:10.3f}  {who:<16} {what}{f' — {how}' if how else ''}")


QUIET = (
    *("load", "find", "get", "pending", "due", "row", "waiting", "posted", "comment"),
    *("query", "batch_get"),
)
"""Calls that read: left out where nothing went wrong with them."""
