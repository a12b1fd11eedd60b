"""What a ticket's requester was asked about its solution, and has answered; part of a `Ticket`."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from deskbell.domain.ids import PersonId

OPEN_FOR = timedelta(days=7)
"""An answer can be given, and changed, for so long after the question."""


class Score(StrEnum):
    """CSAT is the share of the good ones among both (A4-14)."""

    GOOD = "good"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Survey:
    """`solved_at` names the solution that it is about: one question each. `solver` had solved it.

    It can be answered `until` then, unless it `is_over` before. `comment` is plain text.
    """

    person: PersonId
    solved_at: datetime
    solver: PersonId | None
    asked_at: datetime
    until: datetime
    score: Score | None = None
    comment: str = ""
    is_over: bool = False
