"""Channels and messages as the fake keeps them; workspace.py changes, shapes/messages.py shows."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

Json = Any
"""A JSON value nobody has looked at yet."""
JsonObject = dict[str, Any]
Blocks = list[JsonObject]
SLACKS_OWN = frozenset(
    f"{family}_{what}"
    for family in ("channel", "group")
    for what in ("join", "leave", "topic", "name", "archive", "unarchive")
) | {"channel_convert_to_private"}
"""Subtypes of the lines that Slack itself writes about somebody."""


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


class Posting(StrEnum):
    """Who may write what in a channel, as its managers chose."""

    EVERYONE = "everyone"
    READ_ONLY = "read_only"
    THREADS_ONLY = "threads_only"
    NO_THREADS = "no_threads"


@dataclass(slots=True)
class Message:
    """`attachments` are the old coloured boxes, `files` ids of files in the message."""

    channel: str
    ts: str
    text: str
    user: str | None = None
    blocks: Blocks = field(default_factory=list)
    attachments: Blocks = field(default_factory=list)
    files: tuple[str, ...] = ()
    is_mrkdwn: bool = True
    thread_ts: str | None = None
    subtype: str | None = None
    username: str = ""
    icons: JsonObject = field(default_factory=dict)
    bot: str | None = None
    """The bot user of the install that wrote it; None for people and other companies' apps."""
    details: JsonObject = field(default_factory=dict)
    """What a line that Slack itself wrote tells besides, such as the new topic."""
    metadata: JsonObject | None = None
    client_msg_id: str | None = None
    edited_by: str | None = None
    edited_ts: str | None = None
    reactions: dict[str, list[str]] = field(default_factory=dict)
    is_locked: bool = False
    """Whether the thread below it is closed."""
    execution: str | None = None
    """The run of a custom step with whose token it was written."""

    @property
    def is_broadcast(self) -> bool:
        """A reply that the channel sees as well."""
        return self.subtype == "thread_broadcast"

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
        return self.subtype in SLACKS_OWN


@dataclass(slots=True)
class Ephemeral:
    """A message only one person sees; it is in no history and vanishes on reset."""

    channel: str
    user: str
    ts: str
    text: str
    blocks: Blocks
    thread_ts: str | None = None
    attachments: Blocks = field(default_factory=list)
    username: str = ""
    icons: JsonObject = field(default_factory=dict)
    bot: str | None = None
    """The bot user of the install that wrote it; None is the desk's own."""
    execution: str | None = None


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
    team: str = ""
    """The workspace it belongs to: ours, another of our organisation, or the other company's."""
    shared_with: tuple[str, ...] = ()
    """Workspaces of other companies."""
    org_shared_with: tuple[str, ...] = ()
    """Other workspaces of the same organisation."""
    private_for: tuple[str, ...] = ()
    """The sides on which a shared channel is private, where it is not so on all."""
    posting: Posting = Posting.EVERYONE
    purpose: str = ""
    previous_names: list[str] = field(default_factory=list)
    frozen_reason: str | None = None
    """Why it is only what one side kept of a shared channel: `connection_severed`."""
    messages: dict[str, Message] = field(default_factory=dict)
    reply_ts: dict[str, list[str]] = field(default_factory=dict)
    """By root, oldest first; kept by `add` and `remove`, so that a thread is found at once."""

    @property
    def is_shared(self) -> bool:
        """With another company."""
        return bool(self.shared_with)

    @property
    def teams(self) -> tuple[str, ...]:
        """Every workspace that has it, its own first."""
        return (self.team, *self.shared_with, *self.org_shared_with)

    def kind_for(self, team: str) -> ChannelKind:
        """What it is on one side: a shared channel may be private on one and public on another."""
        if not self.private_for:
            return self.kind
        return ChannelKind.PRIVATE if team in self.private_for else ChannelKind.PUBLIC

    def add(self, message: Message) -> None:
        self.messages[message.ts] = message
        if message.thread_ts and message.is_reply:
            self.reply_ts.setdefault(message.thread_ts, []).append(message.ts)

    def remove(self, message: Message) -> None:
        del self.messages[message.ts]
        if message.thread_ts and message.is_reply:
            self.reply_ts[message.thread_ts].remove(message.ts)

    def is_locked(self, message: Message) -> bool:
        """Whether the thread it is in, or could begin, is closed."""
        root = self.messages.get(message.thread_ts or message.ts)
        return root is not None and root.is_locked

    def root(self, ts: Json) -> Message | None:
        """The message under which replies can go: no reply itself, nor a line of Slack's own."""
        found = self.messages.get(ts) if isinstance(ts, str) else None
        return None if found is None or found.is_reply or found.is_by_slack else found

    def thread(self, root_ts: str) -> list[Message]:
        """The root, if it is still there, and its replies, oldest first."""
        root = self.messages.get(root_ts)
        return [*([root] if root else []), *self.replies(root_ts)]

    def replies(self, root_ts: str) -> list[Message]:
        return [self.messages[ts] for ts in self.reply_ts.get(root_ts, ())]
