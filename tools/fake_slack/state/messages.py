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

    @property
    def in_events(self) -> str:
        """The `channel_type` of a message event."""
        return {"public_channel": "channel", "private_channel": "group", "im": "im"}[self]

    @property
    def scope_stem(self) -> str:
        """The first half of the scopes that open this kind, such as `groups` in `groups:read`."""
        return {"public_channel": "channels", "private_channel": "groups", "im": "im"}[self]


@dataclass(slots=True)
class Message:
    channel: str
    ts: str
    text: str
    user: str | None = None
    blocks: Blocks = field(default_factory=list)
    thread_ts: str | None = None
    subtype: str | None = None
    by_app: bool = False
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

    @property
    def is_shared(self) -> bool:
        return bool(self.shared_with)

    def thread(self, root_ts: str) -> list[Message]:
        """The root and its replies, oldest first."""
        return [
            message
            for message in self.messages.values()
            if root_ts in (message.ts, message.thread_ts)
        ]

    def replies(self, root_ts: str) -> list[Message]:
        return [message for message in self.thread(root_ts) if message.is_reply]
