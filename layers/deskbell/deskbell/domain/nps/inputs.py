"""What a survey tells of a score, and what a week has brought, as inputs (`domain/inputs.py` has
them all)."""

from dataclasses import dataclass
from datetime import datetime

from deskbell.domain.nps.net_score import Scores


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


@dataclass(frozen=True, slots=True)
class NpsWeekCounted:
    """The figures of a week that is over, such as 2026-W47, and of those before it.

    `scores` has one a week, this one last; `segments` those of this week by name, the empty one for
    all others. Low ones of this week: how many cases were `opened`, and of each of the reports' two
    times how many were that old, and handled in it; `waiting` are to be handled by now, of whatever
    week. `seconds`: how many answered again after their case was handled, of them `recovered`,
    better by `delta` in all.
    """

    week: str
    scores: tuple[Scores, ...]
    segments: tuple[tuple[str, Scores], ...]
    opened: int
    in_time: tuple[tuple[int, int], ...]
    waiting: int
    seconds: int
    recovered: int
    delta: int


NpsInput = ScoreReceived | NpsWeekCounted
