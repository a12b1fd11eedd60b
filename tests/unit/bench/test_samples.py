"""The statistics of the benches."""

import pytest

from tools.bench.measurement import Measurement
from tools.bench.samples import compared, p99


def test_one_slow_sample_in_a_thousand_does_not_move_the_figures() -> None:
    samples = [1.0] * 999 + [1000.0]

    assert p99(samples) == 1.0
    [row] = compared("ingress_cold", "ms", samples, {})
    assert row == Measurement("ingress_cold", 1.0, "ms", 1000)


def test_two_slow_samples_in_a_hundred_are_the_99th_percentile() -> None:
    assert p99([1.0] * 98 + [50.0, 50.0]) == pytest.approx(50.0)


def test_a_figure_is_one_row_for_each_reference() -> None:
    rows = compared("ingress_cold", "ms", [4.0, 6.0, 50.0], {"empty": [3.0], "bolt_sqs": [24.0]})

    assert rows == [
        Measurement("ingress_cold", 6.0, "ms", 3, "empty", 2.0),
        Measurement("ingress_cold", 6.0, "ms", 3, "bolt_sqs", 0.25),
    ]
