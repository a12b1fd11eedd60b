"""What can be wanted of an item of feedback; `decide.py` answers."""

from dataclasses import dataclass

from deskbell.domain.feedback.inputs import FeedbackGiven, Sentiment
from deskbell.domain.ids import ChannelId, PersonId, Ts
from deskbell.domain.tickets.permissions import Member


@dataclass(frozen=True, slots=True)
class Receive:
    """Somebody has said so: for the first time, or in the same words again. `asked_in` is where
    whoever shared it is told so; None where nobody is."""

    given: FeedbackGiven
    link: str
    """The key that knows this very one again."""
    shared_by: PersonId | None = None
    asked_in: ChannelId | None = None


@dataclass(frozen=True, slots=True)
class Rate:
    """It is meant like that. `channel` is where they are told why not, as with what follows."""

    by: Member
    channel: ChannelId | None
    sentiment: Sentiment


@dataclass(frozen=True, slots=True)
class Withhold:
    """It is not for everybody: no digest tells of it."""

    by: Member
    channel: ChannelId | None


@dataclass(frozen=True, slots=True)
class React:
    """An emoji came onto its card, or off; `ts` is when it did."""

    person: PersonId
    emoji: str
    ts: Ts
    on: bool


@dataclass(frozen=True, slots=True)
class Learn:
    """The theme that it is about, as `Known` has it, has come further or was merged."""


FeedbackCommand = Receive | Rate | Withhold | React | Learn
