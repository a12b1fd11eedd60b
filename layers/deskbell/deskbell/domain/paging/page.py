"""One call for one outage: at which rung of its escalation, to whom, how, and what is known of it.

Apart from the incident, so that inputs and effects can name a page.
"""

from dataclasses import dataclass
from enum import StrEnum

from deskbell.domain.ids import Ref
from deskbell.domain.paging.policy import Callee, Method

BELOW = -1
"""The level of an incident for which nobody has been called yet."""


class Receipt(StrEnum):
    """What is known of a page."""

    DELIVERED = "delivered"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, order=True)
class Rung:
    """Where an escalation stands; `loop` and `level` count from 0. Each time it begins anew is a
    `generation`: what was meant for an earlier one changes nothing any more."""

    generation: int
    loop: int
    level: int

    def __str__(self) -> str:
        return f"{self.generation}.{self.loop}.{self.level}"

    @classmethod
    def parse(cls, text: str) -> "Rung":
        """The inverse of `str()`; raises ValueError on anything else."""
        generation, loop, level = map(int, text.split("."))
        return cls(generation, loop, level)


def below(generation: int) -> Rung:
    """Where each generation begins."""
    return Rung(generation, 0, BELOW)


@dataclass(frozen=True, slots=True)
class Page:
    """One call for one incident, at one rung of its escalation; there is never a second one."""

    incident: Ref
    rung: Rung
    to: Callee
    method: Method
    is_new: bool
    """The first that anybody hears of it; it comes before what is repeated."""
