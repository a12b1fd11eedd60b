"""The arithmetic of votes: how many are needed, and when nothing can change the outcome any more.

`approval.py` and the auditor ask it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from deskbell.domain.approvals.outcome import Outcome, Verdict
from deskbell.domain.ids import PersonId


@dataclass(frozen=True, slots=True)
class Policy:
    """`least`: how many have to approve; None: all of them. `in_turn`: one is asked when the one
    before has approved."""

    least: int | None = None
    in_turn: bool = False

    def needed(self, seats: int) -> int:
        """Of so many."""
        return seats if self.least is None else self.least


POLICIES: Mapping[str, Policy] = {
    "all": Policy(),
    "any": Policy(least=1),
    "sequence": Policy(in_turn=True),
    "two": Policy(least=2),
    "three": Policy(least=3),
}
"""What people choose from."""

MOST_APPROVERS = 10
"""More would make each vote a dozen cards to update, and no card readable."""


@dataclass(frozen=True, slots=True)
class Vote:
    """What somebody decided; `why` is theirs who reject."""

    verdict: Verdict
    at: datetime
    why: str = ""


@dataclass(frozen=True, slots=True)
class Seat:
    """One voice: `person` has it, those of `passed_by` had it before, the first one first."""

    person: PersonId
    passed_by: tuple[PersonId, ...] = ()
    vote: Vote | None = None


def deciders(
    wanted: Iterable[PersonId], asker: PersonId, requester: PersonId | None
) -> tuple[PersonId, ...]:
    """Each once, and neither whoever asks nor whom it is for: nobody decides for themselves."""
    return tuple(one for one in dict.fromkeys(wanted) if one not in (asker, requester))


def is_possible(policy: Policy, seats: int) -> bool:
    """Whether so many can approve at all."""
    return 0 < policy.needed(seats) <= seats


def approved(seats: Iterable[Seat]) -> int:
    return _votes(seats, Verdict.APPROVED)


def outcome_of(policy: Policy, seats: Sequence[Seat]) -> Outcome | None:
    """None while either may still come of it: one rejection ends what all have to approve, of
    others so many that those who are left are too few."""
    needed = policy.needed(len(seats))
    if approved(seats) >= needed:
        return Outcome.APPROVED
    if len(seats) - _votes(seats, Verdict.REJECTED) < needed:
        return Outcome.REJECTED
    return None


def _votes(seats: Iterable[Seat], verdict: Verdict) -> int:
    return sum(seat.vote is not None and seat.vote.verdict is verdict for seat in seats)
