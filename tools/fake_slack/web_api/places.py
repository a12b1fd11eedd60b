"""Finding the channel or message a call is about, as far as the app may see it."""

import re

from tools.fake_slack.state.messages import Channel, ChannelKind, Message
from tools.fake_slack.web_api.arguments import Refused
from tools.fake_slack.web_api.call import Call

_TS = re.compile(r"\d+\.\d{6}")


def need_scope(call: Call, scope: str) -> None:
    provided = call.install.scopes
    if scope not in provided:
        raise Refused("missing_scope", needed=scope, provided=",".join(provided))


def seen_channel(call: Call) -> Channel:
    """A public channel, or one the app is in."""
    channel = call.workspace.channels.get(call.args.need("channel"))
    if channel is None:
        raise Refused("channel_not_found")
    inside = call.install.bot_user in channel.members
    if not inside and channel.kind is not ChannelKind.PUBLIC:
        raise Refused("channel_not_found")
    return channel


def joined_channel(call: Call) -> Channel:
    channel = seen_channel(call)
    if call.install.bot_user not in channel.members:
        raise Refused("not_in_channel")
    return channel


def writable_channel(call: Call) -> Channel:
    channel = joined_channel(call)
    if channel.is_archived:
        raise Refused("is_archived")
    return channel


def readable_channel(call: Call) -> Channel:
    channel = joined_channel(call)
    need_scope(call, f"{channel.kind.scope_stem}:history")
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
