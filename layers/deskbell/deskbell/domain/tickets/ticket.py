"""A ticket: one tracked request, whatever way it came in (A4-01)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from deskbell.domain.decision import Role, Routing
from deskbell.domain.effects import Place
from deskbell.domain.ids import (
    ChannelId,
    FormId,
    InboxId,
    InstallId,
    Kind,
    PersonId,
    Ref,
    Thread,
    Ts,
)
from deskbell.domain.jira.issue import Issue
from deskbell.domain.tickets.aside import Aside
from deskbell.domain.tickets.classification import Priority as Priority
from deskbell.domain.tickets.classification import Privacy as Privacy
from deskbell.domain.tickets.correspondence import Correspondence
from deskbell.domain.tickets.flag import Flag
from deskbell.domain.tickets.hand_over import HandOver
from deskbell.domain.tickets.move import Move
from deskbell.domain.tickets.pause import Pause, PauseOn
from deskbell.domain.tickets.published import Published
from deskbell.domain.tickets.sought import Sought
from deskbell.domain.tickets.survey import Survey
from deskbell.domain.tickets.ties import NO_TIES, Ties


class Status(StrEnum):
    """Where a ticket stands; `merged` and `cancelled` are ends beside `closed`."""

    NEW = "new"
    ASSIGNED = "assigned"
    WAITING = "waiting"
    SNOOZED = "snoozed"
    SOLVED = "solved"
    CLOSED = "closed"
    MERGED = "merged"
    CANCELLED = "cancelled"

    @property
    def is_open(self) -> bool:
        return self in (Status.NEW, Status.ASSIGNED) or self.is_paused

    @property
    def is_paused(self) -> bool:
        """Open, and nobody is to work on it now."""
        return self in (Status.WAITING, Status.SNOOZED)


class Progress(StrEnum):
    """How far a form's workflow has come; each step happens once (architecture.md, idea 7).

    A ticket of a message is routed as soon as it is there, and needs no execution for the rest."""

    STARTED = "started"
    ACKNOWLEDGED = "acknowledged"
    ROUTED = "routed"
    REMINDER_DUE = "reminder_due"
    REMINDED = "reminded"
    ESCALATION_DUE = "escalation_due"
    ESCALATED = "escalated"


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
class Related:
    """Another ticket, by its number too, so that a card can name it."""

    ref: Ref
    number: int


@dataclass(frozen=True, slots=True)
class Snapshot:
    """All of a ticket that a one-tap action can change."""

    status: Status
    assignee: PersonId | None
    assigned_at: datetime | None
    solver: PersonId | None
    solved_at: datetime | None
    closed_at: datetime | None
    progress: Progress | None
    pause: Pause | None
    priority: Priority
    category: str | None
    hand_over: HandOver | None = None


@dataclass(frozen=True, slots=True)
class Undo:
    """The last one-tap action: who did it, until when it can be undone, what was before it."""

    by: PersonId
    action: str
    until: datetime
    before: Snapshot


@dataclass(frozen=True, slots=True)
class Answer:
    """What somebody of the desk said to everybody."""

    person: PersonId
    message: Thread


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
    earlier: tuple[tuple[Ts, str], ...] = ()
    """What its message said before it was edited: at first, and the last time before now."""
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
    before_merge: Snapshot | None = None
    ties: Ties = NO_TIES
    flag: Flag | None = None
    privacy: Privacy = Privacy.PUBLIC
    private_since: int = 0
    """The card revision since which only so few may know of it; each step sets it (transition)."""
    priority: Priority = Priority.NORMAL
    category: str | None = None
    peer: PersonId | None = None
    """The colleague who answered it before the desk did; stays when that is disputed."""
    hand_over: HandOver | None = None
    asides: tuple[Aside, ...] = ()
    """What was asked aside, in that order; a question is known by its place in it."""
    moves: tuple[Move, ...] = ()
    pause: Pause | None = None
    paused_for: Mapping[PauseOn, int] = field(default_factory=dict)
    """Whole seconds, of the pauses that are over."""
    approval: Sought | None = None
    undo: Undo | None = None
    thanked_at: datetime | None = None
    """When its requester said nothing but thanks, after its end."""
    follows: Related | None = None
    """The closed ticket that it goes on with; `follow_up` is the same from the other side."""
    follow_up: Related | None = None
    """Until it has opened a ticket of its own, a guided request that this one has become."""
    last_answer: Answer | None = None
    published: Published | None = None
    emoji_ts: Ts | None = None
    """When the emoji that opened it was put on, as Slack counts; None if none did."""
    shared: frozenset[ChannelId] = frozenset()
    """Where it is talked about among other companies' people, as Slack says; the settings may name
    these channels, or not yet."""
    mail: Correspondence | None = None
    """With whom it is talked about by mail; None: with nobody."""
    issue: Issue | None = None
    """What it is in Jira, or will be as soon as Jira makes it; None: its inbox has none there."""
    request: Ref | None = None
    """The guided request that has opened it, and waits for its end."""
    surveys: tuple[Survey, ...] = ()
    """What its requester was asked about its solutions; known by its place, from 1."""
    asked_at: datetime | None = None
    """When that was asked for which was another kind of ticket at first."""

    @property
    def started_at(self) -> datetime:
        """When the first of all that are this request was asked (product.md 7, "SLA")."""
        began = self.asked_at or self.opened_at
        return min([began, *(one.started_at for one in self.ties.duplicates)])

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
    def has_workflow(self) -> bool:
        """Whether an execution sees to its steps; else its own timers do."""
        return self.answers is not None and self.progress is not None

    @property
    def thread(self) -> Thread | None:
        """The one of its message; what follows up another ticket began with a reply in it."""
        if self.follows and self.home.thread_ts:
            return Thread(self.home.channel, self.home.thread_ts)
        return self.message

    @property
    def goes_on_as(self) -> Ref | None:
        """The ticket to which whatever is said in its thread belongs by now."""
        next_one = self.follow_up.ref if self.follow_up else None
        return self.merged_into or (next_one if not self.has_become_a_request else None)

    @property
    def has_become_a_request(self) -> bool:
        """One that has opened no ticket of its own yet."""
        return self.follow_up is not None and self.follow_up.ref.kind is Kind.REQUEST

    @property
    def is_open(self) -> bool:
        """Solved is not open: whoever wants to object knows where."""
        return self.status.is_open

    @property
    def is_reply(self) -> bool:
        """Its message turned out to be part of another ticket's thread, which goes on (A5-02)."""
        return self.status is Status.MERGED and self.before_merge is None

    @property
    def people(self) -> frozenset[tuple[Role, PersonId]]:
        """Everybody the ticket concerns, for the index of a person's tickets."""
        rows = {(Role.FOLLOWER, person) for person in self.followers}
        if self.requester:
            rows.add((Role.REQUESTER, self.requester))
        if self.assignee:
            rows.add((Role.ASSIGNEE, self.assignee))
        return frozenset(rows)
