"""How channels are made, renamed, closed and shared with another company; the gestures of
people/ decide who may, and tests read the events that follow."""

from dataclasses import replace
from itertools import chain

from tools.fake_slack.state import happenings as happened
from tools.fake_slack.state.messages import Channel, ChannelKind, Message
from tools.fake_slack.state.workspace import Workspace

SEVERED = "connection_severed"


def create(workspace: Workspace, name: str, user: str, *, private: bool) -> Channel:
    person = workspace.world.person(user)
    channel = Channel(
        id=workspace.ids.next("C0"),
        name=name,
        kind=ChannelKind.PRIVATE if private else ChannelKind.PUBLIC,
        topic="",
        created=int(workspace.clock.now()),
        members=[],
        creator=user,
        team=person.team if person else workspace.world.team.id,
    )
    workspace.channels[channel.id] = channel
    workspace.tell(happened.ChannelCreated(channel, user, workspace.next_ts()))
    workspace.join(channel, user)
    return channel


def rename(workspace: Workspace, channel: Channel, name: str, user: str) -> None:
    old = channel.name
    channel.previous_names.append(old)
    channel.name = name
    what = f'has renamed the channel from "{old}" to "{name}"'
    told = {"old_name": old, "name": name}
    workspace.announce(channel, _subtype(channel, "name"), user, what, told)
    workspace.tell(happened.ChannelRenamed(channel, user, workspace.next_ts()))


def set_topic(workspace: Workspace, channel: Channel, topic: str, user: str) -> None:
    channel.topic = topic
    what = f"set the channel topic: {topic}" if topic else "cleared the channel topic"
    workspace.announce(channel, _subtype(channel, "topic"), user, what, {"topic": topic})
    workspace.tell(happened.ChannelSet(channel))


def make_private(workspace: Workspace, channel: Channel, user: str) -> None:
    """A shared channel only on our side: the other company decides about its own."""
    if channel.is_shared:
        channel.private_for = (*channel.private_for, workspace.world.team.id)
    channel.kind = ChannelKind.PRIVATE
    what = "made this channel *private*. Now, it can only be viewed or joined by invitation."
    workspace.announce(channel, "channel_convert_to_private", user, what)
    workspace.tell(happened.ChannelSet(channel))


def archive(workspace: Workspace, channel: Channel, user: str, *, archived: bool) -> None:
    channel.is_archived = archived
    subtype = _subtype(channel, "archive" if archived else "unarchive")
    what = "archived the channel" if archived else "un-archived the channel"
    workspace.announce(channel, subtype, user, what)
    workspace.tell(happened.ChannelArchived(channel, user, workspace.next_ts()))


def delete(workspace: Workspace, channel: Channel, user: str) -> None:
    for shares in _shares(workspace, channel):
        del shares[channel.id]
    del workspace.channels[channel.id]
    workspace.tell(happened.ChannelDeleted(channel, user, workspace.next_ts()))


def share(workspace: Workspace, channel: Channel, team: str) -> None:
    """Let `team` in; an old private channel, `G…`, gets a new id as soon as it is shared."""
    if channel.id.startswith("G"):
        _change_id(workspace, channel, workspace.ids.next("C0"))
    channel.shared_with = (*channel.shared_with, team)
    workspace.tell(happened.ChannelShared(channel, team, workspace.next_ts()))


def unshare(workspace: Workspace, channel: Channel, team: str) -> Channel:
    """End the sharing with `team`: the host keeps the channel, `team` gets a copy with a new id."""
    theirs = [user for user in channel.members if _is_of(workspace, user, team)]
    copy = _copy_for(workspace, channel, team, theirs)
    channel.members = [user for user in channel.members if user not in theirs]
    channel.shared_with = tuple(one for one in channel.shared_with if one != team)
    channel.private_for = tuple(one for one in channel.private_for if one != team)
    if workspace.world.same_company(team, workspace.world.team.id):
        channel.kind = ChannelKind.PRIVATE
    workspace.tell(happened.ChannelUnshared(channel, team, workspace.next_ts()))
    workspace.tell(happened.ChannelIdChanged(copy, channel.id, workspace.next_ts()))
    workspace.tell(happened.ChannelUnshared(copy, channel.team, workspace.next_ts()))
    return copy


def _copy_for(workspace: Workspace, channel: Channel, team: str, members: list[str]) -> Channel:
    """What the invited side keeps: its people, what was said, another id."""
    ours = workspace.world.same_company(team, workspace.world.team.id)
    copy = replace(
        channel,
        id=workspace.ids.next("C0"),
        kind=channel.kind_for(team) if ours else ChannelKind.PRIVATE,
        team=team,
        members=members,
        shared_with=(),
        private_for=(),
        frozen_reason=SEVERED,
        messages={},
        reply_ts={},
    )
    for message in channel.messages.values():
        copy.add(_copied(message, copy))
    for shares in _shares(workspace, channel):
        shares[copy.id] = list(shares[channel.id])
    workspace.channels[copy.id] = copy
    return copy


def _copied(message: Message, into: Channel) -> Message:
    reactions = {name: list(users) for name, users in message.reactions.items()}
    return replace(message, channel=into.id, reactions=reactions)


def _change_id(workspace: Workspace, channel: Channel, new: str) -> None:
    old = channel.id
    del workspace.channels[old]
    channel.id = new
    workspace.channels[new] = channel
    for shares in _shares(workspace, channel, old):
        shares[new] = shares.pop(old)
    for message in channel.messages.values():
        message.channel = new
    for whisper in chain.from_iterable(workspace.ephemerals.values()):
        if whisper.channel == old:
            whisper.channel = new
    for (user, place), mark in list(workspace.read_marks.items()):
        if place == old:
            workspace.read_marks[(user, new)] = mark
    workspace.tell(happened.ChannelIdChanged(channel, old, workspace.next_ts()))


def _shares(
    workspace: Workspace, channel: Channel, known_as: str | None = None
) -> list[dict[str, list[str]]]:
    """Where each file in the channel is told to be."""
    ids = {file_id for message in channel.messages.values() for file_id in message.files}
    files = [file for file_id in ids if (file := workspace.files.find(file_id))]
    return [file.shares for file in files if (known_as or channel.id) in file.shares]


def _is_of(workspace: Workspace, user: str, team: str) -> bool:
    """Whether somebody, or an install's bot, is in a channel on behalf of `team`."""
    person = workspace.world.person(user)
    install = workspace.installs.of_bot(user)
    return team in install.workspaces if install else person is not None and person.team == team


def _subtype(channel: Channel, what: str) -> str:
    """Old private channels have their own words."""
    return f"{'group' if channel.id.startswith('G') else 'channel'}_{what}"
