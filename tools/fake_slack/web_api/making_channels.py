"""conversations.create and conversations.invite: a channel of the app's own, and people in it."""

import re

from tools.fake_slack.state import channel_life, shapes
from tools.fake_slack.state.messages import Channel, ChannelKind, JsonObject
from tools.fake_slack.web_api.arguments import Refused
from tools.fake_slack.web_api.call import Call
from tools.fake_slack.web_api.places import (
    joined_channel,
    kind_of,
    need_scope,
    need_writable,
    person_by_id,
)

CREATE = ("channels:manage", "groups:write")
INVITE = (*CREATE, "channels:write.invites", "groups:write.invites")
LONGEST_NAME = 80
MOST_PEOPLE = 100
_WRONG = re.compile(r"[^\w-]|[A-Z]")
_WORDY = re.compile(r"\w")


def create(call: Call) -> JsonObject:
    private = call.args.flag("is_private")
    need_scope(call, "groups:write" if private else "channels:manage")
    name = call.args.text("name") or ""
    if error := _name_error(name):
        raise Refused(error)
    if any(one.name == name for one in call.workspace.channels.values()):
        raise Refused("name_taken")
    channel = channel_life.create(call.workspace, name, call.install.bot_user, private=private)
    return _shown(call, channel)


def invite(call: Call) -> JsonObject:
    """With `force` those come in who can; else nobody does if one cannot."""
    channel = need_writable(joined_channel(call))
    kind = kind_of(call, channel)
    if channel.kind.is_direct:
        raise Refused("method_not_supported_for_channel_type")
    wide, narrow = (
        ("groups:write", "groups:write.invites")
        if kind is ChannelKind.PRIVATE
        else ("channels:manage", "channels:write.invites")
    )
    if narrow not in call.install.scopes:
        need_scope(call, wide)
    named = [user for user in call.args.need("users").replace(" ", "").split(",") if user]
    if len(named) > MOST_PEOPLE:
        raise Refused("too_many_users")
    wrong = {user: error for user in named if (error := _not_invited(call, channel, user))}
    welcome = [user for user in named if user not in wrong]
    if wrong and not (welcome and call.args.flag("force")):
        user, error = next(iter(wrong.items()))
        raise Refused(error, errors=[{"user": user, "ok": False, "error": error}])
    for user in welcome:
        call.workspace.join(channel, user, inviter=call.install.bot_user)
    return _shown(call, channel)


def _name_error(name: str) -> str | None:
    if not name:
        return "invalid_name_required"
    if len(name) > LONGEST_NAME:
        return "invalid_name_maxlength"
    if not _WORDY.search(name):
        return "invalid_name_punctuation"
    return "invalid_name_specials" if _WRONG.search(name) else None


def _not_invited(call: Call, channel: Channel, user: str) -> str | None:
    if user == call.install.bot_user:
        return "cant_invite_self"
    person = person_by_id(call, user)
    if person is None:
        return "user_not_found"
    if person.deleted:
        return "cant_invite"
    return "already_in_channel" if user in channel.members else None


def _shown(call: Call, channel: Channel) -> JsonObject:
    return {"channel": shapes.channel_object(call.workspace, channel, call.install)}
