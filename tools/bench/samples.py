"""What a row of samples says: its median, its 99th percentile, its ratio to another's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from statistics import median, quantiles

from tools.bench.measurement import Measurement


def p99(samples: Sequence[float]) -> float:
    """The value that one sample in a hundred exceeds; needs two samples."""
    return quantiles(samples, n=100, method="inclusive")[98]


def compared(
    name: str,
    unit: str,
    samples: Sequence[float],
    references: Mapping[str, Sequence[float]],
) -> list[Measurement]:
    """The median of `samples`, one row for each reference and its ratio to that one's median."""
    value = median(samples)
    if not references:
        return [Measurement(name, value, unit, len(samples))]
    return [
        Measurement(name, value, unit, len(samples), reference, value / median(others))
        for reference, others in references.items()
    ]
