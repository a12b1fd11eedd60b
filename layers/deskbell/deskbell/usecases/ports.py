"""What the use cases need from the outside; Slack has its own module (slack_ports.py).

Each port has a real adapter and a memory twin, which pass the same contract tests
(tests/contracts).
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

from deskbell.domain.catalogue.definition import Definition, WorkflowId
from deskbell.domain.decision import Cause, Comment, Decision, Link, Role, Routing, State
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
from deskbell.domain.inputs import Envelope, TimerDue
from deskbell.domain.settings.desk import Desk
from deskbell.domain.texts import Text
from deskbell.domain.tickets.position import Position
from deskbell.domain.tickets.ticket import Ticket


class Settings(Protocol):
    """The desk's settings, in the version this deployment points to."""

    def current(self) -> Desk: ...
    def definition(self, workflow: WorkflowId, version: str) -> Definition | None:
        """A version of a workflow that was ever pushed; a running request keeps its own (A5-13)."""
        ...


# --- the table -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Posted:
    """Where the card of one place is, and the card revision it shows."""

    place: Place
    channel: ChannelId
    ts: Ts
    revision: int


@dataclass(frozen=True, slots=True)
class Copied:
    """Where a part of a comment stands beside the card of one place, and what it shows.

    `of` is the message that is the comment. `post` is None where it stands no more; `revision`
    is empty where it is not known what the post shows.
    """

    place: Place
    of: Thread
    part: int
    post: Thread | None
    revision: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """Where somebody's card of an approval is, and which version of it that shows."""

    person: PersonId
    channel: ChannelId
    ts: Ts
    revision: int


@dataclass(frozen=True, slots=True)
class AuditRow:
    """One version of one aggregate: what happened, who did it, what caused it, and why.

    `position` is how a ticket stood then; None of any other aggregate, and where an earlier release
    wrote the row.
    """

    ref: Ref
    install: InstallId
    version: int
    routing: Routing
    event: str
    detail: dict[str, object]
    actor: str
    cause: EventKey
    reason: Text
    at: datetime
    occurred_at: datetime
    position: Position | None = None


@dataclass(frozen=True, slots=True)
class Commit:
    """What a commit did: the outbox rows it wrote, or `duplicate` and nothing."""

    outbox: "tuple[OutboxRow, ...]" = ()
    duplicate: bool = False


class Aggregates(Protocol):
    """The aggregates and what stands beside them; `commit` is the only way to change them."""

    def load(self, ref: Ref) -> State | None: ...
    def load_all(self, refs: Iterable[Ref]) -> Mapping[Ref, State]:
        """Those that are there, with a call for many instead of one for each."""
        ...

    def find(self, key: str) -> Link | None: ...
    def comment(self, ref: Ref, message: Thread) -> Comment | None:
        """An old row, which does not know its channel, is found by its timestamp."""
        ...

    def comments(self, ref: Ref, since: Ts | None = None) -> Sequence[Comment]:
        """In their order; of `since` and later."""
        ...

    def copied(self, ref: Ref, place: Place, of: Thread, part: int) -> Copied | None: ...
    def copies(self, ref: Ref, place: Place) -> Sequence[Copied]:
        """In the order of their comments, and of their parts."""
        ...

    def posted(self, ref: Ref, place: Place) -> Posted | None: ...
    def asked(self, ref: Ref, person: PersonId) -> Asked | None: ...
    def history(self, ref: Ref) -> Sequence[AuditRow]: ...
    def reserve_number(self, install: InstallId) -> int: ...
    def commit(self, decision: Decision, cause: Cause) -> Commit:
        """One transaction. Raises ConcurrentChangeError or StoreUnavailableError.

        Whoever sends at once what it commits is built to hold its rows: they are written with
        their first attempt claimed, by the committer.
        """
        ...


class Changing(Protocol):
    """The ports of a change that follows the settings."""

    @property
    def settings(self) -> Settings: ...
    @property
    def aggregates(self) -> Aggregates: ...


@dataclass(frozen=True, slots=True)
class Listed:
    """A ticket on a list, and the message in Slack that leads to it, once there is one."""

    ticket: Ticket
    message: Thread | None


