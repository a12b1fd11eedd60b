"""What praise asks the outside to do besides what everybody asks for; domain/effects.py has all
effects."""

from dataclasses import dataclass

from deskbell.domain.ids import ChannelId


@dataclass(frozen=True, slots=True)
class ShowPraise:
    """Its post in the channel says who is praised for what, or that it was taken back: posted once,
    then updated."""

    channel: ChannelId

    @property
    def lane(self) -> str:
        return f"praise:{self.channel}"
