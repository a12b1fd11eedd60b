"""The companies one works with: which channel is shared with whom, who looks after them (A1-31).

A part of the desk (`desk.py`); the ticket use cases ask whose message it is.
"""

from collections.abc import Collection
from dataclasses import dataclass

from deskbell.domain.id_types import ChannelId, PersonId


@dataclass(frozen=True, slots=True)
class Partner:
    """Another company in one channel. `team` is its workspace in Slack, which tells its people from
    those who only look like them. `auto`: each message of theirs at the top level is a ticket,
    without an emoji."""

    name: str
    channel: ChannelId
    team: str
    owner: PersonId
    backup: PersonId
    auto: bool = False

    def looked_after_by(self, away: Collection[PersonId]) -> PersonId:
        """The owner, or the backup while the owner is away."""
        return self.backup if self.owner in away else self.owner
