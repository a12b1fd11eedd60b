"""What Slack's events tell of messages, as inputs (`inputs.py` has them all).

Apart from the others for the ingress's sake: to make a class takes a third of a millisecond, and
a cold start makes only what its event needs (performance.md).
"""

from dataclasses import dataclass

from deskbell.domain.id_types import ChannelId, PersonId, Ts


@dataclass(frozen=True, slots=True)
class FileRef:
    """A file on a message: Slack's id, its sanitised name and its permalink."""

    id: str
    name: str
    permalink: str


@dataclass(frozen=True, slots=True)
class MessagePosted:
    """A person's message; `thread_ts` is None on a root message. `team` is its author's workspace,
    where Slack says it; `shared`: Slack says that other companies are in the channel."""

    channel: ChannelId
    ts: Ts
    thread_ts: Ts | None
    author: PersonId | None
    text: str
    files: tuple[FileRef, ...] = ()
    client_msg_id: str | None = None
    edited_ts: Ts | None = None
    team: str | None = None
    shared: bool = False


@dataclass(frozen=True, slots=True)
class MessageEdited:
    """A changed text; `edited_ts` orders the edits of one message."""

    channel: ChannelId
    ts: Ts
    thread_ts: Ts | None
    author: PersonId | None
    text: str
    edited_ts: Ts
    files: tuple[FileRef, ...] = ()


@dataclass(frozen=True, slots=True)
class MessageDeleted:
    """A message that is gone; `event_ts` tells when."""

    channel: ChannelId
    ts: Ts
    thread_ts: Ts | None
    event_ts: Ts


@dataclass(frozen=True, slots=True)
class PostEchoed:
    """Slack showed us our own post: the outbox row it carries is sent, whatever we were told."""

    outbox_id: str
    channel: ChannelId
    ts: Ts
    thread_ts: Ts | None = None