class TicketLists(Protocol):
    """Which tickets are whose, for people to look at; may be a moment behind the table."""

    def of_person(self, install: InstallId, person: PersonId, role: Role) -> Sequence[Ref]:
        """The open tickets, approvals or loans in which somebody has this role, newest first."""
        ...

    def past_of_person(
        self, install: InstallId, person: PersonId, role: Role, limit: int
    ) -> Sequence[Ref]:
        """As `of_person`, of what is over: the newest ones, at most `limit`."""
        ...

    def waiting(
        self, install: InstallId, inboxes: Collection[InboxId], *, restricted: bool = False
    ) -> Sequence[Ref]:
        """The tickets of these inboxes that are nobody's yet, the oldest first; `restricted`:
        those that not even the team may know of, instead of all others."""
        ...

    def read(self, refs: Sequence[Ref]) -> Sequence[Listed]:
        """Those tickets, in this order, without any that is gone; at most 100."""
        ...


class RowState(StrEnum):
    """The life of an outbox row."""

    PENDING = "pending"
    SENT = "sent"
    PARKED = "parked"


@dataclass(frozen=True, slots=True)
class OutboxRow:
    """One effect on its way. `id` is `<ref>/<version>/<index>`; `attempt` counts claims, and
    `delays` how often Slack put it off: one that is given back untried was claimed, not delayed.

    `due` and `lease_until` are epoch seconds of the wall clock, never of travelled time.
    `doubtful`: an earlier attempt had no answer, so the next one reads back first.
    `post` is the message that it became, once that is known: of a card before it is sent, as what
    was said under it has to be released first. `aggregate` is what its commit
    made, for the committer that sends at once; it is not stored. `code` is Slack's, of a parked
    row.
    """

    id: str
    ref: Ref
    install: InstallId
    order: str
    effect: Effect
    lane: str
    cause: EventKey
    hops: int
    state: RowState
    attempt: int
    created: float
    due: float
    lease_until: float = 0.0
    doubtful: bool = False
    delays: int = 0
    post: Thread | None = None
    aggregate: State | None = None
    code: str = ""
    held: float = 0.0
    """Until when it was held back for its reader's night (outbox/held.py)."""

    @property
    def waits_since(self) -> float:
        """From when on it should have been sent."""
        return max(self.created, self.held)

    @property
    def version(self) -> int:
        """Of the aggregate, made by the commit that wrote the row."""
        return int(self.order.partition("#")[0])


class Outbox(Protocol):
    """The rows to send; every write is conditional on owning the lease. Reading one raises
    UnreadableRowError if it is of another release."""

    def row(self, row_id: str) -> OutboxRow | None: ...
    def rows(self, row_ids: Iterable[str]) -> Mapping[str, OutboxRow]:
        """Those that are there and can be read, with a call for many."""
        ...

    def pending(self, ref: Ref, lane: str) -> Sequence[OutboxRow]:
        """Unsent, unparked rows of one lane, lowest first; strongly consistent."""
        ...

    def due(self, now: float, limit: int) -> Sequence[str]:
        """Ids of pending rows whose `due` has come, oldest first, over all shards."""
        ...

    def claim(self, row: OutboxRow, now: float, lease: timedelta) -> OutboxRow | None:
        """The row with its lease and one more attempt, or None if somebody else holds it."""
        ...

    def placed(self, row: OutboxRow, posted: Posted, link: Link) -> None:
        """Writes down where a new card is, its link and the row's `post`, in one transaction; the
        row stays unsent.

        Does nothing if the row is finished already; raises ConcurrentChangeError if somebody
        else has claimed it since, or knows another post of it.
        """
        ...

    def sent(
        self, row: OutboxRow, posted: Posted | Copied | Asked | None, link: Link | None = None
    ) -> None:
        """Marks it SENT with its `post`. Of a copy, or an approver's card, where it is is written
        in one transaction with that; an updated card's revision follows, as only another update
        hangs on it. A `link` of the post is written in that transaction, too.

        Does nothing if the row is finished already; raises ConcurrentChangeError if somebody
        else has claimed it since.
        """
        ...

    def retired(self, row: OutboxRow, posted: Posted) -> None:
        """Forgets where the card was, so that its place takes a new one; the row stays unsent. One
        that has been placed since is not forgotten."""
        ...

    def release(self, row: OutboxRow, due: float) -> None:
        """Gives the lease up until `due`, with the row's `delays` and `held`: this attempt surely
        did nothing in Slack, so it leaves no doubt of its own; that of an earlier one stays."""
        ...

    def postpone(self, row_id: str, due: float) -> None:
        """Moves an unsent row that cannot be read, so that it is not always the first one due."""
        ...

    def park(self, row: OutboxRow, code: str) -> None:
        """Slack will never take it: it waits for an operator, 30 days."""
        ...


