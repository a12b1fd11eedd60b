"""What one person was told on joining one help channel (A1-01)."""

from dataclasses import dataclass

from deskbell.domain.decision import Routing
from deskbell.domain.ids import ChannelId, InboxId, PersonId
from deskbell.domain.unlisted import Unlisted


@dataclass(frozen=True, slots=True)
class Welcome(Unlisted):
    """`guide` is the version that this person got, 0 while none."""

    channel: ChannelId
    person: PersonId
    inbox: InboxId
    guide: int = 0

    @property
    def routing(self) -> Routing:
        """The inbox of the channel."""
        return Routing(self.inbox, None, 0)
