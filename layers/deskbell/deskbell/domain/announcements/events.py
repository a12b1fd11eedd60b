"""What can have happened to an announcement; see tickets/events.py. Nothing of what it says is in
them."""

from dataclasses import dataclass
from datetime import datetime

from deskbell.domain.ids import PersonId


@dataclass(frozen=True, slots=True)
class AnnouncementScheduled:
    """`author` wants it posted later."""

    audience: str
    author: PersonId
    due: datetime


@dataclass(frozen=True, slots=True)
class AnnouncementPosted:
    """It comes to the channel, in these `languages`."""

    audience: str
    author: PersonId
    languages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AnnouncementRead:
    """`person` has read this `edition`, the `readers`th to do so."""

    person: PersonId
    edition: int
    readers: int


@dataclass(frozen=True, slots=True)
class AnnouncementRewritten:
    """Its author has changed what it says; with another `edition` everybody is to read it again."""

    edition: int
    again: bool


@dataclass(frozen=True, slots=True)
class AnnouncementReminded:
    """These `people` have not read this `edition` and are reminded; who is `absent` is not."""

    edition: int
    people: tuple[PersonId, ...]
    absent: tuple[PersonId, ...]


@dataclass(frozen=True, slots=True)
class AnnouncementWithdrawn:
    """It is never posted: its author wants it so, or may not announce there any more."""

    why: str


@dataclass(frozen=True, slots=True)
class AnnouncementActionRefused:
    """Somebody wanted something that is not theirs to do, or too late."""

    person: PersonId
    action: str
    why: str
