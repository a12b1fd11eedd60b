"""What can be wanted of somebody's month of dogfooding; `decide.py` answers."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Look:
    """A workday has come; `is_away`: they are by the settings, or have left."""

    is_away: bool


@dataclass(frozen=True, slots=True)
class Say:
    """They sign up for `slot`, or have done it: `did` says what, each of `findings` becomes
    feedback."""

    slot: datetime | None
    did: str
    findings: tuple[str, ...]


DogfoodCommand = Look | Say
