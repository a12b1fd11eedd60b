"""What a survey tells of a score, as an input (`domain/inputs.py` has them all)."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class ScoreReceived:
    """The `source` of the settings says that `member` gave this score for an experience on a day,
    such as 2021-03-05. `event` names the answer, whose correction comes under the same one.
    `changed_at` is by the source's own clock; None where it does not say so. `operator` is the name
    in AWS of whoever brought it in a file; None of what the source sent itself."""

    source: str
    event: str
    member: str
    score: int
    experience: str
    comment: str = ""
    segment: str = ""
    changed_at: datetime | None = None
    operator: str | None = None
