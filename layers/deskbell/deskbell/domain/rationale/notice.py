"""The notice of one new version of a workflow or rule: why it exists, who chose it, and what those
who work with it think of it (A3-06).

An aggregate a version, so that each is told once.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from deskbell.domain.ids import ChannelId, PersonId
from deskbell.domain.rationale.published import Published
from deskbell.domain.unlisted import Unlisted

MOST_VOTES = 5_000
"""They are kept in one row (400 KB)."""


@dataclass(frozen=True, slots=True)
class ChangeNotice(Unlisted):
    """`votes` says of each person whether they are for it; `comments` how many were written
    without a name."""

    channel: ChannelId
    change: Published
    votes: Mapping[PersonId, bool] = field(default_factory=dict)
    comments: int = 0

    @property
    def in_favour(self) -> int:
        return sum(self.votes.values())

    @property
    def against(self) -> int:
        return len(self.votes) - self.in_favour
