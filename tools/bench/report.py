"""What `make bench` shows and writes: a table a bench, and build/bench.json."""

from __future__ import annotations

from collections.abc import Sequence

from tools.bench.goals import goal_of
from tools.bench.measurement import Measurement

_HEAD = ("name", "value", "unit", "ratio", "to", "n", "goal", "")
_LEFT = {0, 2, 4, 7}
"""The columns of words; figures stand to the right."""


def table(measurements: Sequence[Measurement]) -> str:
    """One line a figure; the last columns say its goal and whether it is met."""
    lines = [_HEAD, *map(_cells, measurements)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(_HEAD))]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if column in _LEFT else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in lines
    )


def document(measurements: Sequence[Measurement]) -> list[dict[str, object]]:
    """The content of build/bench.json: every figure with the same six keys."""
    return [
        {
            "name": one.name,
            "value": one.value,
            "unit": one.unit,
            "ratio_to": one.ratio_to,
            "ratio": one.ratio,
            "n": one.n,
        }
        for one in measurements
    ]


def _cells(one: Measurement) -> tuple[str, ...]:
    goal = goal_of(one)
    ratio = "" if one.ratio is None else f"{one.ratio:.2f}"
    sought = "" if goal is None else f"<= {goal.most:g}"
    verdict = "" if goal is None else "met" if goal.is_met(one) else "MISSED"
    return (one.name, _figure(one.value), one.unit, ratio, one.ratio_to or "", str(one.n), sought,
            verdict)  # fmt: skip


def _figure(value: float) -> str:
    """Three significant digits, no exponent."""
    if value == int(value):
        return str(int(value))
    return f"{value:.0f}" if abs(value) >= 100 else f"{value:#.3g}"
