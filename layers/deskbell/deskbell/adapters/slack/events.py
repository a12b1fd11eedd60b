"""Events API requests as Deskbell's inputs: messages, reactions and our own echoes.

Identity comes from what happened, never from `event_id`: one message may arrive eleven times
with eleven event ids (slack.md 3, reliability.md 2.2).
"""

from datetime import datetime
from typing import TYPE_CHECKING

from deskbell.adapters.slack import messages
from deskbell.adapters.slack.fields import (
    Payload,
    channel_id,
    long,
    message_ts,
    nested,
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
from deskbell.domain.envelope import Envelope
from deskbell.domain.event_inputs import (
    HomeOpened,
    MemberJoined,
    MessageDeleted,
    MessageEdited,
    PostEchoed,
    ReactionChanged,
)
from deskbell.domain.ids import ChannelId, EventKey, Ts
from deskbell.domain.settings.workspace import Workspace

if TYPE_CHECKING:
    from deskbell.domain.inputs import Input


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
            case "member_joined_channel":
                return self._joined(event)
            case "app_home_opened":
                return self._home(event)
            case _:
                return Ignored("unhandled_event")

    def _message(self, event: Payload) -> Reading:
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
        posted = messages.posted(event, channel_id(event, "channel"))
        channel, ts = posted.channel, posted.ts
        return self._envelope(
            f"msg:{{}}:{channel}:{ts}", channel, posted.thread_ts or ts, ts, posted
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
        key = f"edit:{{}}:{channel}:{ts}:{edited.edited_ts}"
        return self._envelope(key, channel, edited.thread_ts or ts, event_ts, edited)

    def _deleted(self, event: Payload) -> Reading:
        before = nested(event, "previous_message")
        if messages.is_ours(before, self._workspace):
            return Ignored("own_post")
        channel, ts = channel_id(event, "channel"), message_ts(event, "deleted_ts")
        return self._gone(channel, ts, messages.parent(before, ts), message_ts(event, "event_ts"))

    def _gone(self, channel: ChannelId, ts: Ts, thread_ts: Ts | None, event_ts: Ts) -> Envelope:
        deleted = MessageDeleted(channel, ts, thread_ts, event_ts)
        return self._envelope(
            f"del:{{}}:{channel}:{ts}", channel, thread_ts or ts, event_ts, deleted
        )

    def _own_post(self, event: Payload) -> Reading:
        outbox_id = messages.outbox_id(event)
        if outbox_id is None:
            return Ignored("own_post")
        channel, ts = channel_id(event, "channel"), message_ts(event, "ts")
        return self._echo(PostEchoed(outbox_id, channel, ts, messages.parent(event, ts)))

    def _metadata(self, event: Payload) -> Reading:
        outbox_id = messages.outbox_id(event)
        if outbox_id is None or not messages.is_ours(event, self._workspace):
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

    def _joined(self, event: Payload) -> Reading:
        """One group a channel: however many join at once, they are greeted a few at a time."""
        joined = MemberJoined(channel_id(event, "channel"), person_id(event, "user"))
        if joined.person == self._workspace.bot_user:
            return Ignored("own_joining")
        happened = self._happened(event)
        key = f"join:{{}}:{joined.channel}:{joined.person}:{happened}"
        return self._sealed(key, f"{joined.channel}:joins", happened, joined)

    def _home(self, event: Payload) -> Reading:
        if event.get("tab") != "home":
            return Ignored("other_tab")
        opened = HomeOpened(person_id(event, "user"))
        happened = self._happened(event)
        return self._sealed(
            f"home:{{}}:{opened.person}:{happened}", f"home:{opened.person}", happened, opened
        )

    def _happened(self, event: Payload) -> Ts:
        """Not every event tells; then a redelivery has another key, and finds it done."""
        received = f"{self._received_at.timestamp():.6f}"
        return optional_ts(event, "event_ts") or Ts(received)

    def _envelope(
        self, key: str, channel: ChannelId, thread: Ts, happened: Ts, value: "Input"
    ) -> Envelope:
        """The group keeps one thread in order."""
        return self._sealed(key, f"{channel}:{thread}", happened, value)

    def _sealed(self, key: str, group: str, happened: Ts, value: "Input") -> Envelope:
        """`{}` in `key` is the install's place."""
        install = self._workspace.install
        return Envelope(
            key=EventKey(key.replace("{}", install)),
            install=install,
            group=f"{install}:{group}",
            occurred_at=occurred_at(happened, self._received_at),
            received_at=self._received_at,
            input=value,
        )
