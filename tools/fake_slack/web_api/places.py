"""Finding the channel or message a call is about, as far as the app may see it."""

import re

from tools.fake_slack.composition import FakeSlack
from tools.fake_slack.state.messages import Channel, ChannelKind, Message
from tools.fake_slack.web_api.arguments import Arguments, Refused

_TS = re.compile(r"\d+\.\d{6}")


def need_scope(slack: FakeSlack, scope: str) -> None:
    provided = slack.manifest.scopes
    if scope not in provided:
        raise Refused("missing_scope", needed=scope, provided=",".join(provided))


def seen_channel(slack: FakeSlack, args: Arguments) -> Channel:
    """A public channel, or one the app is in."""
    channel = slack.workspace.channels.get(args.need("channel"))
    if channel is None:
        raise Refused("channel_not_found")
    inside = slack.workspace.app.bot_user in channel.members
    if not inside and channel.kind is not ChannelKind.PUBLIC:
        raise Refused("channel_not_found")
    return channel


def joined_channel(slack: FakeSlack, args: Arguments) -> Channel:
    channel = seen_channel(slack, args)
    if slack.workspace.app.bot_user not in channel.members:
        raise Refused("not_in_channel")
    return channel


def writable_channel(slack: FakeSlack, args: Arguments) -> Channel:
    channel = joined_channel(slack, args)
    if channel.is_archived:
        raise Refused("is_archived")
    return channel


def readable_channel(slack: FakeSlack, args: Arguments) -> Channel:
    channel = joined_channel(slack, args)
    need_scope(slack, f"{channel.kind.scope_stem}:history")
    return channel


def message_at(channel: Channel, ts: str) -> Message:
    message = channel.messages.get(ts)
    if message is None or message.is_tombstone:
        raise Refused("message_not_found")
    return message


def reacted_message(slack: FakeSlack, args: Arguments) -> tuple[Channel, Message]:
    """What `channel` and `timestamp` of the reaction methods point at."""
    if "channel" not in args or "timestamp" not in args:
        raise Refused("no_item_specified")
    channel = joined_channel(slack, args)
    ts = args.need("timestamp")
    if not _TS.fullmatch(ts):
        raise Refused("bad_timestamp")
    return channel, message_at(channel, ts)
