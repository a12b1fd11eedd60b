"""A week of surveys as it is counted, for tests."""

from dataclasses import replace
from typing import Any

from deskbell.domain.nps.inputs import NpsWeekCounted
from deskbell.domain.nps.net_score import Scores


def a_week(**changes: Any) -> NpsWeekCounted:
    """Monday 16 to Sunday 22 November 2026."""
    counted = NpsWeekCounted(
        week="2026-W47",
        scores=(*[Scores()] * 10, Scores(1, 0, 3), Scores(4, 2, 2)),
        segments=(("", Scores(4, 2, 2)),),
        opened=3,
        in_time=((2, 1), (0, 0)),
        waiting=1,
        seconds=2,
        recovered=1,
        delta=5,
    )
    return replace(counted, **changes)
