"""The chat.* methods: what the app says, changes and takes back."""

import json
import math

from tools.fake_slack.blocks import rules as block_rules
from tools.fake_slack.state import shapes
from tools.fake_slack.state.messages import Blocks, Channel, Json, JsonObject
from tools.fake_slack.state.workspace import Content
from tools.fake_slack.web_api.arguments import Arguments, Refused
from tools.fake_slack.web_api.call import Call
from tools.fake_slack.web_api.places import (
    joined_channel,
    message_at,
    seen_channel,
    writable_channel,
)

LONGEST_POST, LONGEST_UPDATE = 40_000, 4_000
METADATA_BYTES = 8_000


def post_message(call: Call) -> JsonObject:
    channel = _addressed(call)
    _respect_rate(call, channel)
    text, blocks = _said(call.args)
    if not text and not blocks:
        raise Refused("no_text")
    content = Content(text[:LONGEST_POST], blocks, _metadata(call.args))
    thread_ts = _thread(channel, call.args)
    bot = call.install.bot_user
    message = call.workspace.post(channel, content, user=bot, thread_ts=thread_ts)
    shown = shapes.message_object(call.workspace, message)
    return {"channel": channel.id, "ts": message.ts, "message": shown}


def post_ephemeral(call: Call) -> JsonObject:
    channel = writable_channel(call)
    user = call.args.need("user")
    if user not in channel.members:
        raise Refused("user_not_in_channel")
    text, blocks = _said(call.args)
    if not text and not blocks:
        raise Refused("no_text")
    if len(text) > LONGEST_POST:
        raise Refused("msg_too_long")
    thread_ts = _thread(channel, call.args)
    whisper = call.workspace.whisper(channel.id, user, Content(text, blocks), thread_ts)
    return {"message_ts": whisper.ts}


def update(call: Call) -> JsonObject:
    """Text without blocks removes the blocks; metadata alone changes neither."""
    channel = joined_channel(call)
    message = message_at(channel, call.args.need("ts"))
    bot = call.install.bot_user
    if message.bot != bot:
        raise Refused("cant_update_message")
    text, blocks = _said(call.args)
    metadata = _metadata(call.args)
    if not text and not blocks and metadata is None:
        raise Refused("no_text")
    if len(text) > LONGEST_UPDATE:
        raise Refused("msg_too_long")
    untouched = not text and not blocks
    content = Content(text or message.text, message.blocks if untouched else blocks, metadata)
    call.workspace.change(channel, message, content, bot)
    shown = shapes.message_object(call.workspace, message)
    return {"channel": channel.id, "ts": message.ts, "text": message.text, "message": shown}


def delete(call: Call) -> JsonObject:
    channel = joined_channel(call)
    message = message_at(channel, call.args.need("ts"))
    if message.bot != call.install.bot_user:
        raise Refused("cant_delete_message")
    call.workspace.delete(channel, message)
    return {"channel": channel.id, "ts": message.ts}


def get_permalink(call: Call) -> JsonObject:
    channel = seen_channel(call)
    message = message_at(channel, call.args.need("message_ts"))
    return {"channel": channel.id, "permalink": permalink(call, channel, message.ts)}


def permalink(call: Call, channel: Channel, ts: str) -> str:
    place = f"https://{call.workspace.world.team.domain}.slack.com/archives/{channel.id}"
    message = channel.messages[ts]
    thread = f"?thread_ts={message.thread_ts}&cid={channel.id}" if message.is_reply else ""
    return f"{place}/p{ts.replace('.', '')}{thread}"


def _addressed(call: Call) -> Channel:
    """A user id as channel means the app's DM with that person."""
    target = call.args.need("channel")
    if target == call.install.bot_user:
        raise Refused("cannot_dm_bot")
    if not (person := call.workspace.world.person(target)) or person.id != target:
        return writable_channel(call)
    if not call.slack.manifest.messages_tab:
        raise Refused("messages_tab_disabled")
    return call.workspace.dm(call.install.bot_user, person.id)


def _respect_rate(call: Call, channel: Channel) -> None:
    if call.slack.faults.limit({"method": "chat.postMessage", "channel": channel.id}):
        return
    wait = call.slack.post_rate.wait_for(channel.id)
    if wait:
        raise Refused("ratelimited", status=429, retry_after=math.ceil(wait))


def _said(args: Arguments) -> tuple[str, Blocks]:
    if "attachments" in args and args.json("attachments", "invalid_attachments"):
        raise Refused("invalid_arguments", messages=["attachments: not done by the fake"])
    markdown = args.text("markdown_text")
    text, blocks = args.text("text") or "", _blocks(args.json("blocks", "invalid_blocks_format"))
    if markdown and (text or blocks):
        raise Refused("markdown_text_conflict")
    return (markdown, [{"type": "markdown", "text": markdown}]) if markdown else (text, blocks)


def _blocks(value: Json) -> Blocks:
    if value is None:
        return []
    if not block_rules.are_blocks(value):
        raise Refused("invalid_blocks_format")
    blocks: Blocks = value
    faults = block_rules.faults_in_blocks(blocks)
    if faults:
        raise Refused("invalid_blocks", messages=faults, errors=faults)
    if block_rules.too_long(blocks):
        raise Refused("msg_blocks_too_long")
    return blocks


def _metadata(args: Arguments) -> JsonObject | None:
    """None keeps what is there, an empty object removes it."""
    value = args.json("metadata", "invalid_metadata_format")
    if value is None or value == {}:
        return None if value is None else {}
    if not isinstance(value, dict):
        raise Refused("invalid_metadata_format")
    names_fit = set(value) == {"event_type", "event_payload"}
    if not names_fit or not _is_metadata(value["event_type"], value["event_payload"]):
        raise Refused("invalid_metadata_schema")
    if len(json.dumps(value).encode()) > METADATA_BYTES:
        raise Refused("metadata_too_large")
    return value


def _is_metadata(event_type: Json, payload: Json) -> bool:
    return isinstance(event_type, str) and bool(event_type) and isinstance(payload, dict)


def _thread(channel: Channel, args: Arguments) -> str | None:
    if "thread_ts" not in args:
        return None
    thread_ts = args.need("thread_ts")
    root = channel.messages.get(thread_ts)
    if root is None or root.is_reply:
        raise Refused("cannot_reply_to_message")
    return thread_ts
