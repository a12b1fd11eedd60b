"""How an office lends its laptops, as its settings say; every decision about a loan gets it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from typing import NewType

from deskbell.domain.ids import ChannelId, InboxId
from deskbell.domain.settings.hours import OfficeHours

OfficeId = NewType("OfficeId", str)


class Delivery(StrEnum):
    """How a laptop gets to whom it is lent."""

    PICK_UP = "pick_up"
    SHIP = "ship"
    DESKSIDE = "deskside"


@dataclass(frozen=True, slots=True)
class Question:
    """What a visitor is asked; only the answer `passes` lets them in. `labels` are by language."""

    id: str
    passes: str
    labels: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class VisitPolicy:
    """Who may come to the office to pick something up, and when.

    `version` changes with what is asked, so that an answer to older questions counts no more.
    `slot` is how long a visit takes; `capacity`, how many can come at once. `alternatives` are for
    whoever cannot come. No questions: everybody may come.
    """

    version: str
    questions: tuple[Question, ...]
    validity: timedelta
    slot: timedelta
    capacity: int
    remind_before: timedelta
    alternatives: tuple[Delivery, ...] = ()


@dataclass(frozen=True, slots=True)
class LoanPolicy:
    """The rules of one office; `inbox` has the people who hand laptops out, and `channel` hears
    what they have to know. `hours` are in `zone`.

    `hold`: how long a laptop is kept for whoever does not come, from when they need it.
    `grace`: how late they may come. `offer`: how long somebody may think about what came too
    late. `transit`: when a parcel counts as received. `reminders` count from the due time, the
    ones before it are negative; after the last one there is one each `remind_every`.
    """

    office: OfficeId
    name: str
    inbox: InboxId
    channel: ChannelId
    zone: str
    hours: OfficeHours
    needs_approval: bool
    visit: VisitPolicy
    longest: int
    """Days, of a loan and of each extension."""
    ahead: int
    """Days, in which it has to be needed: until then it is kept."""
    extensions: int
    hold: timedelta
    grace: timedelta
    offer: timedelta
    transit: timedelta
    reminders: tuple[timedelta, ...]
    remind_every: timedelta
    escalate_after: timedelta
    undo_window: timedelta
    low: int
    """So few laptops left, or fewer, are worth a word to the channel."""
