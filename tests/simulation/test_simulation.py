"""Seeds of the simulation, what a seed is worth, and that it is the same run each time."""

from __future__ import annotations

import os
import subprocess
import sys
from itertools import combinations
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.simulation.__main__ import COMMANDS, EFFECTS, FAULTS
from tests.simulation.circumstances import Circumstances
from tests.simulation.hands import SECONDS, Gesture
from tests.simulation.mutants import MUTANTS
from tests.simulation.people import FEATURES, KINDS, People, features
from tests.simulation.run import simulate

ROOT = Path(__file__).parents[2]
SEEDS = 300
ORDINARY = 1


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    paths = os.pathsep.join(("functions", "layers/deskbell", "."))
    return subprocess.run(
        [sys.executable, "-m", "tests.simulation", *arguments],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": paths, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_three_hundred_seeds_keep_every_promise() -> None:
    done = run("sim", "--seeds", str(SEEDS))
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"{SEEDS} seeds at level 1 keep every promise" in done.stdout


def test_a_seed_is_busy_and_much_goes_wrong() -> None:
    """On the average; `make sim` prints it of each run, and fails below it."""
    lived = [simulate(seed, ORDINARY) for seed in range(20)]
    assert sum(run.commands for run in lived) >= COMMANDS * len(lived)
    assert sum(run.effects for run in lived) >= EFFECTS * len(lived)
    assert sum(run.fired.total() for run in lived) >= FAULTS * len(lived)


def test_everything_meets_everything_else_within_two_thousand_seeds() -> None:
    met = set[frozenset[str]]()
    for seed in range(2000):
        met |= set(map(frozenset, combinations(features(Random(seed)), 2)))
    assert met == set(map(frozenset, combinations(FEATURES, 2)))


def test_five_hundred_outages_in_a_minute_keep_every_promise() -> None:
    """Nobody is called again and again, and nobody is not called (A1-05)."""
    run = simulate(1, level=3, only=["flood"])
    assert run.violations == ()
    assert sum(what.startswith("contact.") for _, _, what, _ in run.trace) < 500


def test_people_can_do_whatever_is_drawn() -> None:
    assert [kind for kind in KINDS if not callable(getattr(People, kind, None))] == []


def test_a_seed_is_the_same_run_in_every_process() -> None:
    """None looks at the order of a set, which is another one in each process."""
    digests = {
        run("sim", "--seeds", "24", "--digest", PYTHONHASHSEED=seed).stdout for seed in ("1", "2")
    }
    assert digests == {"".join(f"{simulate(seed, ORDINARY).digest}\n" for seed in range(24))}


def test_another_seed_is_another_run() -> None:
    assert simulate(1, ORDINARY).digest != simulate(2, ORDINARY).digest


def test_a_broken_promise_is_told_with_its_story_and_how_to_see_it_again() -> None:
    done = run("sim", "--seeds", "20", "--mutant", "no_sweep")
    assert done.returncode == 1
    assert "I10" in done.stdout
    assert "the same with " in done.stdout
    [again] = [line for line in done.stdout.splitlines() if line.startswith("again: ")]
    assert again.endswith("LEVEL=1 MUTANT=no_sweep")


FAILS_AT_ONCE = {
    "no_dedupe_row",
    "no_timers",
    "no_triage_clock",
    "nothing_copied",
    "weeks_told_again",
}
"""What people, the back-fill and looks do by themselves is enough to miss these."""
CALM = range(12)

GESTURES = st.lists(
    st.builds(
        Gesture,
        kind=st.sampled_from(KINDS),
        at=st.floats(0.0, SECONDS, allow_nan=False),
        luck=st.integers(0, 2**32 - 1),
    ),
    max_size=24,
)


@settings(max_examples=20, deadline=None)
@given(gestures=GESTURES, seed=st.integers(0, 2**32 - 1), level=st.integers(0, 3))
def test_whatever_people_do_every_promise_is_kept(
    gestures: list[Gesture], seed: int, level: int
) -> None:
    assert simulate(seed, level, gestures=gestures).violations == ()


@pytest.mark.parametrize("where", list(Circumstances)[1:])
@pytest.mark.parametrize("seed", range(8))
def test_one_of_two_protections_that_cover_for_each_other_suffices(
    seed: int, where: Circumstances
) -> None:
    assert simulate(seed, ORDINARY, where=where).violations == ()


@pytest.mark.parametrize("name", sorted(set(MUTANTS) - FAILS_AT_ONCE))
def test_without_a_protection_all_may_be_well_while_nothing_goes_wrong(name: str) -> None:
    assert any(not simulate(seed, 0, MUTANTS[name]).violations for seed in CALM)
