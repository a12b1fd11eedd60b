"""What somebody says of what we do, and that an issue about it is closed, as inputs
(`domain/inputs.py` has them all)."""

from dataclasses import dataclass
from enum import StrEnum

from deskbell.domain.id_types import ChannelId, PersonId

SLACK = "slack"
"""The source of what is said in Slack; no other one has this name."""


class Sentiment(StrEnum):
    """As it is said by whoever sends it: nobody guesses. The worst one first."""

    NEGATIVE = "negative"
    NEUTRAL = "neutral"
    POSITIVE = "positive"


@dataclass(frozen=True, slots=True)
class FeedbackGiven:
    """The `source` says that somebody wrote `text`; `event` is its own name for that.

    `author` is the name of whoever wrote it, which is only there to be taken out of the text;
    `member` is the id of one, `person` one of our own people. `category` is a word such as
    `legal`. `asked_in` is where `person` hears that it is taken. `operator` is the name in AWS of
    whoever brought it in a file. What is not said is empty, or None.
    """

    source: str
    event: str
    text: str
    sentiment: Sentiment | None = None
    category: str = ""
    theme: str = ""
    member: str = ""
    author: str = ""
    person: PersonId | None = None
    asked_in: ChannelId | None = None
    operator: str | None = None


@dataclass(frozen=True, slots=True)
class IssueClosed:
    """The `source` says that this issue, a link, is closed: what it was about is `shipped`, or
    declined; `why` may be empty. `event` is its own name for that."""

    source: str
    event: str
    issue: str
    shipped: bool
    why: str = ""
