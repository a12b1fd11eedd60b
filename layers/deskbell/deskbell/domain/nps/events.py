"""What can have happened to a score, and to the case of a low one; see tickets/events.py.

Of a member there is the id alone, and nothing of what they wrote.
"""

from dataclasses import dataclass
from datetime import datetime

from deskbell.domain.ids import InboxId, PersonId, Ref
from deskbell.domain.nps.words import How


@dataclass(frozen=True, slots=True)
class NpsScoreReceived:
    """A member has answered; somebody is called for a score below the `threshold`. `case`: where it
    was attached."""

    source: str
    member: str
    score: int
    threshold: int
    segment: str
    experience: str
    case: Ref | None


@dataclass(frozen=True, slots=True)
class NpsScoreCorrected:
    """The source says that it was another one, or something else of it."""

    member: str
    before: int
    score: int
    case: Ref | None


@dataclass(frozen=True, slots=True)
class NpsTurnTaken:
    """It was their turn."""

    inbox: InboxId
    person: PersonId


@dataclass(frozen=True, slots=True)
class NpsCaseOpened:
    """A score is too low: its owner is to see to it by `due`. Nobody is there: `owner` is None."""

    member: str
    response: Ref
    score: int
    owner: PersonId | None
    due: datetime


@dataclass(frozen=True, slots=True)
class NpsScoreAdded:
    """The same member has answered once more, while the case goes on."""

    response: Ref
    score: int


@dataclass(frozen=True, slots=True)
class NpsScoreChanged:
    """One of its scores was corrected."""

    response: Ref
    before: int
    score: int


@dataclass(frozen=True, slots=True)
class NpsCaseTaken:
    """Somebody else sees to it from now on."""

    person: PersonId
    before: PersonId | None


@dataclass(frozen=True, slots=True)
class NpsCaseHandled:
    """It is done; `how` is None until somebody says it. `by_emoji`: by a ✅ on its card."""

    person: PersonId
    how: How | None
    by_emoji: bool


@dataclass(frozen=True, slots=True)
class NpsOutcomeNamed:
    """Somebody has said what was done."""

    person: PersonId
    how: How


@dataclass(frozen=True, slots=True)
class NpsCaseReopened:
    """It was not done: somebody says so, or another low `response` does."""

    person: PersonId | None
    response: Ref | None


@dataclass(frozen=True, slots=True)
class NpsOwnerReminded:
    """Nobody has seen to it for a while; where it is nobody's, the lead was reminded."""

    person: PersonId


@dataclass(frozen=True, slots=True)
class NpsCaseEscalated:
    """Nobody has seen to it for too long: the lead was told."""

    lead: PersonId


@dataclass(frozen=True, slots=True)
class NpsCaseClosed:
    """It cannot be opened again: another low score is a case of its own."""

    how: How | None


@dataclass(frozen=True, slots=True)
class NpsActionRefused:
    """Somebody wanted something of it and may not, or it is too late for that."""

    person: PersonId
    action: str
    why: str


@dataclass(frozen=True, slots=True)
class NpsLoopClosed:
    """The first answer of the member after it was handled: `recovered` says whether that was well
    done. `asked`: somebody had sent them the survey again."""

    response: Ref
    before: int
    score: int
    recovered: bool
    asked: bool


@dataclass(frozen=True, slots=True)
class NpsResurveyDue:
    """The member is to be surveyed again; `owner` was told, or the lead where it is nobody's."""

    member: str
    owner: PersonId


@dataclass(frozen=True, slots=True)
class NpsResurveyWithheld:
    """It was due, but the member does not want to be contacted."""

    member: str


@dataclass(frozen=True, slots=True)
class NpsWeekTold:
    """The channel hears of a `week` that is over, such as 2026-W47; `nps` is None where nobody has
    answered. `silent`: there was nothing to tell for so long that nobody hears of it."""

    week: str
    answers: int
    nps: int | None
    opened: int
    waiting: int
    silent: bool


@dataclass(frozen=True, slots=True)
class NpsMemberAsked:
    """Somebody has sent the member the survey again."""

    person: PersonId


@dataclass(frozen=True, slots=True)
class NpsContactDeclined:
    """The member does not want to be contacted, says somebody."""

    person: PersonId


@dataclass(frozen=True, slots=True)
class NpsContactAllowed:
    """The member may be contacted after all."""

    person: PersonId
