"""Events about messages as inputs: posted, edited, deleted, and our own posts coming back."""

from deskbell.adapters.slack import messages
from deskbell.adapters.slack.fields import (
    Payload,
    channel_id,
    long,
    message_ts,
    nested,
    optional,
    optional_person,
    optional_ts,
)
from deskbell.adapters.slack.incoming_text import clean_text
from deskbell.adapters.slack.readings import Ignored, Reading
from deskbell.adapters.slack.seal import Seal
from deskbell.domain.envelope import Envelope
from deskbell.domain.id_types import ChannelId, Ts
from deskbell.domain.message_inputs import MessageDeleted, MessageEdited, PostEchoed
from deskbell.domain.settings.workspace import Workspace


class MessageReader:
    """Raises InputError where an event's shape is wrong."""

    def __init__(self, workspace: Workspace, seal: Seal, *, shared: bool = False) -> None:
        self._workspace = workspace
        self._seal = seal
        self._shared = shared

    def read(self, event: Payload) -> Reading:
        """A `message` of any subtype."""
        subtype = optional(event, "subtype")
        if subtype == "message_changed":
            return self._changed(event)
        if subtype == "message_deleted":
            return self._deleted(event)
        if messages.is_ours(event, self._workspace):
            return self._own_post(event)
        if messages.is_of_bot(event):
            return Ignored("other_bot")
        if subtype not in messages.BY_PEOPLE:
            return Ignored("unhandled_subtype")
        posted = messages.posted(event, channel_id(event, "channel"), shared=self._shared)
        channel, ts = posted.channel, posted.ts
        return self._seal.in_thread(
            ("msg", channel, ts), channel, posted.thread_ts or ts, ts, posted
        )

    def _changed(self, event: Payload) -> Reading:
        message, before = nested(event, "message"), nested(event, "previous_message")
        if messages.is_ours(message, self._workspace):
            return Ignored("own_post")
        if message.get("bot_id"):
            return Ignored("other_bot")
        channel = channel_id(event, "channel")
        ts = optional_ts(message, "ts") or message_ts(before, "ts")
        event_ts = message_ts(event, "event_ts")
        if message.get("subtype") == "tombstone":
            # What a deleted root with replies turns into, instead of a message_deleted.
            return self._gone(channel, ts, messages.parent(message, ts), event_ts)
        text, edited_ts = long(message, "text"), optional_ts(nested(message, "edited"), "ts")
        if text == before.get("text") or (not before and not edited_ts):
            return Ignored("unchanged_text")  # link previews alone change a message, too
        edited = MessageEdited(
            channel=channel,
            ts=ts,
            thread_ts=messages.parent(message, ts),
            author=optional_person(message, "user"),
            text=clean_text(text),
            edited_ts=edited_ts or event_ts,
            files=messages.files(message),
        )
        key = ("edit", channel, ts, edited.edited_ts)
        return self._seal.in_thread(key, channel, edited.thread_ts or ts, event_ts, edited)

    def _deleted(self, event: Payload) -> Reading:
        before = nested(event, "previous_message")
        if messages.is_ours(before, self._workspace):
            return Ignored("own_post")
        channel, ts = channel_id(event, "channel"), message_ts(event, "deleted_ts")
        return self._gone(channel, ts, messages.parent(before, ts), message_ts(event, "event_ts"))

    def _gone(self, channel: ChannelId, ts: Ts, thread_ts: Ts | None, event_ts: Ts) -> Envelope:
        deleted = MessageDeleted(channel, ts, thread_ts, event_ts)
        return self._seal.in_thread(
            ("del", channel, ts), channel, thread_ts or ts, event_ts, deleted
        )

    def _own_post(self, event: Payload) -> Reading:
        outbox_id = messages.outbox_id(event)
        if outbox_id is None:
            return Ignored("own_post")
        channel, ts = channel_id(event, "channel"), message_ts(event, "ts")
        thread_ts = messages.parent(event, ts)
        echo = PostEchoed(outbox_id, channel, ts, thread_ts)
        key = ("echo", channel, ts, outbox_id)
        return self._seal.in_thread(key, channel, thread_ts or ts, ts, echo)