class Timers(Protocol):
    """The timer rows, in domain time."""

    def due(self, now: datetime, limit: int) -> Sequence[tuple[InstallId, TimerDue]]: ...
    def drop(self, timer: TimerDue) -> None:
        """Deletes a timer that meant nothing any more, unless it was set anew meanwhile."""
        ...


@dataclass(frozen=True, slots=True)
class Wait:
    """An execution that waits: the name of what it waits for and its task token."""

    ref: Ref
    name: str
    token: str


class Waits(Protocol):
    """Who waits for an aggregate (architecture.md, idea 7)."""

    def claim(self, ref: Ref, generation: int, execution: str) -> bool:
        """True if this execution owns the generation, however often it asks."""
        ...

    def store(self, wait: Wait) -> None: ...
    def waiting(self, ref: Ref) -> Sequence[Wait]: ...
    def done(self, wait: Wait) -> None:
        """Deletes the wait if it still has this token."""
        ...


class Parked(Protocol):
    """Inputs that came before the ticket they belong to; each waits `until` some time."""

    def park(self, thread: Thread, envelope: Envelope, until: datetime) -> None: ...
    def waiting(self, install: InstallId, thread: Thread, since: float) -> Sequence[Envelope]:
        """Those that waited at that epoch second, or have come since, as they happened."""
        ...

    def drop(self, install: InstallId, thread: Thread, key: EventKey) -> None: ...


@dataclass(frozen=True, slots=True)
class Bookmark:
    """How far a channel's history has been read: nothing before `begun` concerns us, all up to
    `seen` is known. Slack shows the newest first, so of a part that is not done yet, all between
    `down_to` and its end `until` is known as well. `looked_at` is when that was, by our clock.
    """

    begun: Ts
    seen: Ts
    until: Ts | None = None
    down_to: Ts | None = None
    looked_at: Ts | None = None


class Bookmarks(Protocol):
    """Where the back-fill goes on. The last writer wins: what any of them says is true."""

    def channel(self, install: InstallId, channel: ChannelId) -> Bookmark | None: ...
    def keep_channel(self, install: InstallId, channel: ChannelId, bookmark: Bookmark) -> None: ...
    def last_ticket(self, install: InstallId) -> Ref | None:
        """The open ticket whose threads were read last; they are read in turn."""
        ...

    def keep_last_ticket(self, install: InstallId, ref: Ref) -> None: ...


# --- the queue, the bus, the executions -----------------------------------------------------


class InputQueue(Protocol):
    """The one way in."""

    def put(self, envelope: Envelope) -> None:
        """Raises QueueUnavailableError."""
        ...

    def put_all(self, envelopes: Iterable[Envelope]) -> None:
        """As `put` does each of them, with fewer calls. Raises QueueUnavailableError once one is
        not taken, with nothing of its group behind it: whoever then puts all of them again doubles
        nothing and turns nothing round."""
        ...


class Events(Protocol):
    """The bus: audit rows as domain events."""

    def publish(self, rows: Sequence[AuditRow]) -> Sequence[AuditRow]:
        """Returns the rows the bus did not take."""
        ...


class Executions(Protocol):
    """Step Functions."""

    def answer(self, wait: Wait, outcome: str) -> bool:
        """False if nobody waits with this token any more. Raises ResumeRefusedError."""
        ...
