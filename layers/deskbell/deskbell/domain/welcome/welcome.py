"""What one person was told on joining one help channel (A1-01)."""

from dataclasses import dataclass

from deskbell.domain.decision import Role, Routing
from deskbell.domain.ids import ChannelId, InboxId, InstallId, PersonId, Ref


@dataclass(frozen=True, slots=True)
class Welcome:
    """`guide` is the version that this person got, 0 while none."""

    ref: Ref
    install: InstallId
    version: int
    channel: ChannelId
    person: PersonId
    inbox: InboxId
    guide: int = 0

    @property
    def routing(self) -> Routing:
        return Routing(self.inbox, None, 0)

    @property
    def people(self) -> frozenset[tuple[Role, PersonId]]:
        """Nobody has anything to do about it."""
        return frozenset()

    @property
    def is_open(self) -> bool:
        return False
