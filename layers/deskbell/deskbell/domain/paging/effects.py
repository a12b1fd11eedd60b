"""What an incident asks the outside to do besides what everybody asks for; domain/effects.py has
all effects."""

from dataclasses import dataclass

from deskbell.domain.ids import ChannelId, PersonId
from deskbell.domain.paging.page import Page
from deskbell.domain.paging.policy import Callee, Method


@dataclass(frozen=True, slots=True)
class SendPages:
    """One message to one person or channel about one incident, or about each of several; those that
    are not wanted any more (`is_wanted`) are left out, and where none is left, nothing is sent."""

    to: Callee
    method: Method
    pages: tuple[Page, ...]

    @property
    def lane(self) -> str:
        return f"page:{self.method}:{self.to}"


@dataclass(frozen=True, slots=True)
class ShowIncident:
    """The live card in the private channel shows how it stands: posted once, then updated."""

    channel: ChannelId

    @property
    def lane(self) -> str:
        return f"incident:{self.channel}"


@dataclass(frozen=True, slots=True)
class SoundAlarm:
    """Nobody has answered: the alarm outside of Slack, once a generation."""

    generation: int

    @property
    def lane(self) -> str:
        return "alarm"


@dataclass(frozen=True, slots=True)
class PostReview:
    """The story of an outage that is over, below its card; behind that in its lane, so that it is
    there."""

    channel: ChannelId

    @property
    def lane(self) -> str:
        return f"incident:{self.channel}"


@dataclass(frozen=True, slots=True)
class OpenChannel:
    """A private channel of its own; a `ChannelMade` input says that it is there."""

    name: str

    @property
    def lane(self) -> str:
        return "channel"


@dataclass(frozen=True, slots=True)
class InviteTo:
    """These come into its own channel, whose card they find there: behind that in its lane."""

    channel: ChannelId
    people: tuple[PersonId, ...]

    @property
    def lane(self) -> str:
        return f"incident:{self.channel}"


PagingEffect = SendPages | ShowIncident | SoundAlarm | PostReview | OpenChannel | InviteTo
