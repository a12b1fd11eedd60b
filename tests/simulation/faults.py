"""What may go wrong at a remote call, and how often; `world.py` draws, the scenarios switch.

Rates are a call's. A seed has several hundred calls, so that at level 1 some dozens go wrong and at
level 3 every sixth does: no invocation of the intake gets through without a scratch.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from random import Random


class Fault(StrEnum):
    """At one remote call."""

    CRASH_BEFORE = "crash before"
    CRASH_AFTER = "crash after"
    REFUSED = "refused"
    """Throttled: surely not done."""
    LOST = "lost"
    """No answer, not done."""
    ANSWER_LOST = "answer lost"
    """No answer, done."""
    LATE = "late"
    """No answer, done some seconds afterwards; Slack only."""


class Mishap(StrEnum):
    """Between the calls: what the deliverers do."""

    TWICE = "delivered twice"
    NEW_ID = "twice under a new id"
    DELAYED = "delayed"
    NOT_DELETED = "message not deleted"
    TICK_LOST = "tick lost"
    RECORD_LOST = "record lost"
    DOWN = "Slack down for 20 minutes"
    SMS_DOWN = "no text message for 20 minutes"
    STOPPED = "desk stopped for 3 hours"
    EVICTED = "bot out of a channel"
    ARCHIVED = "channel archived"
    REMOVED = "app removed for 20 minutes"
    EXECUTION_STOPPED = "execution stopped while it waits"
    LATE_WRITE = "process gone, its write minutes late"
    """Only where the circumstances are LATE_WRITES."""


RATES: Mapping[Fault | Mishap, float] = {
    Fault.CRASH_BEFORE: 0.008,
    Fault.CRASH_AFTER: 0.008,
    Fault.REFUSED: 0.012,
    Fault.LOST: 0.007,
    Fault.ANSWER_LOST: 0.012,
    Fault.LATE: 0.008,
    Mishap.TWICE: 0.04,
    Mishap.NEW_ID: 0.03,
    Mishap.DELAYED: 0.05,
    Mishap.NOT_DELETED: 0.02,
    Mishap.TICK_LOST: 0.03,
    Mishap.RECORD_LOST: 0.01,
    Mishap.DOWN: 0.1,
    Mishap.SMS_DOWN: 0.1,
    Mishap.STOPPED: 0.1,
    Mishap.EVICTED: 0.1,
    Mishap.ARCHIVED: 0.1,
    Mishap.REMOVED: 0.06,
    Mishap.EXECUTION_STOPPED: 0.15,
    Mishap.LATE_WRITE: 0.1,
}
"""At level 1, a call, a delivery or, of the last ones, a seed. Of the prototype's (reliability.md
5.1) a third, as the real handlers make three times as many calls."""


@dataclass(slots=True)
class Faults:
    """`level` multiplies the rates; `on` is False while the world is kind. `fired` counts."""

    random: Random
    level: int
    on: bool = False
    fired: Counter[str] = field(default_factory=Counter)
    _table: list[tuple[float, Fault]] = field(default_factory=list)
    _slack: list[tuple[float, Fault]] = field(default_factory=list)

    def __post_init__(self) -> None:
        ours = [fault for fault in Fault if fault is not Fault.LATE]
        self._table = self._thresholds(ours)
        self._slack = self._thresholds(tuple(Fault))

    def _thresholds(self, faults: Sequence[Fault]) -> list[tuple[float, Fault]]:
        found, total = [], 0.0
        for fault in faults:
            total += RATES[fault] * self.level
            found.append((total, fault))
        return found

    def at_call(self, *, of_slack: bool = False) -> Fault | None:
        """What happens at this remote call."""
        if not self.on:
            return None
        drawn = self.random.random()
        thresholds = self._slack if of_slack else self._table
        if drawn >= thresholds[-1][0]:
            return None
        for limit, fault in thresholds:
            if drawn < limit:
                self.fired[fault] += 1
                return fault
        return None

    def happens(self, mishap: Mishap) -> bool:
        if not self.on or self.random.random() >= RATES[mishap] * self.level:
            return False
        self.fired[mishap] += 1
        return True
