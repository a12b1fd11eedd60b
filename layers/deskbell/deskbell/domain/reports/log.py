"""The log that reports are folded from: a set of facts that only grows.

So neither the order of arrival nor a fact that comes twice matters, and a log that was read in
parts is the union of them: a rebuild gives equal figures (A5-10, C-10).
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from datetime import datetime

from deskbell.domain.ids import PersonId, Ref
from deskbell.domain.reports.facts import Fact, Remark
from deskbell.domain.reports.life import Life, life_of, steps_until
from deskbell.domain.tickets.ticket import Status


class Log:
    """Facts by ticket."""

    def __init__(self, facts: Iterable[Fact] = ()) -> None:
        self._facts: dict[Ref, set[Fact]] = defaultdict(set)
        for fact in facts:
            self._facts[fact.ticket].add(fact)

    def __or__(self, other: "Log") -> "Log":
        return Log((*self._all(), *other._all()))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Log) and self._facts == other._facts

    __hash__ = None  # type: ignore[assignment]  # it grows

    def _all(self) -> Iterator[Fact]:
        for facts in self._facts.values():
            yield from facts

    def lives(self, until: datetime, staff: Collection[PersonId]) -> tuple[list[Life], int]:
        """Each ticket as its history until then tells of it, by its ref; and how many are left out,
        whose beginning an earlier release wrote down.

        One that was merged is measured by the one that goes on: from the earliest opening of them,
        by an answer to any of them (product.md 7). `staff` are those who work here today; asked
        only where the history does not say whether it was an answer.
        """
        lives, left_out = dict[Ref, Life](), 0
        for ref, facts in sorted(self._facts.items()):
            if not (steps := steps_until(facts, until)):
                continue
            said = [one for one in facts if isinstance(one, Remark) and one.at < until]
            if life := life_of(steps, said, staff):
                lives[ref] = life
            else:
                left_out += 1
        merged = [life for life in lives.values() if life.status is Status.MERGED]
        for one in merged:
            if heir := _heir(lives, one):
                lives[heir.ref] = replace(
                    heir,
                    began=min(heir.began, one.began),
                    answers=heir.answers | one.answers,
                )
        return list(lives.values()), left_out


def _heir(lives: dict[Ref, Life], life: Life) -> Life | None:
    """The ticket that goes on for it today, through as many merges as there were."""
    seen = {life.ref}
    while life.status is Status.MERGED:
        heir = lives.get(life.into) if life.into else None
        if heir is None or heir.ref in seen:
            return None
        seen.add(heir.ref)
        life = heir
    return life
