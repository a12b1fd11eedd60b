"""The conversations.* methods: what the app may know and read about channels."""

import re
from collections.abc import Iterable

from tools.fake_slack.composition import FakeSlack
from tools.fake_slack.state import shapes
from tools.fake_slack.state.messages import Channel, ChannelKind, JsonObject, Message
from tools.fake_slack.web_api.arguments import Arguments, Refused
from tools.fake_slack.web_api.paging import page
from tools.fake_slack.web_api.places import need_scope, readable_channel, seen_channel

_TIME = re.compile(r"\d+(\.\d{1,6})?")
_SCOPES_OF_TYPES = {
    "public_channel": "channels:read",
    "private_channel": "groups:read",
    "im": "im:read",
    "mpim": "mpim:read",
}


def info(slack: FakeSlack, args: Arguments) -> JsonObject:
    channel = seen_channel(slack, args)
    need_scope(slack, f"{channel.kind.scope_stem}:read")
    shown = shapes.channel_object(slack.workspace, channel)
    if args.flag("include_locale"):
        shown["locale"] = "en-US"
    if args.flag("include_num_members"):
        shown["num_members"] = len(channel.members)
    return {"channel": shown}


def members(slack: FakeSlack, args: Arguments) -> JsonObject:
    channel = seen_channel(slack, args)
    need_scope(slack, f"{channel.kind.scope_stem}:read")
    inside, more = page(f"members-{channel.id}", channel.members, args)
    return {"members": inside, "response_metadata": more}


def listed(slack: FakeSlack, args: Arguments) -> JsonObject:
    some, more = page("list", _of_types(slack, args), args)
    shown = [shapes.channel_object(slack.workspace, channel) for channel in some]
    return {"channels": shown, "response_metadata": more}


def of_user(slack: FakeSlack, args: Arguments) -> JsonObject:
    """Where somebody is, as far as the app may see it; without `user` where the app is."""
    bot = slack.workspace.app.bot_user
    user = args.text("user") or bot
    person = slack.workspace.world.person(user)
    if user != bot and (person is None or person.id != user):
        raise Refused("invalid_arguments", messages=["invalid `user`"])
    channels = [one for one in _of_types(slack, args) if user in one.members]
    some, more = page(f"of-{user}", channels, args)
    shown = [shapes.channel_object(slack.workspace, channel) for channel in some]
    for one in shown:
        one.pop("is_member", None)  # Slack says it in the other conversations.* answers only
    return {"channels": shown, "response_metadata": more}


def _of_types(slack: FakeSlack, args: Arguments) -> list[Channel]:
    """The channels of the kinds asked for that the app may know about."""
    types = (args.text("types") or "public_channel").replace(" ", "").split(",")
    if set(types) - set(_SCOPES_OF_TYPES):
        raise Refused("invalid_types")
    for kind in types:
        need_scope(slack, _SCOPES_OF_TYPES[kind])
    bot, living = slack.workspace.app.bot_user, args.flag("exclude_archived")
    return [
        channel
        for channel in slack.workspace.channels.values()
        if channel.kind in types
        and (channel.kind is ChannelKind.PUBLIC or bot in channel.members)
        and not (living and channel.is_archived)
    ]


def history(slack: FakeSlack, args: Arguments) -> JsonObject:
    """Newest first, without the replies in threads."""
    channel = readable_channel(slack, args)
    inside = [one for one in _between(channel.messages.values(), args) if not one.is_reply]
    some, more = page(f"history-{channel.id}", inside[::-1], args)
    return _messages(slack, args, some, more) | {"pin_count": 0}


def replies(slack: FakeSlack, args: Arguments) -> JsonObject:
    """Oldest first, the root in front; a reply's own ts gives that reply alone."""
    channel = readable_channel(slack, args)
    asked = channel.messages.get(args.need("ts"))
    if asked is None:
        raise Refused("thread_not_found")
    found = [asked] if asked.is_reply else channel.thread(asked.ts)
    within = [one for one in _between(found, args) if one is not asked]
    some, more = page(f"replies-{asked.ts}", [asked, *within], args, usual=1000, most=1000)
    return _messages(slack, args, some, more)


def open_dm(slack: FakeSlack, args: Arguments) -> JsonObject:
    workspace = slack.workspace
    if "channel" in args:
        channel = seen_channel(slack, args)
        if channel.kind is not ChannelKind.IM:
            raise Refused("method_not_supported_for_channel_type")
        return _opened(slack, channel, args, already=True)
    users = [user for user in (args.text("users") or "").split(",") if user]
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
    return _opened(slack, channel, args, already=len(workspace.channels) == before)


def _opened(slack: FakeSlack, channel: Channel, args: Arguments, *, already: bool) -> JsonObject:
    whole = shapes.channel_object(slack.workspace, channel)
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


def _messages(
    slack: FakeSlack, args: Arguments, some: Iterable[Message], more: JsonObject
) -> JsonObject:
    with_metadata = args.flag("include_all_metadata")
    shown = [
        shapes.message_object(slack.workspace, message, with_metadata=with_metadata)
        for message in some
    ]
    return {
        "messages": shown,
        "has_more": bool(more["next_cursor"]),
        "response_metadata": more,
    }
