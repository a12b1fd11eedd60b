"""How an inbox asks those whose tickets it has solved how satisfied they are (A4-14)."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

CSAT_AFTER = timedelta(minutes=30)
CSAT_EVERY = timedelta(days=7)
"""Where the settings do not say otherwise."""


class LowCsat(StrEnum):
    """What a bad answer does besides being told to the team."""

    TELL = "tell"
    REOPEN = "reopen"


@dataclass(frozen=True, slots=True)
class Csat:
    """They are asked `after` the solution."""

    after: timedelta = CSAT_AFTER
    low: LowCsat = LowCsat.TELL
