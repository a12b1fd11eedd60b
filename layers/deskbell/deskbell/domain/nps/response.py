"""One answer to a survey, as it is now: corrected by its source as long as that may be."""

from dataclasses import dataclass
from datetime import datetime

from deskbell.domain.ids import Ref
from deskbell.domain.unlisted import Unlisted


@dataclass(frozen=True, slots=True)
class Response(Unlisted):
    """`threshold` is what was right when it came: a change of the settings is for new ones alone.
    `called`: it has called somebody, which it does once. `case` is where it was attached last."""

    source: str
    event: str
    member: str
    segment: str
    threshold: int
    score: int
    experience: str
    comment: str = ""
    changed_at: datetime | None = None
    called: bool = False
    case: Ref | None = None

    @property
    def is_low(self) -> bool:
        return self.score < self.threshold
