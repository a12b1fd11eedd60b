"""The case of one member who gave a low score, until it cannot be opened again.

    open ── handled ── closed
      └── reopened ──┘

As long as it is not closed, whatever else the member answers belongs to it: so there is never
another one that is open (I15).
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from deskbell.domain.decision import Role, Routing
from deskbell.domain.ids import ChannelId, InboxId, InstallId, PersonId, Ref, Ts
from deskbell.domain.nps.policy import Terms
from deskbell.domain.nps.words import How

WORKFLOW = "nps_ping"
MOST_SCORES = 10
"""Of one case; the latest count."""


class Status(StrEnum):
    OPEN = "open"
    HANDLED = "handled"
    """Somebody has seen to it; it may still be opened again."""
    CLOSED = "closed"


class Awaits(StrEnum):
    """What it waits for, in the words of its state machine (functions/nps_ping)."""

    HANDLING = "handling"
    OUTCOME = "outcome"
    """Somebody says what was done, or its window ends without that."""
    END_OF_WINDOW = "end_of_window"


@dataclass(frozen=True, slots=True)
class Given:
    """A score as the case has it; `comment` as the member wrote it, which nobody is shown as it
    is."""

    response: Ref
    score: int
    experience: str
    comment: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """A ✅ on the card, in one of the ways in which Slack has it, and when, by Slack's clock."""

    emoji: str
    ts: Ts


class Stage(StrEnum):
    """How far the second survey of its member is: the desk says when, a person sends it."""

    PLANNED = "planned"
    DUE = "due"
    ASKED = "asked"
    WITHHELD = "withheld"
    """It was due, and the member does not want to be contacted."""


@dataclass(frozen=True, slots=True)
class SecondSurvey:
    """`at` is when it is planned for, or since when it is at its stage; `by` has asked."""

    stage: Stage
    at: datetime
    by: PersonId | None = None


@dataclass(frozen=True, slots=True)
class Recovery:
    """The first answer of its member after it was handled, `response`, beside the one that it was
    `about` then."""

    response: Ref
    about: Ref
    before: int
    score: int
    threshold: int

    @property
    def is_recovered(self) -> bool:
        return self.score >= self.threshold

    @property
    def delta(self) -> int:
        return self.score - self.before


@dataclass(frozen=True, slots=True)
class Case:
    """`scores` are the member's since it was opened, the latest last. `due`: by when its owner is
    to see to it. `remind_at` and `escalate_at` are times that are still to come; `closes_at` is of
    a handled one.

    `surveyed_at` is when its member was surveyed last, as far as is known: they have answered, or
    somebody has asked them again. `no_contact`: they do not want to be called or asked; the next
    case of the member begins with it.

    `mark` is the ✅ by which it was handled, if it was one. `moves` counts what it has waited for.
    """

    ref: Ref
    install: InstallId
    version: int
    ordinal: int
    member: str
    segment: str
    threshold: int
    inbox: InboxId
    channel: ChannelId
    terms: Terms
    scores: tuple[Given, ...]
    opened_at: datetime
    due: datetime
    remind_at: datetime | None = None
    escalate_at: datetime | None = None
    status: Status = Status.OPEN
    owner: PersonId | None = None
    escalated_to: PersonId | None = None
    handled_by: PersonId | None = None
    handled_at: datetime | None = None
    mark: Mark | None = None
    how: How | None = None
    closes_at: datetime | None = None
    moves: int = 0
    generation: int = 0
    """Of its execution."""
    surveyed_at: datetime | None = None
    second: SecondSurvey | None = None
    recovery: Recovery | None = None
    no_contact: bool = False

    @property
    def latest(self) -> Given:
        return self.scores[-1]

    @property
    def is_open(self) -> bool:
        return self.status is Status.OPEN

    @property
    def routing(self) -> Routing:
        return Routing(self.inbox, WORKFLOW, self.generation)

    @property
    def people(self) -> frozenset[tuple[Role, PersonId]]:
        """On nobody's list: the channel has it."""
        return frozenset()

    @property
    def waits_for(self) -> Awaits | None:
        match self.status:
            case Status.OPEN:
                return Awaits.HANDLING
            case Status.HANDLED:
                return Awaits.END_OF_WINDOW if self.how else Awaits.OUTCOME
            case Status.CLOSED:
                return None

    @property
    def awaits(self) -> str | None:
        """What its execution shows: another name after each move; None at its end."""
        return f"{self.waits_for}.{self.moves}" if self.waits_for else None
