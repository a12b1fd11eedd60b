"""The answer of every `decide(state, command, now)`, whatever the aggregate.

The committer (adapters) turns a Decision into one TransactWriteItems: dedupe row, aggregates
with their version, one audit row each, outbox rows, timers and rows beside the aggregate.
There is no other way to write state (architecture.md, idea 3).
"""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from deskbell.domain.effects import Effect, Place
from deskbell.domain.ids import (
    ChannelId,
    EventKey,
    InboxId,
    InstallId,
    PersonId,
    Ref,
    Thread,
    Ts,
)
from deskbell.domain.inputs import FileRef, MessagePosted
from deskbell.domain.texts import Text


class ActorKind(StrEnum):
    """Who can change something."""

    PERSON = "person"
    TIMER = "timer"
    WORKFLOW = "workflow"
    RELAY = "relay"
    OPERATOR = "operator"
    SLACK = "slack"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who did it; `id` is a person's id, a timer's or a workflow's name, an operator's in AWS.
    Of Slack itself and of the relay it is the part that says so."""

    kind: ActorKind
    id: str


@dataclass(frozen=True, slots=True)
class Cause:
    """Why a decision is asked for: the input's key and times. `at` is the domain's now, UTC."""

    key: EventKey
    install: InstallId
    actor: Actor
    occurred_at: datetime
    at: datetime
    hops: int = 0


class Role(StrEnum):
    """How a person belongs to an aggregate; listed by the `by_person` index."""

    REQUESTER = "requester"
    ASSIGNEE = "assignee"
    FOLLOWER = "follower"
    APPROVER = "approver"
    """Of whom a yes is waited for."""
    BORROWER = "borrower"
    """For whom a loan is."""
    ASKED_FOR = "asked_for"
    """For whom a guided request is."""
    RESPONDER = "responder"
    """Who is called for an outage, or sees to it; and the channel of its card."""


@dataclass(frozen=True, slots=True)
class Routing:
    """What the bus's rules tell aggregates apart by; rides on every event."""

    inbox: InboxId | None
    workflow: str | None
    generation: int


class State(Protocol):
    """What the committer needs to know of an aggregate's state."""

    @property
    def ref(self) -> Ref: ...
    @property
    def version(self) -> int: ...
    @property
    def routing(self) -> Routing: ...
    @property
    def people(self) -> frozenset[tuple[Role, PersonId]]: ...
    @property
    def is_open(self) -> bool:
        """Whether somebody still has to do something about it: lists of people have only those."""
        ...


class Event(Protocol):
    """A fact about an aggregate: a frozen dataclass named in the past tense.

    Its class name is the EventBridge `detail-type`; its fields are its detail.
    """


@dataclass(frozen=True, slots=True)
class Link:
    """An external id that means this aggregate: `slack` channel and ts, or a `number`.

    Taken once: a second ticket for the same message fails on it (I1). `place` says which
    surface the id is, None for the message that the ticket is made of. `newest`: it is not taken,
    but always means the last one that took it.
    """

    key: str
    ref: Ref
    place: Place | None = None
    newest: bool = False


def message_link(install: InstallId, thread: Thread) -> str:
    """The link key of a Slack message."""
    return f"slack#{install}#{thread.channel}#{thread.ts}"


def page_link(install: InstallId, thread: Thread) -> str:
    """The link key of a post that calls for incidents, or is the card of one, of a low score, or of
    feedback; no ticket has one."""
    return f"page#{install}#{thread.channel}#{thread.ts}"


def asked_link(install: InstallId, channel: ChannelId, person: PersonId) -> str:
    """The link key of what somebody asked last in a channel where each message is a ticket."""
    return f"asked#{install}#{channel}#{person}"


def typed_link(install: InstallId, message: MessagePosted) -> str | None:
    """The link key of what somebody typed once, however often their Slack sent it; None where that
    is not known."""
    if message.client_msg_id is None or message.author is None:
        return None
    return f"typed#{install}#{message.channel}#{message.author}#{message.client_msg_id}"


def direct_link(install: InstallId, channel: ChannelId) -> str:
    """The link key of somebody's newest ticket by direct message."""
    return f"direct#{install}#{channel}"


def loan_link(install: InstallId, number: int) -> str:
    """The link key of a loan's human number, which no ticket has."""
    return f"loan#{install}#{number}"


def issue_link(install: InstallId, connector: str, issue: str) -> str:
    """The link key of a ticket's issue, by its number in Jira: its key may change there."""
    return f"jira#{install}#{connector}#{issue}"


def number_link(install: InstallId, number: int) -> str:
    """The link key of a ticket's human number."""
    return f"number#{install}#{number}"


@dataclass(frozen=True, slots=True)
class Comment:
    """One message of a ticket's thread, with its versions (A1-09).

    `source` is the Slack ts, which only with its `channel` names a message; None of a row that an
    earlier release wrote. `texts` are (edited_ts or ts, text), oldest first; the last one counts.
    A deleted comment is a tombstone: `deleted_ts` stays, whatever arrives later. `place` is the
    surface of the ticket that it was said at; None: elsewhere, say in a merged ticket's thread.
    """

    ref: Ref
    at: datetime
    source: Ts
    author: PersonId | None
    texts: tuple[tuple[Ts, str], ...]
    files: tuple[FileRef, ...] = ()
    internal: bool = False
    deleted_ts: Ts | None = None
    channel: ChannelId | None = None
    place: Place | None = None

    @property
    def message(self) -> Thread:
        """What names it; the channel of an old row is empty."""
        return Thread(self.channel or ChannelId(""), self.source)


@dataclass(frozen=True, slots=True)
class ReadingLanguage:
    """The language somebody chose to be written to in; None: the one they have set in Slack."""

    install: InstallId
    person: PersonId
    language: str | None


@dataclass(frozen=True, slots=True)
class Retried:
    """A parked outbox row of this aggregate; a new one has its effect, and this one is deleted."""

    outbox_id: str


@dataclass(frozen=True, slots=True)
class Tally:
    """A guided request of that workflow was begun, has ended so, or both, on that `day` (in UTC,
    such as 2026-11-23): counted as it is committed, so neither twice nor not at all."""

    install: InstallId
    workflow: str
    day: str
    begun: bool
    ending: str | None


@dataclass(frozen=True, slots=True)
class SetTimer:
    """Wake this aggregate at `due`; replaces the timer of that name."""

    name: str
    generation: int
    due: datetime


@dataclass(frozen=True, slots=True)
class CancelTimer:
    """The timer of that name is not needed any more; it may not exist."""

    name: str


Row = Comment | Link | ReadingLanguage | Retried | Tally
TimerChange = SetTimer | CancelTimer


@dataclass(frozen=True, slots=True)
class Change:
    """One aggregate's next version: its state, the one event that says so, and the reason.

    `before` is None for a new aggregate; `after.version` is always one more.
    """

    before: State | None
    after: State
    event: Event
    reason: Text
    effects: tuple[Effect, ...] = ()
    timers: tuple[TimerChange, ...] = ()
    rows: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True)
class Decision:
    """Changes of up to four aggregates, committed together, or none, with the reason why not.

    Several of one aggregate are its steps, one version each; the last has their effects.
    """

    changes: tuple[Change, ...] = ()
    ignored: str | None = field(default=None)
    """Why nothing changes, as a counted metric name; None when something does."""
    idempotent: bool = False
    """The same input, decided on again, changes nothing any more whatever has come since: the state
    itself knows it, and the commit needs no dedupe row."""


def nothing(why: str) -> Decision:
    """No change; `why` is counted."""
    return Decision(ignored=why)
