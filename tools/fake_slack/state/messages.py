"""Channels and messages as the fake keeps them; workspace.py changes them, shapes.py shows them."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

Json = Any
"""A JSON value nobody has looked at yet."""
JsonObject = dict[str, Any]
Blocks = list[JsonObject]


class ChannelKind(StrEnum):
    PUBLIC = "public_channel"
    PRIVATE = "private_channel"
    IM = "im"
    MPIM = "mpim"

    @property
    def in_events(self) -> str:
        """The `channel_type` of a message event."""
        return {"public_channel": "channel", "private_channel": "group"}.get(self, self.value)

    @property
    def scope_stem(self) -> str:
        """The first half of the scopes that open this kind, such as `groups` in `groups:read`."""
        return {"public_channel": "channels", "private_channel": "groups"}.get(self, self.value)

    @property
    def is_direct(self) -> bool:
        """Between people, or a person and the app, without a name of its own."""
        return self in (ChannelKind.IM, ChannelKind.MPIM)


@dataclass(slots=True)
class Message:
    channel: str
    ts: str
    text: str
    user: str | None = None
    blocks: Blocks = field(default_factory=list)
    thread_ts: str | None = None
    subtype: str | None = None
    bot: str | None = None
    """The bot user of the install that wrote it; None for people and other companies' apps."""
    inviter: str | None = None
    metadata: JsonObject | None = None
    client_msg_id: str | None = None
    edited_by: str | None = None
    edited_ts: str | None = None
    reactions: dict[str, list[str]] = field(default_factory=dict)

    @property
    def is_reply(self) -> bool:
        return self.thread_ts is not None and self.thread_ts != self.ts

    @property
    def by_app(self) -> bool:
        return self.bot is not None

    @property
    def is_tombstone(self) -> bool:
        return self.subtype == "tombstone"

    @property
    def is_by_slack(self) -> bool:
        """Whether Slack itself wrote it about `user`."""
        return self.subtype in ("channel_join", "channel_leave")


@dataclass(slots=True)
class Ephemeral:
    """A message only one person sees; it is in no history and vanishes on reset."""

    channel: str
    user: str
    ts: str
    text: str
    blocks: Blocks
    thread_ts: str | None = None
    deleted: bool = False


@dataclass(slots=True)
class Channel:
    id: str
    name: str
    kind: ChannelKind
    topic: str
    created: int
    members: list[str]
    creator: str = ""
    is_archived: bool = False
    shared_with: tuple[str, ...] = ()
    messages: dict[str, Message] = field(default_factory=dict)
    reply_ts: dict[str, list[str]] = field(default_factory=dict)
    """By root, oldest first; kept by `add` and `remove`, so that a thread is found at once."""

    @property
    def is_shared(self) -> bool:
        return bool(self.shared_with)

    def add(self, message: Message) -> None:
        self.messages[message.ts] = message
        if message.thread_ts and message.is_reply:
            self.reply_ts.setdefault(message.thread_ts, []).append(message.ts)

    def remove(self, message: Message) -> None:
        del self.messages[message.ts]
        if message.thread_ts and message.is_reply:
            self.reply_ts[message.thread_ts].remove(message.ts)

    def thread(self, root_ts: str) -> list[Message]:
        """The root, if it is still there, and its replies, oldest first."""
        root = self.messages.get(root_ts)
        return [*([root] if root else []), *self.replies(root_ts)]

    def replies(self, root_ts: str) -> list[Message]:
        return [self.messages[ts] for ts in self.reply_ts.get(root_ts, ())]
