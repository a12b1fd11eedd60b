"""Events about messages: written, mentioned in, changed, deleted, reacted to, with metadata."""

from collections.abc import Iterator

from tools.fake_slack.sending.notices import Notice, in_channel, is_inside
from tools.fake_slack.state import happenings as happened
from tools.fake_slack.state import shapes, sides
from tools.fake_slack.state.installs import Install
from tools.fake_slack.state.messages import Channel, JsonObject, Message
from tools.fake_slack.state.workspace import Workspace

METADATA_SCOPE = "metadata.message:read"
IN_A_MENTION = frozenset(
    (
        "client_msg_id",
        "user",
        "username",
        "app_id",
        "bot_id",
        "bot_profile",
        "subtype",
        "edited",
        "text",
        "blocks",
        "attachments",
        "files",
        "upload",
        "display_as_bot",
        "ts",
        "thread_ts",
        "team",
        "user_team",
        "source_team",
    )
)
"""What `app_mention` tells of its message."""


def notices(
    workspace: Workspace, install: Install, happening: happened.Happening
) -> Iterator[Notice]:
    match happening:
        case happened.MessagePosted(channel, message) if is_inside(install, channel):
            yield from _posted(workspace, install, channel, message)
        case happened.MessageChanged(channel, message, previous, ts) if is_inside(install, channel):
            shown = shapes.message_object(workspace, message)
            inner = _hidden("message_changed", message=shown, previous_message=previous)
            yield _message(install, channel, inner, ts, message.user)
            if not _mentions(install, previous["text"]):
                yield from _mention(install, channel, shown, ts)
            yield from _metadata_changed(install, channel, shown, previous, ts)
        case happened.MessageDeleted(channel, previous, ts) if is_inside(install, channel):
            inner = _hidden("message_deleted", deleted_ts=previous["ts"], previous_message=previous)
            yield _message(install, channel, inner, ts, previous.get("user"))
            yield from _metadata_changed(install, channel, {}, previous, ts)
        case happened.ReactionChanged(channel) if is_inside(install, channel):
            yield _reaction(install, happening)
        case happened.FileShared(channel) if is_inside(install, channel):
            yield _file_shared(install, happening)
        case _:
            return


def _hidden(subtype: str, **told: object) -> JsonObject:
    return {"subtype": subtype, "hidden": True, **told}


def _message(
    install: Install, channel: Channel, inner: JsonObject, ts: str, user: str | None
) -> Notice:
    kind = sides.kind_for(install, channel)
    placed = {"channel": channel.id, "ts": ts, "event_ts": ts, "channel_type": kind.in_events}
    return in_channel(
        install,
        channel,
        {"type": "message", **inner, **placed},
        f"{kind.scope_stem}:history",
        user=user,
        subscription={"channel": "message.channels", "group": "message.groups"}.get(
            kind.in_events, f"message.{kind.in_events}"
        ),
    )


def _posted(
    workspace: Workspace, install: Install, channel: Channel, message: Message
) -> Iterator[Notice]:
    shown = shapes.message_object(workspace, message)
    yield _message(install, channel, shown, message.ts, message.user)
    if not message.is_by_slack:
        yield from _mention(install, channel, shown, message.ts)
    if message.metadata:
        event = {"metadata": message.metadata, **_whose(channel, shown), "event_ts": message.ts}
        event = {"type": "message_metadata_posted", **event}
        yield in_channel(install, channel, event, METADATA_SCOPE, user=message.user)


def _mentions(install: Install, text: str) -> bool:
    return f"<@{install.bot_user}>" in text


def _mention(install: Install, channel: Channel, shown: JsonObject, ts: str) -> Iterator[Notice]:
    """Where others listen too: in a conversation with the app every message is for it."""
    if channel.kind.is_direct or not _mentions(install, shown["text"]):
        return
    told = {name: value for name, value in shown.items() if name in IN_A_MENTION}
    event = {"type": "app_mention", **told, "channel": channel.id, "event_ts": ts}
    yield in_channel(install, channel, event, "app_mentions:read", user=shown.get("user"))


def _metadata_changed(
    install: Install, channel: Channel, now: JsonObject, previous: JsonObject, ts: str
) -> Iterator[Notice]:
    """What a change of a message, or its end (`now` is empty), did to its metadata."""
    before, after = previous.get("metadata"), now.get("metadata")
    if before == after:
        return
    event: JsonObject = {"type": "message_metadata_updated", **_whose(channel, previous)}
    event["event_ts"] = ts
    if before:
        event["previous_metadata"] = before
    if after:
        event["metadata"] = after
    if not before:
        event["type"] = "message_metadata_posted"
    elif not after:
        event |= {"type": "message_metadata_deleted", "deleted_ts": ts}
    yield in_channel(install, channel, event, METADATA_SCOPE, user=previous.get("user"))


def _whose(channel: Channel, message: JsonObject) -> JsonObject:
    """The message that carries the metadata, and its author."""
    return {
        "channel_id": channel.id,
        "message_ts": message["ts"],
        "app_id": message.get("app_id"),
        "bot_id": message.get("bot_id"),
        "user_id": message.get("user"),
        "team_id": message.get("team"),
    }


def _reaction(install: Install, change: happened.ReactionChanged) -> Notice:
    channel = change.channel
    item = {"type": "message", "channel": channel.id, "ts": change.message.ts}
    event: JsonObject = {
        "type": "reaction_added" if change.added else "reaction_removed",
        "user": change.user,
        "reaction": change.name,
        "item": item,
        **({"item_user": change.message.user} if change.message.user else {}),
        "event_ts": change.ts,
    }
    return in_channel(install, channel, event, "reactions:read", user=change.user)


def _file_shared(install: Install, shared: happened.FileShared) -> Notice:
    event = {
        "type": "file_shared",
        "file_id": shared.file_id,
        "user_id": shared.user,
        "file": {"id": shared.file_id},
        "channel_id": shared.channel.id,
        "event_ts": shared.ts,
    }
    return in_channel(install, shared.channel, event, "files:read", user=shared.user)
