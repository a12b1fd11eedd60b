"""What can happen in the workspace; told by workspace.py to the event sender and to open pages."""

from dataclasses import dataclass

from tools.fake_slack.state.messages import Channel, Ephemeral, JsonObject, Message


@dataclass(frozen=True, slots=True)
class MessagePosted:
    channel: Channel
    message: Message


@dataclass(frozen=True, slots=True)
class MessageChanged:
    channel: Channel
    message: Message
    previous: JsonObject
    ts: str


@dataclass(frozen=True, slots=True)
class MessageDeleted:
    channel: Channel
    previous: JsonObject
    ts: str


@dataclass(frozen=True, slots=True)
class ReactionChanged:
    channel: Channel
    message: Message
    user: str
    name: str
    added: bool
    ts: str


@dataclass(frozen=True, slots=True)
class MemberJoined:
    channel: Channel
    user: str
    ts: str
    inviter: str | None


@dataclass(frozen=True, slots=True)
class MemberLeft:
    channel: Channel
    user: str
    ts: str


@dataclass(frozen=True, slots=True)
class ChannelArchived:
    """Or opened again, as `channel.is_archived` tells."""

    channel: Channel
    user: str
    ts: str


@dataclass(frozen=True, slots=True)
class AppOpened:
    """Somebody opened the app at `tab`, home or messages; `channel` is their DM with it."""

    channel: Channel
    user: str
    tab: str
    ts: str
    home: JsonObject | None = None


@dataclass(frozen=True, slots=True)
class EphemeralChanged:
    ephemeral: Ephemeral


@dataclass(frozen=True, slots=True)
class ViewsChanged:
    user: str


@dataclass(frozen=True, slots=True)
class ChannelRead:
    user: str


Happening = (
    MessagePosted
    | MessageChanged
    | MessageDeleted
    | ReactionChanged
    | MemberJoined
    | MemberLeft
    | ChannelArchived
    | AppOpened
    | EphemeralChanged
    | ViewsChanged
    | ChannelRead
)
