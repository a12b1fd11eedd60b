"""What feedback asks the outside to do besides what everybody asks for; domain/effects.py has all
effects."""

from dataclasses import dataclass

from deskbell.domain.ids import ChannelId, Ref


@dataclass(frozen=True, slots=True)
class ShowFeedback:
    """The live card in the channel shows how it stands: posted once, then updated."""

    channel: ChannelId

    @property
    def lane(self) -> str:
        return f"feedback:{self.channel}"


@dataclass(frozen=True, slots=True)
class SendFeedbackDigest:
    """One post that tells everybody of `items`, as they are then, and that there are so many
    `more`. Whatever of them is withheld by then is not in it."""

    channel: ChannelId
    items: tuple[Ref, ...]
    more: int

    @property
    def lane(self) -> str:
        return f"digest:{self.channel}"


@dataclass(frozen=True, slots=True)
class ShowTheme:
    """The live card of a theme shows how it stands, as that of an item."""

    channel: ChannelId

    @property
    def lane(self) -> str:
        return f"theme:{self.channel}"
