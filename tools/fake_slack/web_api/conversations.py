"""The conversations.* methods about channels: what the app may know of them, and coming in."""

from tools.fake_slack.state import shapes, sides
from tools.fake_slack.state.messages import Channel, ChannelKind, JsonObject, Posting
from tools.fake_slack.web_api.arguments import Refused
from tools.fake_slack.web_api.call import Call
from tools.fake_slack.web_api.paging import page
from tools.fake_slack.web_api.places import (
    kind_of,
    need_scope,
    need_writable,
    person_by_id,
    seen_channel,
)

_SCOPES_OF_TYPES = {
    "public_channel": "channels:read",
    "private_channel": "groups:read",
    "im": "im:read",
    "mpim": "mpim:read",
}


def info(call: Call) -> JsonObject:
    channel = seen_channel(call)
    need_scope(call, f"{kind_of(call, channel).scope_stem}:read")
    bot = call.install.bot_user
    shown = shapes.channel_object(call.workspace, channel, call.install)
    if bot in channel.members:
        shown["last_read"] = call.workspace.read_marks.get((bot, channel.id), "0000000000.000000")
    if not channel.kind.is_direct:
        shown |= {
            "parent_conversation": None,
            "is_read_only": channel.posting is Posting.READ_ONLY,
            "is_thread_only": channel.posting is Posting.THREADS_ONLY,
            "is_non_threadable": channel.posting is Posting.NO_THREADS,
        }
    if call.args.flag("include_locale"):
        team = call.workspace.world.team_of(sides.side_of(call.install, channel))
        shown["locale"] = team.language if team else "en-US"
    if call.args.flag("include_num_members"):
        shown["num_members"] = len(channel.members)
    return {"channel": shown}


def members(call: Call) -> JsonObject:
    channel = seen_channel(call)
    need_scope(call, f"{kind_of(call, channel).scope_stem}:read")
    inside, more = page(f"members-{channel.id}", channel.members, call.args)
    return {"members": inside, "response_metadata": more}


def listed(call: Call) -> JsonObject:
    some, more = page("list", _of_types(call), call.args)
    shown = []
    for channel in some:
        whole = shapes.channel_object(call.workspace, channel, call.install)
        counted = {} if channel.kind.is_direct else {"num_members": len(channel.members)}
        shown.append(whole | counted)
    return {"channels": shown, "response_metadata": more}


def of_user(call: Call) -> JsonObject:
    """Where somebody is, as far as the app may see it; without `user` where the app is."""
    bot = call.install.bot_user
    user = call.args.text("user") or bot
    if user != bot and person_by_id(call, user) is None:
        raise Refused("invalid_arguments", messages=["invalid `user`"])
    channels = [one for one in _of_types(call) if user in one.members]
    some, more = page(f"of-{user}", channels, call.args)
    shown = [shapes.channel_object(call.workspace, channel, call.install) for channel in some]
    for one in shown:
        one.pop("is_member", None)  # Slack says it in the other conversations.* answers only
    return {"channels": shown, "response_metadata": more}


def join(call: Call) -> JsonObject:
    channel = seen_channel(call)
    if kind_of(call, channel) is not ChannelKind.PUBLIC:
        raise Refused("method_not_supported_for_channel_type")
    need_writable(channel)
    already = call.install.bot_user in channel.members
    if not already:
        call.workspace.join(channel, call.install.bot_user)
    shown: JsonObject = {"channel": shapes.channel_object(call.workspace, channel, call.install)}
    if already:
        shown |= {
            "warning": "already_in_channel",
            "response_metadata": {"warnings": ["already_in_channel"]},
        }
    return shown


def _of_types(call: Call) -> list[Channel]:
    """The channels of the kinds asked for that the app may know about."""
    types = (call.args.text("types") or "public_channel").replace(" ", "").split(",")
    if set(types) - set(_SCOPES_OF_TYPES):
        raise Refused("invalid_types")
    for kind in types:
        need_scope(call, _SCOPES_OF_TYPES[kind])
    install, living = call.install, call.args.flag("exclude_archived")
    team = call.args.text("team_id") if install.is_org else None
    return [
        channel
        for channel in call.workspace.channels.values()
        if kind_of(call, channel) in types
        and sides.may_know(install, channel)
        and (team is None or channel.kind.is_direct or team in channel.teams)
        and not (living and channel.is_archived)
    ]
