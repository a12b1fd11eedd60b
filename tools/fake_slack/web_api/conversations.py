"""The conversations.* methods: what the app may know and read about channels."""

import re
from collections.abc import Iterable

from tools.fake_slack.state import shapes
from tools.fake_slack.state.messages import Channel, ChannelKind, JsonObject, Message
from tools.fake_slack.web_api.arguments import Arguments, Refused
from tools.fake_slack.web_api.call import Call
from tools.fake_slack.web_api.paging import page
from tools.fake_slack.web_api.places import need_scope, readable_channel, seen_channel

_TIME = re.compile(r"\d+(\.\d{1,6})?")
_SCOPES_OF_TYPES = {
    "public_channel": "channels:read",
    "private_channel": "groups:read",
    "im": "im:read",
    "mpim": "mpim:read",
}


def info(call: Call) -> JsonObject:
    channel = seen_channel(call)
    need_scope(call, f"{channel.kind.scope_stem}:read")
    shown = shapes.channel_object(call.workspace, channel)
    if call.args.flag("include_locale"):
        shown["locale"] = "en-US"
    if call.args.flag("include_num_members"):
        shown["num_members"] = len(channel.members)
    return {"channel": shown}


def members(call: Call) -> JsonObject:
    channel = seen_channel(call)
    need_scope(call, f"{channel.kind.scope_stem}:read")
    inside, more = page(f"members-{channel.id}", channel.members, call.args)
    return {"members": inside, "response_metadata": more}


def listed(call: Call) -> JsonObject:
    some, more = page("list", _of_types(call), call.args)
    shown = [shapes.channel_object(call.workspace, channel) for channel in some]
    return {"channels": shown, "response_metadata": more}


def of_user(call: Call) -> JsonObject:
    """Where somebody is, as far as the app may see it; without `user` where the app is."""
    bot = call.install.bot_user
    user = call.args.text("user") or bot
    person = call.workspace.world.person(user)
    if user != bot and (person is None or person.id != user):
        raise Refused("invalid_arguments", messages=["invalid `user`"])
    channels = [one for one in _of_types(call) if user in one.members]
    some, more = page(f"of-{user}", channels, call.args)
    shown = [shapes.channel_object(call.workspace, channel) for channel in some]
    for one in shown:
        one.pop("is_member", None)  # Slack says it in the other conversations.* answers only
    return {"channels": shown, "response_metadata": more}


def _of_types(call: Call) -> list[Channel]:
    """The channels of the kinds asked for that the app may know about."""
    types = (call.args.text("types") or "public_channel").replace(" ", "").split(",")
    if set(types) - set(_SCOPES_OF_TYPES):
        raise Refused("invalid_types")
    for kind in types:
        need_scope(call, _SCOPES_OF_TYPES[kind])
    bot, living = call.install.bot_user, call.args.flag("exclude_archived")
    return [
        channel
        for channel in call.workspace.channels.values()
        if channel.kind in types
        and (channel.kind is ChannelKind.PUBLIC or bot in channel.members)
        and not (living and channel.is_archived)
    ]


def history(call: Call) -> JsonObject:
    """Newest first, without the replies in threads."""
    channel = readable_channel(call)
    inside = [one for one in _between(channel.messages.values(), call.args) if not one.is_reply]
    some, more = page(f"history-{channel.id}", inside[::-1], call.args)
    return _messages(call, some, more) | {"pin_count": 0}


def replies(call: Call) -> JsonObject:
    """Oldest first, the root in front; a reply's own ts gives that reply alone."""
    channel = readable_channel(call)
    asked = channel.messages.get(call.args.need("ts"))
    if asked is None:
        raise Refused("thread_not_found")
    found = [asked] if asked.is_reply else channel.thread(asked.ts)
    within = [one for one in _between(found, call.args) if one is not asked]
    some, more = page(f"replies-{asked.ts}", [asked, *within], call.args, usual=1000, most=1000)
    return _messages(call, some, more)


def open_dm(call: Call) -> JsonObject:
    workspace = call.workspace
    if "channel" in call.args:
        channel = seen_channel(call)
        if channel.kind is not ChannelKind.IM:
            raise Refused("method_not_supported_for_channel_type")
        return _opened(call, channel, call.args, already=True)
    users = [user for user in (call.args.text("users") or "").split(",") if user]
    if not users:
        raise Refused("users_list_not_supplied")
    if len(users) > 1:
        raise Refused("invalid_arguments", messages=["users: the fake has no group DMs"])
    if users[0] == workspace.app.bot_user:
        raise Refused("cannot_dm_bot")
    person = workspace.world.person(users[0])
    if person is None or person.id != users[0]:
        raise Refused("user_not_found")
    before = len(workspace.channels)
    channel = workspace.dm(workspace.app.bot_user, person.id)
    return _opened(call, channel, call.args, already=len(workspace.channels) == before)


def _opened(call: Call, channel: Channel, args: Arguments, *, already: bool) -> JsonObject:
    whole = shapes.channel_object(call.workspace, channel)
    known = {"no_op": True, "already_open": True} if already else {}
    return {"channel": whole if args.flag("return_im") else {"id": channel.id}, **known}


def _between(messages: Iterable[Message], args: Arguments) -> list[Message]:
    oldest, latest = _time(args, "oldest", "0"), _time(args, "latest", "9999999999")
    if args.flag("inclusive"):
        return [one for one in messages if oldest <= one.ts <= latest]
    return [one for one in messages if oldest < one.ts < latest]


def _time(args: Arguments, name: str, usual: str) -> str:
    """Padded like a ts, so that it compares as text."""
    value = args.text(name) or usual
    if not _TIME.fullmatch(value):
        raise Refused(f"invalid_ts_{name}")
    seconds, _, fraction = value.partition(".")
    return f"{seconds.zfill(10)}.{fraction.ljust(6, '0')}"


def _messages(call: Call, some: Iterable[Message], more: JsonObject) -> JsonObject:
    with_metadata = call.args.flag("include_all_metadata")
    shown = [
        shapes.message_object(call.workspace, message, with_metadata=with_metadata)
        for message in some
    ]
    return {
        "messages": shown,
        "has_more": bool(more["next_cursor"]),
        "response_metadata": more,
    }
