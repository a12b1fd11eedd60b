"""What somebody praises others for (A1-21).

Its author can take it back until it is final; only then those hear of it whom it is about, and it
comes into the week's round-up. Nothing is counted by person: it is no ranking.
"""

from dataclasses import dataclass
from datetime import datetime

from deskbell.domain.ids import ChannelId, PersonId, Thread
from deskbell.domain.texts import Argument, Passage, Quote
from deskbell.domain.unlisted import Unlisted


@dataclass(frozen=True, slots=True)
class Praise(Unlisted):
    """`text` is the author's own, or that of the message that it is `about`, in Slack's markup.

    Where it was `refused`, nobody but its author has heard of it; that, or one that was taken back,
    can be given anew.
    """

    channel: ChannelId
    author: PersonId
    praised: tuple[PersonId, ...]
    text: str
    final_at: datetime
    about: Thread | None = None
    refused: str = ""
    taken_back_at: datetime | None = None
    settled_at: datetime | None = None

    @property
    def stands(self) -> bool:
        return not self.refused and self.taken_back_at is None

    @property
    def said(self) -> Argument:
        return Quote(self.text) if self.about else Passage(self.text)
