"""How one vote and a whole approval can end; whoever hears of an approval needs no more of it."""

from enum import StrEnum


class Verdict(StrEnum):
    """What one approver says."""

    APPROVED = "approved"
    REJECTED = "rejected"


class Outcome(StrEnum):
    """What became of the approval; only the first one is a yes."""

    APPROVED = "approved"
    REJECTED = "rejected"
    EXPIRED = "expired"
    """Time was up: silence is no consent."""
    WITHDRAWN = "withdrawn"
    """It is not needed any more."""
