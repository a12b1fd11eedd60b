"""What the outside can tell Deskbell, in Deskbell's own words, and the envelope it travels in.

The ways in (`slack_ingress`, timers, the relay's answers) write these to the inbox queue;
intake reads them. Bytes become these values once, in the adapter of each source.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from deskbell.domain.ids import ChannelId, EventKey, FormId, InstallId, PersonId, Ref, Thread, Ts


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


class Button(StrEnum):
    """The buttons of our cards: Slack's `action_id` is the value."""

    TAKE = "ticket.take"
    SOLVE = "ticket.solve"


@dataclass(frozen=True, slots=True)
class ButtonPressed:
    """A button of one of our cards; `value` is what we put into it. Nobody is trusted by it."""

    action: Button
    value: str
    person: PersonId
    channel: ChannelId | None
    message_ts: Ts | None
    thread_ts: Ts | None


@dataclass(frozen=True, slots=True)
class FormSubmitted:
    """A modal that the ingress found valid; `values` by field name."""

    form: FormId
    person: PersonId
    view_id: str
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class PostEchoed:
    """Slack showed us our own post: the outbox row it carries is sent, whatever we were told."""

    outbox_id: str
    channel: ChannelId
    ts: Ts
    thread_ts: Ts | None = None


@dataclass(frozen=True, slots=True)
class ThreadRead:
    """The answer to a `ReadThread` effect, or a part of it: the thread's root and some replies,
    as Slack has them, or why it has none."""

    ref: Ref
    thread: Thread
    messages: tuple[MessagePosted, ...]
    failure: str | None = None


@dataclass(frozen=True, slots=True)
class PostParked:
    """The relay gave a row up: which, and Slack's own error code."""

    ref: Ref
    outbox_id: str
    code: str


@dataclass(frozen=True, slots=True)
class TimerDue:
    """A timer row whose time has come; the decision re-checks, a timer is only a hint."""

    ref: Ref
    name: str
    generation: int
    due: datetime


Input = (
    MessagePosted
    | MessageEdited
    | MessageDeleted
    | ReactionChanged
    | ButtonPressed
    | FormSubmitted
    | PostEchoed
    | ThreadRead
    | PostParked
    | TimerDue
)


@dataclass(frozen=True, slots=True)
class Envelope:
    """One input on its way: `key` says what happened, `group` what must stay in order.

    `occurred_at` is the fact's time where the source tells it, `received_at` is stamped by the
    way in and is the domain's `now`. `hops` counts inputs that Deskbell caused itself
    (reliability.md 6.11). Both times are aware and in UTC.
    """

    key: EventKey
    install: InstallId
    group: str
    occurred_at: datetime
    received_at: datetime
    input: Input
    hops: int = 0
