"""What can have happened to feedback; see tickets/events.py. Nothing of what anybody wrote is in
them."""

from dataclasses import dataclass

from deskbell.domain.feedback.inputs import Sentiment
from deskbell.domain.feedback.item import Status
from deskbell.domain.ids import PersonId, Ref


@dataclass(frozen=True, slots=True)
class FeedbackReceived:
    """Somebody has said something new; `person` is one of our own people, if one of them did."""

    source: str
    sentiment: Sentiment | None
    category: str
    person: PersonId | None


@dataclass(frozen=True, slots=True)
class FeedbackSeenAgain:
    """The same words have come another time, `seen` times by now."""

    source: str
    sentiment: Sentiment | None
    category: str
    person: PersonId | None
    seen: int


@dataclass(frozen=True, slots=True)
class FeedbackRated:
    """The source had not said how it is meant; `person` does."""

    person: PersonId
    sentiment: Sentiment


@dataclass(frozen=True, slots=True)
class FeedbackWithheld:
    """`person` says that it is not for everybody."""

    person: PersonId


@dataclass(frozen=True, slots=True)
class FeedbackReacted:
    """An emoji of `person` is on its card (`on`), or no more."""

    person: PersonId
    emoji: str
    on: bool


@dataclass(frozen=True, slots=True)
class FeedbackQueued:
    """The next digest tells of the item."""

    item: Ref


@dataclass(frozen=True, slots=True)
class FeedbackDigested:
    """Everybody is told of `items`, and that there are so many `more`. `left_out` are those that
    had waited, and are not for everybody by now."""

    items: tuple[Ref, ...]
    more: int
    left_out: int


@dataclass(frozen=True, slots=True)
class FeedbackStood:
    """It stands otherwise: it is about that `theme` (None: about none any more), or that has come
    further."""

    status: Status
    theme: Ref | None


@dataclass(frozen=True, slots=True)
class FeedbackActionRefused:
    """Somebody wanted something that is not theirs to do."""

    person: PersonId
    action: str
    why: str
