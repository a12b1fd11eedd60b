"""The watch over an execution: whatever has moved on is waited for again before long, or another
execution starts (architecture.md, idea 7).

The transitions of an aggregate ask for its timer. When that is due, usecases/workflows/watch.py
looks whether an execution waits, and the aggregate's `decide` starts another one if none does.
"""

from datetime import datetime, timedelta
from typing import Protocol

from deskbell.domain.decision import CancelTimer, SetTimer, TimerChange

TIMER = "workflow"
GRACE = timedelta(minutes=2)
"""How long an execution may take for a step that is due, before another one is started."""
LONGEST_GRACE = timedelta(hours=6)
"""Each execution has twice the time of the one before, up to this: the twenty outlast a long
week-end on which nothing works."""
GENERATION_LIMIT = 20
"""Executions started for one aggregate before Deskbell stops trying; the audit shows each."""


class Executed(Protocol):
    """An aggregate behind which an execution stands and shows where it is."""

    @property
    def version(self) -> int: ...
    @property
    def generation(self) -> int:
        """Of its execution; they count from 0."""
        ...

    @property
    def awaits(self) -> str | None:
        """The name of what is waited for now, another one after each move; None at its end."""
        ...


def grace_of(generation: int) -> timedelta:
    """How long that execution may take."""
    return min(GRACE * (1 << generation), LONGEST_GRACE)


def watch(before: Executed | None, after: Executed, now: datetime) -> tuple[TimerChange, ...]:
    """What becomes of the timer when `before` becomes `after`."""
    if before and (before.awaits, before.generation) == (after.awaits, after.generation):
        return ()
    if after.awaits is not None:
        return (SetTimer(TIMER, after.version, now + grace_of(after.generation)),)
    return (CancelTimer(TIMER),) if before and before.awaits is not None else ()
