"""The Net Promoter Score of some answers, and how sure it is (A1-25)."""

from dataclasses import dataclass
from fractions import Fraction
from math import sqrt

PROMOTER, PASSIVE = 9, 7
"""From which score on (product.md 7)."""
_Z = 1.959964
"""Of 95 %."""


@dataclass(frozen=True, slots=True)
class Scores:
    """How many answers were of which kind."""

    promoters: int = 0
    passives: int = 0
    detractors: int = 0

    def __add__(self, other: "Scores") -> "Scores":
        return Scores(
            self.promoters + other.promoters,
            self.passives + other.passives,
            self.detractors + other.detractors,
        )

    @property
    def count(self) -> int:
        return self.promoters + self.passives + self.detractors

    @property
    def nps(self) -> Fraction:
        """From -100 to 100; there is at least one answer."""
        return Fraction(100 * (self.promoters - self.detractors), self.count)

    @property
    def interval(self) -> tuple[float, float]:
        """Where the NPS of all members lies, by 95 %: the adjusted Wald interval with three answers
        more, 3/4 of them promoters and 3/4 detractors (B. Rocks, Interval Estimation for the Net
        Promoter Score, The American Statistician 70, 2016), which holds for few answers, too."""
        size = self.count + 3
        good, bad = (self.promoters + 0.75) / size, (self.detractors + 0.75) / size
        margin = _Z * sqrt((good + bad - (good - bad) ** 2) / size)
        return max(-100.0, 100 * (good - bad - margin)), min(100.0, 100 * (good - bad + margin))


def kind_of(score: int) -> Scores:
    if score >= PROMOTER:
        return Scores(promoters=1)
    return Scores(passives=1) if score >= PASSIVE else Scores(detractors=1)
