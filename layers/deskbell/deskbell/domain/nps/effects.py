"""What the case of a low score asks the outside to do besides what everybody asks for;
domain/effects.py has all effects."""

from dataclasses import dataclass

from deskbell.domain.ids import ChannelId
from deskbell.domain.texts import Text


@dataclass(frozen=True, slots=True)
class ShowNpsCase:
    """The live card in the channel shows how it stands: posted once, then updated."""

    channel: ChannelId

    @property
    def lane(self) -> str:
        return f"nps:{self.channel}"


@dataclass(frozen=True, slots=True)
class SendNpsWeek:
    """One post that tells the channel of a week, with a picture of the weeks before it where Slack
    takes one."""

    channel: ChannelId
    text: Text

    @property
    def lane(self) -> str:
        return f"notice:{self.channel}"
