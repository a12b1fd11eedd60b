"""One thing that people say of what we do, however many say it in the same words.

The same words in the same month are one item, so that its card says how often they came. Another
month has another one: what is still so after a digest is told again.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from deskbell.domain.feedback.inputs import Sentiment
from deskbell.domain.ids import ChannelId, PersonId, Ref, Ts
from deskbell.domain.unlisted import Unlisted

MOST_GIVERS, MOST_REACTIONS = 50, 300


class Status(StrEnum):
    """How far it has come on its way to whoever can change something; from `themed` on it is its
    theme's."""

    NEW = "new"
    SHARED = "shared"
    """A digest tells everybody of it."""
    THEMED = "themed"
    WITH_TEAM = "with_team"
    SHIPPED = "shipped"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True)
class Giver:
    """Who said so, as far as the source tells, or `shared_by` whom: told nobody, kept to answer
    them."""

    source: str
    at: datetime
    member: str = ""
    author: str = ""
    person: PersonId | None = None
    shared_by: PersonId | None = None


@dataclass(frozen=True, slots=True)
class Reaction:
    """Whether somebody's emoji is on the card, by the latest that Slack has told of it, at `ts`."""

    emoji: str
    person: PersonId
    ts: Ts
    on: bool


@dataclass(frozen=True, slots=True)
class FeedbackItem(Unlisted):
    """`text` as it was written, which nobody is shown as it is. `givers` are the first ones of all
    that gave it. `sentiment` is the worst that was said of it, `categories` are all of them.
    `queued`: it has been in the queue of a digest, which happens once. `about` is the theme that it
    was put into, which may have been merged since."""

    channel: ChannelId
    text: str
    givers: tuple[Giver, ...]
    seen: int = 1
    theme: str = ""
    categories: frozenset[str] = frozenset()
    sentiment: Sentiment | None = None
    status: Status = Status.NEW
    withheld_by: PersonId | None = None
    queued: bool = False
    reactions: tuple[Reaction, ...] = ()
    about: Ref | None = None

    @property
    def originators(self) -> tuple[PersonId, ...]:
        """Who of our own people gave or shared it, each once; they hear what came of it."""
        found = (one for giver in self.givers for one in (giver.person, giver.shared_by))
        return tuple(dict.fromkeys(one for one in found if one))

    @property
    def source(self) -> str:
        return self.givers[0].source

    def is_for_everybody(self, excluded: frozenset[str]) -> bool:
        """Whether a digest may tell of it, now."""
        is_free = self.withheld_by is None and not self.categories & excluded
        return is_free and self.sentiment is Sentiment.NEGATIVE

    @property
    def counted(self) -> dict[str, int]:
        """How many people have each emoji on the card, the most frequent first."""
        on = [one.emoji for one in self.reactions if one.on]
        return {name: on.count(name) for name in sorted(set(on), key=lambda n: (-on.count(n), n))}
