"""A ticket: one tracked request, whatever way it came in (A4-01)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from deskbell.domain.decision import Role, Routing
from deskbell.domain.effects import Place
from deskbell.domain.ids import ChannelId, FormId, InboxId, InstallId, PersonId, Ref, Thread, Ts


class Status(StrEnum):
    """Where a ticket stands; `merged` and `cancelled` are ends beside `closed`."""

    NEW = "new"
    ASSIGNED = "assigned"
    SOLVED = "solved"
    CLOSED = "closed"
    MERGED = "merged"
    CANCELLED = "cancelled"

    @property
    def is_open(self) -> bool:
        return self in (Status.NEW, Status.ASSIGNED)


class Progress(StrEnum):
    """How far the form's workflow has come; each step happens once (architecture.md, idea 7)."""

    STARTED = "started"
    ACKNOWLEDGED = "acknowledged"
    ROUTED = "routed"
    REMINDER_DUE = "reminder_due"
    REMINDED = "reminded"
    ESCALATION_DUE = "escalation_due"
    ESCALATED = "escalated"


class Privacy(StrEnum):
    """Who may know of a ticket, from everybody to the few; it rises freely and falls only with a
    reason (product.md 7, "Privacy class")."""

    PUBLIC = "public"
    TEAM = "team"
    """Not outside the company: nothing of it in a channel that is shared with another one."""
    PRIVATE = "private"
    """Its requester and the agents of its inbox."""
    RESTRICTED = "restricted"
    """Its requester, its assignee and the lead."""

    @property
    def rank(self) -> int:
        """The higher, the fewer."""
        return list(Privacy).index(self)


class Priority(StrEnum):
    """How soon, in the requester's or the triager's eyes."""

    LOW = "low"
    NORMAL = "normal"
    HIGH = "high"
    URGENT = "urgent"


@dataclass(frozen=True, slots=True)
class FormAnswers:
    """What a form's requester filled in: `values` by field name, empty answers left out."""

    form: FormId
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Card:
    """Where a ticket is shown: at the top level of `channel`, or in the thread of `thread_ts`."""

    place: Place
    channel: ChannelId
    thread_ts: Ts | None = None


@dataclass(frozen=True, slots=True)
class Ticket:
    """The current state; `version` counts every change, `card_revision` only those a card shows.

    `text` is None while Slack could not be read yet ("text pending"). `message` is the root of
    the ticket's thread, None for a form request, whose thread hangs under its own card.
    `cards` are where it is shown, the one its requester sees first.
    """

    ref: Ref
    install: InstallId
    number: int
    version: int
    card_revision: int
    status: Status
    inbox: InboxId
    requester: PersonId | None
    opener: PersonId
    text: str | None
    opened_at: datetime
    cards: tuple[Card, ...]
    message: Thread | None = None
    answers: FormAnswers | None = None
    assignee: PersonId | None = None
    followers: tuple[PersonId, ...] = ()
    text_ts: str = ""
    solver: PersonId | None = None
    assigned_at: datetime | None = None
    solved_at: datetime | None = None
    closed_at: datetime | None = None
    comments: int = 0
    progress: Progress | None = None
    generation: int = 0
    close_due: bool = False
    escalated_to: PersonId | None = None
    merged_into: Ref | None = None
    privacy: Privacy = Privacy.PUBLIC
    priority: Priority = Priority.NORMAL
    category: str | None = None

    @property
    def home(self) -> Card:
        """The card its requester sees."""
        return self.cards[0]

    @property
    def routing(self) -> Routing:
        """Its inbox, and the workflow that its form stands for."""
        workflow = f"{self.answers.form}_form" if self.answers else None
        return Routing(self.inbox, workflow, self.generation)

    @property
    def is_open(self) -> bool:
        """Solved is not open: whoever wants to object knows where."""
        return self.status.is_open

    @property
    def people(self) -> frozenset[tuple[Role, PersonId]]:
        """Everybody the ticket concerns, for the index of a person's tickets."""
        rows = {(Role.FOLLOWER, person) for person in self.followers}
        if self.requester:
            rows.add((Role.REQUESTER, self.requester))
        if self.assignee:
            rows.add((Role.ASSIGNEE, self.assignee))
        return frozenset(rows)
