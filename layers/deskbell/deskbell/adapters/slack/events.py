"""Events API requests as Deskbell's inputs: messages, reactions and our own echoes.

Identity comes from what happened, never from `event_id`: one message may arrive eleven times
with eleven event ids (slack.md 3, reliability.md 2.2).
"""

from datetime import datetime

from deskbell.adapters.slack.fields import (
    Payload,
    channel_id,
    long,
    message_ts,
    nested,
    nested_list,
    occurred_at,
    optional,
    optional_person,
    optional_ts,
    person_id,
    short,
)
from deskbell.adapters.slack.incoming_text import clean_text
from deskbell.adapters.slack.readings import Ignored, Reading
from deskbell.domain.emoji import bare_emoji
from deskbell.domain.ids import ChannelId, EventKey, Ts
from deskbell.domain.inputs import (
    Envelope,
    FileRef,
    Input,
    MessageDeleted,
    MessageEdited,
    MessagePosted,
    PostEchoed,
    ReactionChanged,
)
from deskbell.domain.settings.desk import Workspace

OUTBOX_EVENT_TYPE = "desk_outbox"
_REQUEST_SUBTYPES = (None, "file_share", "thread_broadcast", "me_message")
_MAX_FILES = 20
_MAX_FILE_NAME = 100


class EventReader:
    """Reads the `event` of one request; raises InputError where its shape is wrong."""

    def __init__(self, workspace: Workspace, received_at: datetime) -> None:
        self._workspace = workspace
        self._received_at = received_at

    def read(self, event: Payload) -> Reading:
        match event.get("type"):
            case "message":
                return self._message(event)
            case "reaction_added" | "reaction_removed":
                return self._reaction(event)
            case "message_metadata_posted":
                return self._metadata(event)
            case _:
                return Ignored("unhandled_event")

    def _message(self, event: Payload) -> Reading:
        subtype = optional(event, "subtype")
        if subtype == "message_changed":
            return self._changed(event)
        if subtype == "message_deleted":
            return self._deleted(event)
        if self._is_ours(event):
            return self._own_post(event)
        if subtype == "bot_message" or event.get("bot_id"):
            return Ignored("other_bot")
        if subtype not in _REQUEST_SUBTYPES:
            return Ignored("unhandled_subtype")
        channel, ts = channel_id(event, "channel"), message_ts(event, "ts")
        posted = MessagePosted(
            channel=channel,
            ts=ts,
            thread_ts=_parent(event, ts),
            author=person_id(event, "user"),
            text=clean_text(long(event, "text")),
            files=_files(event),
            client_msg_id=optional(event, "client_msg_id"),
            edited_ts=optional_ts(nested(event, "edited"), "ts"),
        )
        return self._envelope(
            f"msg:{{}}:{channel}:{ts}", channel, posted.thread_ts or ts, ts, posted
        )

    def _changed(self, event: Payload) -> Reading:
        message, before = nested(event, "message"), nested(event, "previous_message")
        if self._is_ours(message):
            return Ignored("own_post")
        if message.get("bot_id"):
            return Ignored("other_bot")
        channel, ts = channel_id(event, "channel"), message_ts(message, "ts")
        event_ts = message_ts(event, "event_ts")
        if message.get("subtype") == "tombstone":
            # What a deleted root with replies turns into, instead of a message_deleted.
            return self._gone(channel, ts, _parent(message, ts), event_ts)
        text, edited_ts = long(message, "text"), optional_ts(nested(message, "edited"), "ts")
        if text == before.get("text") or (not before and not edited_ts):
            return Ignored("unchanged_text")  # link previews alone change a message, too
        edited = MessageEdited(
            channel=channel,
            ts=ts,
            thread_ts=_parent(message, ts),
            author=optional_person(message, "user"),
            text=clean_text(text),
            edited_ts=edited_ts or event_ts,
            files=_files(message),
        )
        key = f"edit:{{}}:{channel}:{ts}:{edited.edited_ts}"
        return self._envelope(key, channel, edited.thread_ts or ts, event_ts, edited)

    def _deleted(self, event: Payload) -> Reading:
        before = nested(event, "previous_message")
        if self._is_ours(before):
            return Ignored("own_post")
        channel, ts = channel_id(event, "channel"), message_ts(event, "deleted_ts")
        return self._gone(channel, ts, _parent(before, ts), message_ts(event, "event_ts"))

    def _gone(self, channel: ChannelId, ts: Ts, thread_ts: Ts | None, event_ts: Ts) -> Envelope:
        deleted = MessageDeleted(channel, ts, thread_ts, event_ts)
        return self._envelope(
            f"del:{{}}:{channel}:{ts}", channel, thread_ts or ts, event_ts, deleted
        )

    def _own_post(self, event: Payload) -> Reading:
        outbox_id = _outbox_id(event)
        if outbox_id is None:
            return Ignored("own_post")
        channel, ts = channel_id(event, "channel"), message_ts(event, "ts")
        return self._echo(PostEchoed(outbox_id, channel, ts, _parent(event, ts)))

    def _metadata(self, event: Payload) -> Reading:
        outbox_id = _outbox_id(event)
        if outbox_id is None or not self._is_ours(event):
            return Ignored("other_metadata")
        ts = message_ts(event, "message_ts")
        return self._echo(PostEchoed(outbox_id, channel_id(event, "channel_id"), ts))

    def _echo(self, echo: PostEchoed) -> Envelope:
        key = f"echo:{{}}:{echo.channel}:{echo.ts}:{echo.outbox_id}"
        return self._envelope(key, echo.channel, echo.thread_ts or echo.ts, echo.ts, echo)

    def _reaction(self, event: Payload) -> Reading:
        item = nested(event, "item")
        person = person_id(event, "user")
        if person == self._workspace.bot_user:
            return Ignored("own_reaction")
        if item.get("type") != "message":
            return Ignored("reaction_elsewhere")
        added = event.get("type") == "reaction_added"
        reaction = ReactionChanged(
            channel=channel_id(item, "channel"),
            ts=message_ts(item, "ts"),
            person=person,
            emoji=bare_emoji(short(event, "reaction")),
            added=added,
            event_ts=message_ts(event, "event_ts"),
            author=optional_person(event, "item_user"),
        )
        key = ":".join(
            (
                "react" if added else "unreact",
                "{}",
                reaction.channel,
                reaction.ts,
                reaction.person,
                reaction.emoji,
                reaction.event_ts,
            )
        )
        return self._envelope(key, reaction.channel, reaction.ts, reaction.event_ts, reaction)

    def _is_ours(self, message: Payload) -> bool:
        return (
            message.get("app_id") == self._workspace.app
            or message.get("user") == self._workspace.bot_user
        )

    def _envelope(
        self, key: str, channel: ChannelId, thread: Ts, happened: Ts, value: Input
    ) -> Envelope:
        """`{}` in `key` is the install's place; the group keeps one thread in order."""
        install = self._workspace.install
        return Envelope(
            key=EventKey(key.replace("{}", install)),
            install=install,
            group=f"{install}:{channel}:{thread}",
            occurred_at=occurred_at(happened, self._received_at),
            received_at=self._received_at,
            input=value,
        )


def _parent(message: Payload, ts: Ts) -> Ts | None:
    """The thread's root; None on the root itself, which Slack may give its own `thread_ts`."""
    thread_ts = optional_ts(message, "thread_ts")
    return None if thread_ts == ts else thread_ts


def _outbox_id(message: Payload) -> str | None:
    metadata = nested(message, "metadata")
    if metadata.get("event_type") != OUTBOX_EVENT_TYPE:
        return None
    return optional(nested(metadata, "event_payload"), "id")


def _files(message: Payload) -> tuple[FileRef, ...]:
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
    return link if link.startswith("https://") and len(link) <= 1000 else ""
