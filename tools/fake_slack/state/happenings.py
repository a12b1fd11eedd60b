"""What can happen in the workspace; told by workspace.py to the event sender and to open pages."""

from dataclasses import dataclass

from tools.fake_slack.seed.world import Person
from tools.fake_slack.state.installs import Install
from tools.fake_slack.state.messages import Channel, Ephemeral, JsonObject, Message
from tools.fake_slack.state.user_groups import UserGroup


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
    """By themselves, or because `actor` removed them."""

    channel: Channel
    user: str
    ts: str
    actor: str


@dataclass(frozen=True, slots=True)
class ChannelArchived:
    """Or opened again, as `channel.is_archived` tells."""

    channel: Channel
    user: str
    ts: str


@dataclass(frozen=True, slots=True)
class ChannelCreated:
    channel: Channel
    user: str
    ts: str


@dataclass(frozen=True, slots=True)
class ChannelRenamed:
    channel: Channel
    user: str
    ts: str


@dataclass(frozen=True, slots=True)
class ChannelSet:
    """Its topic, or who can find it: the app is told by the line that Slack writes about it."""

    channel: Channel


@dataclass(frozen=True, slots=True)
class ChannelDeleted:
    """`channel` as it was; the workspace has it no more."""

    channel: Channel
    user: str
    ts: str


@dataclass(frozen=True, slots=True)
class ChannelIdChanged:
    channel: Channel
    old_id: str
    ts: str


@dataclass(frozen=True, slots=True)
class ChannelShared:
    """`team`, another company's, can come in from now on."""

    channel: Channel
    team: str
    ts: str


@dataclass(frozen=True, slots=True)
class ChannelUnshared:
    """Told on both sides: `channel` is what one side keeps, `team` the one that is gone for it."""

    channel: Channel
    team: str
    ts: str


@dataclass(frozen=True, slots=True)
class PersonJoined:
    person: Person
    ts: str


@dataclass(frozen=True, slots=True)
class PersonChanged:
    person: Person
    ts: str


@dataclass(frozen=True, slots=True)
class GroupCreated:
    group: UserGroup
    ts: str


@dataclass(frozen=True, slots=True)
class GroupUpdated:
    """Another name, other members, switched on or off."""

    group: UserGroup
    ts: str


@dataclass(frozen=True, slots=True)
class GroupMembersChanged:
    """`previous_update` is when it was last changed before, in seconds."""

    group: UserGroup
    added: tuple[str, ...]
    removed: tuple[str, ...]
    previous_update: int
    ts: str


@dataclass(frozen=True, slots=True)
class HandedOver:
    """A test wants the desk's install to get this very event, whatever is subscribed."""

    event: JsonObject


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
    channel: Channel


@dataclass(frozen=True, slots=True)
class AppUninstalled:
    """Only this and TokensRevoked are told to an install that has ended."""

    install: Install
    ts: str


@dataclass(frozen=True, slots=True)
class TokensRevoked:
    install: Install
    ts: str


@dataclass(frozen=True, slots=True)
class TeamAccessChanged:
    """An admin of the org added the app to workspaces, or took it out of them."""

    install: Install
    teams: tuple[str, ...]
    granted: bool
    ts: str


@dataclass(frozen=True, slots=True)
class FileShared:
    """Beside the message that carries the file."""

    channel: Channel
    file_id: str
    user: str
    ts: str


@dataclass(frozen=True, slots=True)
class StepStarted:
    """A workflow reached a custom step; `event` is all that the app is told, but its type.

    It needs no subscription: it comes because the function exists.
    """

    install: Install
    event: JsonObject


Happening = (
    MessagePosted
    | MessageChanged
    | MessageDeleted
    | ReactionChanged
    | MemberJoined
    | MemberLeft
    | ChannelArchived
    | ChannelCreated
    | ChannelRenamed
    | ChannelSet
    | ChannelDeleted
    | ChannelIdChanged
    | ChannelShared
    | ChannelUnshared
    | PersonJoined
    | PersonChanged
    | GroupCreated
    | GroupUpdated
    | GroupMembersChanged
    | HandedOver
    | AppOpened
    | EphemeralChanged
    | ViewsChanged
    | ChannelRead
    | AppUninstalled
    | TokensRevoked
    | TeamAccessChanged
    | FileShared
    | StepStarted
)
