"""Who may announce what to whom, as the settings say (A1-20)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import NewType

from deskbell.domain.id_types import ChannelId, PersonId

AudienceId = NewType("AudienceId", str)

REMIND_AFTER = timedelta(days=1)
TEXT_LIMIT = 1_200
"""Of an announcement in one language: its post has it in all of them (slack.md 5.4)."""


@dataclass(frozen=True, slots=True)
class Audience:
    """Who is in `channel`. Its `authors` may announce there, nobody else; besides an author its
    `lead` sees who has read it."""

    id: AudienceId
    name: str
    channel: ChannelId
    authors: frozenset[PersonId]
    lead: PersonId | None = None


@dataclass(frozen=True, slots=True)
class AnnouncementSettings:
    """Whoever has not read one is reminded once, so long `remind_after` it is posted."""

    audiences: Mapping[AudienceId, Audience]
    remind_after: timedelta = REMIND_AFTER

    def open_to(self, person: PersonId) -> tuple[Audience, ...]:
        """Those to whom they may announce."""
        return tuple(one for one in self.audiences.values() if person in one.authors)
