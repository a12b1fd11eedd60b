"""When something in a workflow is so: a field was answered, or a step ended, in a certain way.

A form asks it for its fields and a branch for its cases; what is known are the request's facts.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Condition:
    """`fact` is a field or a step; it is one of `among`, or a number of at least `at_least`."""

    fact: str
    among: tuple[str, ...] = ()
    at_least: int | None = None

    def __str__(self) -> str:
        wanted = " or ".join(self.among) if self.at_least is None else f"at least {self.at_least}"
        return f"{self.fact} is {wanted}"


def all_of(conditions: Iterable[Condition]) -> str:
    """How an admin reads them."""
    return " and ".join(map(str, conditions))


def hold(conditions: Iterable[Condition], facts: Mapping[str, str]) -> bool:
    """Whether all of them do; of what is not known, none does."""
    return all(_holds(condition, facts.get(condition.fact, "")) for condition in conditions)


def _holds(condition: Condition, known: str) -> bool:
    if condition.at_least is None:
        return known in condition.among
    try:
        return int(known) >= condition.at_least
    except ValueError:
        return False
