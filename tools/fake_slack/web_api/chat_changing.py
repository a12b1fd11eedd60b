"""chat.update, chat.delete and chat.getPermalink: what becomes of what the app said."""

from tools.fake_slack.state import shapes
from tools.fake_slack.state.content import Content
from tools.fake_slack.state.messages import Blocks, Channel, Json, JsonObject, Message
from tools.fake_slack.web_api.arguments import Refused
from tools.fake_slack.web_api.call import Call
from tools.fake_slack.web_api.chat_content import Said, read_said
from tools.fake_slack.web_api.places import message_at, seen_channel

LONGEST_UPDATE = 4_000


def update(call: Call) -> JsonObject:
    """Text without blocks removes the blocks; metadata or files alone change neither."""
    channel = seen_channel(call)
    message = message_at(channel, call.args.need("ts"))
    if message.bot != call.install.bot_user:
        raise Refused("cant_update_message")
    if channel.is_archived or channel.is_locked(message):
        raise Refused("is_inactive")
    said, files = read_said(call), _files(call)
    says_anything = said.says_anything or files is not None
    broadcasts = _broadcasts(call, message, says_anything=says_anything)
    if not (says_anything or broadcasts):
        raise Refused("no_text")
    if len(said.text) > LONGEST_UPDATE:
        raise Refused("msg_too_long")
    if _has_rich_text(message.blocks) and said.blocks and not _has_rich_text(said.blocks):
        raise Refused("block_mismatch")
    if broadcasts:
        call.workspace.broadcast(channel, message)
    else:
        content = _changed(message, said, files)
        call.workspace.change(channel, message, content, call.install.bot_user)
    shown = shapes.message_object(call.workspace, message)
    return {"channel": channel.id, "ts": message.ts, "text": message.text, "message": shown}


def delete(call: Call) -> JsonObject:
    channel = seen_channel(call)
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


def _broadcasts(call: Call, message: Message, *, says_anything: bool) -> bool:
    """Whether the call shows an older reply to the whole channel, which it may do only alone."""
    if not call.args.flag("reply_broadcast") or message.is_broadcast:
        return False
    if not message.is_reply:
        raise Refused("cant_broadcast_message")
    if says_anything:
        raise Refused("no_dual_broadcast_content_update")
    return True


def _files(call: Call) -> tuple[str, ...] | None:
    """None where the call says nothing about files."""
    listed = _listed(call)
    if listed is None:
        return None
    if not isinstance(listed, list):
        raise Refused("invalid_arguments", messages=["must be an array [json-pointer:/file_ids]"])
    return tuple(_known_file(call, str(one)) for one in listed)


def _listed(call: Call) -> Json:
    """A list, in a form as JSON text or with commas as slack_sdk writes it; none is `""`."""
    given = call.args.raw.get("file_ids")
    if isinstance(given, str) and not given.startswith("["):
        return [one for one in given.split(",") if one]
    return call.args.json("file_ids", "invalid_arguments")


def _known_file(call: Call, file_id: str) -> str:
    file = call.workspace.files.find(file_id)
    if file is None or not file.is_complete:
        raise Refused("file_not_found")
    if file.is_deleted:
        raise Refused("file_deleted")
    return file.id


def _changed(message: Message, said: Said, files: tuple[str, ...] | None) -> Content:
    return Content(
        text=said.text or message.text,
        blocks=message.blocks if said.is_empty else said.blocks,
        metadata=said.metadata,
        attachments=message.attachments if said.attachments is None else said.attachments,
        files=files,
    )


def _has_rich_text(blocks: Blocks) -> bool:
    return any(block.get("type") == "rich_text" for block in blocks)
