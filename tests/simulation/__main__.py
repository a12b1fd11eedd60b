"""`make sim` and `make mutants`: seeds on all cores, what they did, and how to replay one."""

from __future__ import annotations

import argparse
import gc
import os
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial

from tests.simulation.mutants import MUTANTS, OF_THE_TWINS, Mutant
from tests.simulation.people import ON_DEMAND
from tests.simulation.run import Run, simulate
from tests.simulation.shrink import shrunk, told
from tests.simulation.storage import Store

CHUNK = 5
TRIED = 500
"""Seeds in which a mutant must be caught."""
LEVELS = (1, 2, 3)
COMMANDS, EFFECTS, FAULTS = 60, 300, 10
"""Of a seed on the average: with less of them it would prove little."""
MANY = 100
"""Seeds of which the average is one."""


def main() -> int:
    """0, or 1 if a promise was broken or a mutant survived."""
    parser = _parser()
    asked = parser.parse_args()
    store = Store(asked.store)
    if store is not Store.MEMORY and asked.mutant in OF_THE_TWINS:
        parser.error(f"{asked.mutant} changes a memory twin, which is not asked there")
    if asked.what == "mutants":
        return _list() if asked.list else _mutants()
    if asked.digest:
        for seed in range(asked.seed, asked.seed + asked.seeds):
            print(simulate(seed, asked.level, store=store, only=asked.features).digest)
        return 0
    mutant = MUTANTS[asked.mutant] if asked.mutant else None
    features = asked.features or (mutant.only if mutant else ())
    return _seeds(_Asked(asked.seed, asked.seeds, asked.level, mutant, store, features))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="make sim", description=__doc__)
    parser.add_argument("what", choices=("sim", "mutants"))
    parser.add_argument("--seeds", type=int, default=300, help="how many")
    parser.add_argument("--seed", type=int, default=0, help="the first one")
    parser.add_argument("--level", type=int, default=1, choices=(0, *LEVELS), help="of faults")
    parser.add_argument("--mutant", choices=sorted(MUTANTS), default=None)
    parser.add_argument("--store", choices=list(Store), default=Store.MEMORY, help="adapters")
    parser.add_argument(
        "--features", nargs="*", default=(), choices=sorted(ON_DEMAND), help="only these"
    )
    parser.add_argument("--digest", action="store_true", help="only what tells a run from others")
    parser.add_argument("--list", action="store_true", help="only the mutants' names")
    return parser


@dataclass(frozen=True, slots=True)
class _Asked:
    """Which seeds, and of what."""

    first: int
    count: int
    level: int
    mutant: Mutant | None = None
    store: Store = Store.MEMORY
    features: Sequence[str] = ()


def _runs(asked: _Asked) -> Iterator[Run]:
    """As they are ready, in the order of the seeds."""
    if asked.count == 1:
        yield simulate(
            asked.first, asked.level, asked.mutant, store=asked.store, only=asked.features
        )
        return
    run = partial(
        _run,
        level=asked.level,
        name=asked.mutant.name if asked.mutant else None,
        store=asked.store,
        only=asked.features,
    )
    with ProcessPoolExecutor(os.cpu_count(), initializer=_settle) as pool:
        seeds = range(asked.first, asked.first + asked.count)
        yield from pool.map(run, seeds, chunksize=1 if asked.features else CHUNK)


def _settle() -> None:
    """The modules are no garbage, and a seed makes too little of it to look for before its end."""
    gc.freeze()
    gc.set_threshold(100_000)


def _run(seed: int, level: int, name: str | None, store: Store, only: Sequence[str]) -> Run:
    mutant = MUTANTS[name] if name else None
    return simulate(seed, level, mutant, store=store, only=only).without_trace()


def _seeds(asked: _Asked) -> int:
    level, count = asked.level, asked.count
    began = time.monotonic()
    done, commands, effects, fired = 0, 0, 0, Counter[str]()
    for run in _runs(asked):
        done, commands, effects = done + 1, commands + run.commands, effects + run.effects
        fired += run.fired
        if run.violations:
            _explain(run, asked)
            return 1
        if done % 250 == 0:
            print(f"  {done} of {count} seeds, {time.monotonic() - began:.0f} s", flush=True)
    seconds = time.monotonic() - began
    print(
        f"{done} seeds at level {level} keep every promise: {commands / done:.0f} commands, "
        f"{effects / done:.0f} remote calls and {fired.total() / done:.0f} faults a seed; "
        f"{done / seconds:.1f} seeds a second on {os.cpu_count()} cores"
    )
    for fault, times in fired.most_common():
        print(f"  {times:8}  {fault}")
    is_idle = commands < COMMANDS * done or effects < EFFECTS * done
    if level and done >= MANY and (is_idle or fired.total() < FAULTS * done):
        print(f"too little: a seed has {COMMANDS} commands, {EFFECTS} calls and {FAULTS} faults")
        return 1
    return 0


def _explain(run: Run, asked: _Asked) -> None:
    mutant = asked.mutant
    print(f"seed {run.seed} breaks {len(run.violations)} promises:")
    for one in run.violations[:10]:
        print(f"  {one.invariant}  {one.subject}  {one.what}")
    gestures, smallest = shrunk(run, mutant)
    print(f"\nthe same with {len(gestures)} gestures:")
    told(gestures, smallest)
    for one in smallest.violations[:10]:
        print(f"  {one.invariant}  {one.subject}  {one.what}")
    named = f" MUTANT={mutant.name}" if mutant else ""
    named += f" STORE={run.store}" if run.store is not Store.MEMORY else ""
    named += f' FEATURES="{" ".join(asked.features)}"' if asked.features else ""
    print(f"\nagain: make sim SEEDS=1 SEED={run.seed} LEVEL={asked.level}{named}", flush=True)


def _list() -> int:
    for mutant in MUTANTS.values():
        print(mutant.name)
    return 0


def _mutants() -> int:
    """A table of which invariant caught what, after how many seeds."""
    survivors = 0
    print("| mutant | what it is without | level | seeds | caught by |")
    print("|---|---|---|---|---|")
    for mutant in MUTANTS.values():
        found = next(_caught(mutant), None)
        survivors += found is None
        level, seeds, by = found or ("–", TRIED, "**nobody**")
        print(f"| `{mutant.name}` | {mutant.says} | {level} | {seeds} | {by} |", flush=True)
    return 1 if survivors else 0


def _caught(mutant: Mutant) -> Iterator[tuple[int, int, str]]:
    tried = 0
    for level, count in ((1, 100), (3, TRIED - 100)):
        for run in _runs(_Asked(0, count, level, mutant, features=mutant.only)):
            tried += 1
            if run.violations:
                yield level, tried, ", ".join(sorted({one.invariant for one in run.violations}))
                return


if __name__ == "__main__":
    sys.exit(main())
