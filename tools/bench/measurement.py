"""One measured figure, the row of build/bench.json; every bench module returns a list of them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Measurement:
    """`value` in `unit` over `n` samples; `ratio` is value divided by that of `ratio_to`.

    A figure with two references (an empty handler, the peer) is two rows of the same name.
    """

    name: str
    value: float
    unit: str
    n: int
    ratio_to: str | None = None
    ratio: float | None = None
