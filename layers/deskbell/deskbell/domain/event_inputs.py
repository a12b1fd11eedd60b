"""What Slack's events tell, as inputs (`inputs.py` has them all).

Apart from the others for the ingress's sake: to make a class takes a third of a millisecond, and
of an event's cold start it needs no more than these (performance.md).
"""

from dataclasses import dataclass

from deskbell.domain.ids import ChannelId, PersonId, Ts


@dataclass(frozen=True, slots=True)
class FileRef:
    """A file on a message: Slack's id, its sanitised name and its permalink."""

    id: str
    name: str
    permalink: str


@dataclass(frozen=True, slots=True)
class MessagePosted:
    """A person's message; `thread_ts` is None on a root message."""

    channel: ChannelId
    ts: Ts
    thread_ts: Ts | None
    author: PersonId | None
    text: str
    files: tuple[FileRef, ...] = ()
    client_msg_id: str | None = None
    edited_ts: Ts | None = None


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
class ReactionChanged:
    """An emoji put on a message or taken off it; `emoji` is bare: no colons, no skin tone."""

    channel: ChannelId
    ts: Ts
    person: PersonId
    emoji: str
    added: bool
    event_ts: Ts
    author: PersonId | None = None


@dataclass(frozen=True, slots=True)
class MemberJoined:
    """Somebody is in a channel of ours from now on; may be a bot, a guest or a stranger."""

    channel: ChannelId
    person: PersonId


@dataclass(frozen=True, slots=True)
class HomeOpened:
    """Somebody looks at the app's Home tab."""

    person: PersonId


@dataclass(frozen=True, slots=True)
class PostEchoed:
    """Slack showed us our own post: the outbox row it carries is sent, whatever we were told."""

    outbox_id: str
    channel: ChannelId
    ts: Ts
    thread_ts: Ts | None = None
