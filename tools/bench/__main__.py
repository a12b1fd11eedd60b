"""`make bench`: runs every bench, prints its table, writes build/bench.json.

A bench that fails or is missing does not hide the others, but the exit code tells of it; a
missed goal is shown, not punished: machines differ, and docs/performance.md explains it.
"""

from __future__ import annotations

import json
import sys
import traceback
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path

from tools.bench.measurement import Measurement
from tools.bench.report import document, table

BENCHES = ("cold", "warm", "commits", "calls", "bill")
"""Modules of this package, each with a `measure`."""

RESULTS = Path("build/bench.json")

Bench = Callable[[], list[Measurement]]


def load(name: str) -> list[Measurement]:
    """What one bench measures; imported late, so that one that cannot be imported fails alone."""
    measure: Bench = import_module(f"tools.bench.{name}").measure
    return measure()


def run(names: Sequence[str], measured_by: Callable[[str], list[Measurement]]) -> int:
    """The exit code. All figures are written only if all benches were asked for."""
    measurements: list[Measurement] = []
    failed: list[str] = []
    for name in names:
        print(f"--- {name} ---", flush=True)
        try:
            found = measured_by(name)
        except Exception:
            traceback.print_exc()
            failed.append(name)
            continue
        measurements += found
        print(table(found), end="\n\n", flush=True)
    if set(names) == set(BENCHES):
        RESULTS.parent.mkdir(exist_ok=True)
        RESULTS.write_text(json.dumps(document(measurements), indent=1) + "\n", encoding="utf-8")
        print(f"written: {RESULTS}")
    if failed:
        print(f"failed: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:] or BENCHES, load))
