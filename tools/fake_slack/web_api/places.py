"""Finding the channel, message or person a call is about, as far as the app may see them."""

import re

from tools.fake_slack.seed.world import Person
from tools.fake_slack.state import sides
from tools.fake_slack.state.messages import Channel, ChannelKind, Message
from tools.fake_slack.web_api.arguments import Refused
from tools.fake_slack.web_api.call import Call

_TS = re.compile(r"\d+\.\d{6}")


def need_scope(call: Call, scope: str) -> None:
    provided = call.install.scopes
    if scope not in provided:
        raise Refused("missing_scope", needed=scope, provided=",".join(provided))


def kind_of(call: Call, channel: Channel) -> ChannelKind:
    """What the channel is on the app's side; sharing may make it private there only."""
    return sides.kind_for(call.install, channel)


def seen_channel(call: Call) -> Channel:
    """A public channel, or one the app is in."""
    return _known(call, call.workspace.channels.get(call.args.need("channel")))


def channel_named(call: Call, name: str) -> Channel:
    """By name, as only posting allows, and only within one workspace."""
    if call.install.is_org:
        raise Refused("team_not_found")
    return _known(call, call.workspace.channel(name))


def _known(call: Call, channel: Channel | None) -> Channel:
    if channel is None or not sides.may_know(call.install, channel):
        raise Refused("channel_not_found")
    return channel


def joined_channel(call: Call) -> Channel:
    channel = seen_channel(call)
    if call.install.bot_user not in channel.members:
        raise Refused("not_in_channel")
    return channel


def writable_channel(call: Call) -> Channel:
    return need_writable(joined_channel(call))


def need_writable(channel: Channel) -> Channel:
    if channel.is_archived:
        raise Refused("is_archived")
    return channel


def readable_channel(call: Call) -> Channel:
    channel = joined_channel(call)
    need_scope(call, f"{kind_of(call, channel).scope_stem}:history")
    return channel


def message_at(channel: Channel, ts: str) -> Message:
    message = channel.messages.get(ts)
    if message is None or message.is_tombstone:
        raise Refused("message_not_found")
    return message


def reacted_message(call: Call) -> tuple[Channel, Message]:
    """What `channel` and `timestamp` of the reaction methods point at."""
    if "channel" not in call.args or "timestamp" not in call.args:
        raise Refused("no_item_specified")
    channel = joined_channel(call)
    ts = call.args.need("timestamp")
    if not _TS.fullmatch(ts):
        raise Refused("bad_timestamp")
    return channel, message_at(channel, ts)


def person_by_id(call: Call, user: str) -> Person | None:
    """A webhook is nobody; keys of the world file are no ids."""
    person = call.workspace.world.person(user)
    return person if person and person.id == user and not person.is_webhook else None


def is_bot(call: Call, user: str) -> bool:
    """The app's own bot user, another app's, or another install's."""
    person = person_by_id(call, user)
    return call.workspace.installs.of_bot(user) is not None or (
        person is not None and person.is_bot
    )


def is_stranger(call: Call, person: Person) -> bool:
    """Whom the app cannot write to: from another company, and in no channel with ours."""
    return sides.is_stranger(call.workspace, call.install, person)
