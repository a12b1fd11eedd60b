"""The goals of docs/performance.md that a bench measures, and whether a figure meets its goal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tools.bench.measurement import Measurement


@dataclass(frozen=True, slots=True)
class Goal:
    """At most this ratio to `ratio_to`, or this value where there is nothing to compare with."""

    name: str
    most: float
    ratio_to: str | None = None

    def is_met(self, measurement: Measurement) -> bool:
        """Of a measurement that `goal_of` gave this goal."""
        figure = measurement.value if self.ratio_to is None else measurement.ratio
        return figure is not None and figure <= self.most


GOALS = (
    Goal("ingress_cold", 2.0, "empty"),
    Goal("ingress_cold", 0.25, "bolt_sqs"),
    Goal("ingress_warm_cpu", 0.20, "bolt_sqs"),
    Goal("ingress_memory", 0.50, "bolt_sqs"),
    Goal("intake_cold", 8.0, "empty"),
    Goal("intake_cold", 0.9, "bolt_sqs"),
    Goal("relay_cold", 8.0, "empty"),
    Goal("relay_cold", 0.9, "bolt_sqs"),
    Goal("calls_emoji_to_card", 7),
    Goal("usd_per_1000_tickets", 0.15),
    Goal("usd_fixed_month", 8.0),
)


def goal_of(measurement: Measurement, goals: Sequence[Goal] = GOALS) -> Goal | None:
    """The goal for this figure against this reference; most figures have none."""
    named = (measurement.name, measurement.ratio_to)
    return next((goal for goal in goals if (goal.name, goal.ratio_to) == named), None)
