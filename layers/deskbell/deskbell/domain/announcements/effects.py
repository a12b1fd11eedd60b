"""What announcements ask the outside to do besides what everybody asks for; domain/effects.py has
all effects."""

from dataclasses import dataclass

from deskbell.domain.ids import ChannelId


@dataclass(frozen=True, slots=True)
class ShowAnnouncement:
    """Its post in the channel shows what it says and how many have read it: posted once, then
    updated."""

    channel: ChannelId

    @property
    def lane(self) -> str:
        return f"announcement:{self.channel}"
