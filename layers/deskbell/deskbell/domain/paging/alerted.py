"""What one alert has said of an outage, in the order of its source's own clock: what comes late
undoes nothing newer. The incident has one of these for each alert about it."""

from dataclasses import dataclass, replace
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Alerted:
    """`source` is its name; `reports` are how many of the incident's are its own. `began` is when
    its newest firing did, and what began before `cleared` is over, both by the source's clock
    (UTC): None where it has none. `over`: it has not fired since its end. `noticed`: when people
    were told of that last, by ours.
    """

    source: str
    reports: int = 0
    began: datetime | None = None
    cleared: datetime | None = None
    over: bool = False
    noticed: datetime | None = None

    def is_late_firing(self, began: datetime | None) -> bool:
        return bool(began and self.cleared and began < self.cleared)

    def is_late_end(self, ended: datetime | None) -> bool:
        return bool(ended and self.began and ended < self.began)

    def fired(self, began: datetime | None) -> "Alerted":
        return replace(self, reports=self.reports + 1, began=_later(self.began, began), over=False)

    def ended(self, began: datetime | None, ended: datetime | None) -> "Alerted":
        """`began` is when what has ended did, where the source says that: a source that fell silent
        for a while ends what it then goes on to report as begun when it did, and that is no late
        word."""
        return replace(self, cleared=_later(self.cleared, began or ended), over=True)

    def in_another_incident(self) -> "Alerted":
        return replace(self, reports=0, over=False, noticed=None)


def _later(one: datetime | None, other: datetime | None) -> datetime | None:
    return max(filter(None, (one, other)), default=None)
