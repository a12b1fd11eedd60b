"""A time for a visit on its way through Slack and back: the value of an option, trusted by nobody.

It names the office, as the ingress reads no loan and has to know whether that asks visitors
something.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from deskbell.domain.loans.policy import OfficeId


@dataclass(frozen=True, slots=True)
class VisitClaim:
    """`loan` is a reference as it is written; `start` is in UTC."""

    loan: str
    start: datetime
    office: OfficeId

    def written(self) -> str:
        return f"{self.loan}|{self.start.isoformat()}|{self.office}"

    @classmethod
    def read(cls, text: str) -> "VisitClaim | None":
        """None where it is none of ours."""
        parts = text.split("|")
        if len(parts) != 3:
            return None
        loan, start, office = parts
        try:
            at = datetime.fromisoformat(start)
        except ValueError:
            return None
        return cls(loan, at, OfficeId(office)) if at.tzinfo is UTC else None


@dataclass(frozen=True, slots=True)
class VisitTimes:
    """What somebody can choose from, perhaps nothing; a visit takes `length`."""

    starts: tuple[VisitClaim, ...]
    length: timedelta
