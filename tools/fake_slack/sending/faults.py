"""The faults of a run: which of them hit a call or a delivery now; web_api/ and sending/ ask."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tools.fake_slack.sending.fault_kinds import ON_DELIVERIES, STANDING, Do, Facts, Fault, On
from tools.fake_slack.state.clock import Clock


@dataclass(slots=True)
class _Standing:
    id: str
    fault: Fault
    until: float | None
    hits: int = 0

    @property
    def left(self) -> int | None:
        return None if self.fault.times is None else self.fault.times - self.hits


class Faults:
    def __init__(self, clock: Clock, chance: random.Random) -> None:
        self._clock = clock
        self._chance = chance
        self._standing: dict[str, _Standing] = {}
        self._count = 0

    def add(self, fault: Fault) -> str:
        self._count += 1
        fault_id = f"F{self._count}"
        until = None if fault.lasts is None else self._clock.now() + fault.lasts
        self._standing[fault_id] = _Standing(fault_id, fault, until)
        return fault_id

    def remove(self, fault_id: str | None = None) -> bool:
        """One, or all; whether there was something to remove."""
        if fault_id is not None:
            return self._standing.pop(fault_id, None) is not None
        self._standing.clear()
        return True

    def listed(self) -> list[dict[str, Any]]:
        """Each fault wholly, with how often it hit, how often it will, and until when."""
        return [
            {
                "id": one.id,
                **one.fault.told(),
                "hits": one.hits,
                "left": one.left,
                "until": one.until,
            }
            for one in self._lasting()
        ]

    def limit(self, facts: Facts) -> Fault | None:
        """The rate limit somebody set for this call, if any."""
        return next(self._hit(Do.LIMIT, facts), None)

    def read_lag(self, facts: Facts) -> float:
        """Seconds until a post shows up in this call of history or replies."""
        return max((fault.seconds for fault in self._hit(Do.READ_LAG, facts)), default=0.0)

    def outage(self, facts: Facts) -> bool:
        """Whether nothing of this kind reaches the app now."""
        return next(self._hit(Do.OUTAGE, facts), None) is not None

    def take(
        self,
        on: On,
        facts: Facts,
        among: frozenset[Do] | None = None,
        at_most: int | None = None,
    ) -> list[Fault]:
        """What hits this call, delivery or (`among` ON_ATTEMPTS) attempt now; each counts down."""
        wanted = among or (ON_DELIVERIES if on is On.DELIVERY else frozenset(Do) - STANDING)
        taken: list[Fault] = []
        for one in list(self._lasting()):
            if len(taken) == at_most:
                break
            fault = one.fault
            if fault.on is not on or fault.do not in wanted or not fault.hits(facts):
                continue
            if fault.probability < 1 and self._chance.random() >= fault.probability:
                continue
            taken.append(fault)
            one.hits += 1
            if one.left == 0:
                del self._standing[one.id]
        return taken

    def _hit(self, do: Do, facts: Facts) -> Iterator[Fault]:
        """Of the STANDING ones."""
        for one in self._lasting():
            if one.fault.do is do and one.fault.hits(facts):
                one.hits += 1
                yield one.fault

    def _lasting(self) -> Iterator[_Standing]:
        """Those whose time is not over; the others are forgotten."""
        now = self._clock.now()
        for one in list(self._standing.values()):
            if one.until is not None and one.until <= now:
                del self._standing[one.id]
            else:
                yield one
