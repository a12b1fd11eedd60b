"""Where feedback comes from and who sees it, as the settings say (A1-22, A3-01)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from deskbell.domain.ids import ChannelId
from deskbell.domain.settings.hours import Appointment, Weekday

EXCLUDED = frozenset({"legal", "safety"})
FIRST_RESPONSE = timedelta(days=3)
DIGEST = Appointment(Weekday.MON, Weekday.MON, "10:00")
_CATEGORY = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}", re.ASCII)


def is_category(text: str) -> bool:
    """A word such as `legal` or `late_delivery`."""
    return _CATEGORY.fullmatch(text) is not None


@dataclass(frozen=True, slots=True)
class FeedbackFields:
    """Where what stands in what a source sends: paths such as `review.body`."""

    event: str = "source_event_id"
    text: str = "text"
    sentiment: str = "sentiment"
    category: str = "class"
    theme: str = "theme"
    member: str = "member_id"
    author: str = "author"
    issue: str = "issue"
    issue_state: str = "issue_state"


@dataclass(frozen=True, slots=True)
class FeedbackSource:
    """A system that sends feedback to an address of its own."""

    name: str
    fields: FeedbackFields = FeedbackFields()


@dataclass(frozen=True, slots=True)
class FeedbackSettings:
    """Each item has a card in `channel`; what is negative is told in `broadcast` at each `digest`,
    in the desk's zone, without the classes that are `excluded`. Somebody is to answer for a theme
    within `first_response`."""

    channel: ChannelId
    broadcast: ChannelId
    digest: Appointment = DIGEST
    excluded: frozenset[str] = EXCLUDED
    sources: Mapping[str, FeedbackSource] = field(default_factory=dict)
    first_response: timedelta = FIRST_RESPONSE
