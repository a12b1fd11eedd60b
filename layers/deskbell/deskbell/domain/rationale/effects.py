"""What a notice asks the outside to do besides what everybody asks for; domain/effects.py has all
effects."""

from dataclasses import dataclass

from deskbell.domain.ids import ChannelId


@dataclass(frozen=True, slots=True)
class ShowChange:
    """The notice of a change shows how it stands: posted once, then updated."""

    channel: ChannelId

    @property
    def lane(self) -> str:
        return f"change:{self.channel}"
