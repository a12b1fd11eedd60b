"""Slack's message object, which events carry and threads consist of, as Deskbell reads it."""

from deskbell.adapters.slack.fields import (
    Payload,
    long,
    message_ts,
    nested,
    nested_list,
    optional,
    optional_ts,
    person_id,
    short,
)
from deskbell.adapters.slack.incoming_text import clean_text
from deskbell.domain.id_types import ChannelId, Ts
from deskbell.domain.message_inputs import FileRef, MessagePosted
from deskbell.domain.settings.workspace import Workspace

OUTBOX_EVENT_TYPE = "desk_outbox"
"""The type of the metadata by which we know our own posts again (slack.md 5.3)."""
BY_PEOPLE = (None, "file_share", "thread_broadcast", "me_message")
"""Subtypes of what a person wrote; all others are Slack's own words (slack.md 2.5)."""
_MAX_FILES = 20
_MAX_FILE_NAME = 100
_MAX_PERMALINK = 1000


def is_ours(message: Payload, workspace: Workspace) -> bool:
    """Whether our own app wrote it."""
    return message.get("app_id") == workspace.app or message.get("user") == workspace.bot_user


def is_of_bot(message: Payload) -> bool:
    """Whether another app or a webhook wrote it."""
    return message.get("subtype") == "bot_message" or bool(message.get("bot_id"))


def parent(message: Payload, ts: Ts) -> Ts | None:
    """The thread's root; None on the root itself, which Slack may give its own `thread_ts`."""
    thread_ts = optional_ts(message, "thread_ts")
    return None if thread_ts == ts else thread_ts


def outbox_id(message: Payload) -> str | None:
    """The outbox row that a message was posted for."""
    metadata = nested(message, "metadata")
    if metadata.get("event_type") != OUTBOX_EVENT_TYPE:
        return None
    return optional(nested(metadata, "event_payload"), "id")


def posted(message: Payload, channel: ChannelId, *, shared: bool = False) -> MessagePosted:
    """The message as an input; a bot is no author. Raises InputError."""
    ts = message_ts(message, "ts")
    return MessagePosted(
        channel=channel,
        ts=ts,
        thread_ts=parent(message, ts),
        author=None if is_of_bot(message) else person_id(message, "user"),
        text=clean_text(long(message, "text")),
        files=files(message),
        client_msg_id=optional(message, "client_msg_id"),
        edited_ts=optional_ts(nested(message, "edited"), "ts"),
        team=optional(message, "user_team") or optional(message, "team"),
        shared=shared,
    )


def files(message: Payload) -> tuple[FileRef, ...]:
    return tuple(
        FileRef(short(file, "id"), _file_name(file), _permalink(file))
        for file in nested_list(message, "files")[:_MAX_FILES]
    )


def _file_name(file: Payload) -> str:
    """Never a path (bad_inputs.md 86); Slack Connect stubs have no name at all."""
    name = clean_text(long(file, "name"), _MAX_FILE_NAME)
    return "".join("_" if sign in '/\\:*?"<>|\n\t' else sign for sign in name).strip(" .")


def _permalink(file: Payload) -> str:
    link = long(file, "permalink")
    fits = link.startswith("https://") and link.isascii() and len(link) <= _MAX_PERMALINK
    return link if fits else ""
