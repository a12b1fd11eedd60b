"""chat.postMessage and chat.postEphemeral: what the app says, to all of a channel or to one."""

import math
import re

from tools.fake_slack.state import direct, posting_rules, shapes, whispers
from tools.fake_slack.state.messages import Channel, ChannelKind, JsonObject, Message
from tools.fake_slack.web_api.arguments import Refused
from tools.fake_slack.web_api.call import Call
from tools.fake_slack.web_api.chat_content import content_of, read_said
from tools.fake_slack.web_api.places import (
    channel_named,
    is_bot,
    is_stranger,
    need_writable,
    person_by_id,
    seen_channel,
    writable_channel,
)

LONGEST_POST = 40_000
PUBLIC = "chat:write.public"
_ID = re.compile(r"[A-Z][A-Z0-9]{5,}")


def post_message(call: Call) -> JsonObject:
    channel = _addressed(call)
    _respect_rates(call, channel)
    said = read_said(call)
    if said.is_empty:
        raise Refused("no_text")
    root = _root(call, channel)
    if code := posting_rules.refusal(channel, root):
        raise Refused(code)
    message = call.workspace.post(
        channel,
        content_of(call, said, LONGEST_POST),
        user=call.install.bot_user,
        thread_ts=root.ts if root else None,
        subtype="thread_broadcast" if root and call.args.flag("reply_broadcast") else None,
    )
    shown = shapes.message_object(call.workspace, message)
    return {"channel": channel.id, "ts": message.ts, "message": shown}


def post_ephemeral(call: Call) -> JsonObject:
    channel = writable_channel(call)
    _need_messages_tab(call, channel)
    user = call.args.need("user")
    if user not in channel.members:
        raise Refused("user_not_in_channel")
    said = read_said(call)
    if said.is_empty:
        raise Refused("no_text")
    if len(said.text) > LONGEST_POST:
        raise Refused("msg_too_long")
    root, content = _root(call, channel), content_of(call, said, LONGEST_POST)
    thread_ts, bot = root.ts if root else None, call.install.bot_user
    whisper = whispers.whisper(call.workspace, channel.id, user, content, thread_ts, bot)
    return {"message_ts": whisper.ts}


def _addressed(call: Call) -> Channel:
    """By id or name; a person's id means the app's DM with them."""
    target = call.args.need("channel")
    if not _ID.fullmatch(target):
        channel = channel_named(call, target.removeprefix("#"))
    elif is_bot(call, target) or person_by_id(call, target):
        return _dm_with(call, target)
    else:
        channel = seen_channel(call)
    _need_messages_tab(call, channel)
    inside = call.install.bot_user in channel.members
    if not inside and PUBLIC not in call.install.scopes:
        raise Refused("not_in_channel")
    return need_writable(channel)


def _dm_with(call: Call, user: str) -> Channel:
    if is_bot(call, user):
        raise Refused("cannot_dm_bot")
    person = person_by_id(call, user)
    if person is None or person.deleted or is_stranger(call, person):
        raise Refused("channel_not_found")
    if not call.slack.manifest.messages_tab:
        raise Refused("messages_tab_disabled")
    return direct.dm(call.workspace, call.install.bot_user, person.id)


def _need_messages_tab(call: Call, channel: Channel) -> None:
    if channel.kind is ChannelKind.IM and not call.slack.manifest.messages_tab:
        raise Refused("messages_tab_disabled")


def _respect_rates(call: Call, channel: Channel) -> None:
    """One a second and channel, and a number for the whole workspace."""
    if call.limit:
        return
    wait = call.slack.post_rate.wait_for(channel.id)
    if wait:
        raise Refused("ratelimited", status=429, retry_after=math.ceil(wait))
    if not call.slack.post_rate.has_room(channel.team):
        raise Refused("rate_limited")


def _root(call: Call, channel: Channel) -> Message | None:
    """The message under which it goes; replies and Slack's own lines cannot have a thread."""
    if "thread_ts" not in call.args:
        return None
    root = channel.root(call.args.need("thread_ts"))
    if root is None:
        raise Refused("cannot_reply_to_message")
    return root
