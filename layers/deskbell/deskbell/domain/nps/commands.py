"""What can be wanted of a score and of the case of a low one; `decide.py` and `receive.py`
answer."""

from dataclasses import dataclass

from deskbell.domain.ids import ChannelId, PersonId
from deskbell.domain.nps.case import Mark
from deskbell.domain.nps.words import How
from deskbell.domain.tickets.permissions import Member


@dataclass(frozen=True, slots=True)
class Take:
    """Somebody sees to it instead of its owner. `channel` is where they are told why not, as with
    all that follow; None where nobody can be told anything."""

    by: Member
    channel: ChannelId | None


@dataclass(frozen=True, slots=True)
class MarkHandled:
    """It is done: by the ✅ `mark`, or by a button that says `how` as well."""

    by: Member
    channel: ChannelId | None
    how: How | None = None
    mark: Mark | None = None


@dataclass(frozen=True, slots=True)
class Unmark:
    """A ✅ came off; `mark.ts` is when it did."""

    by: Member
    channel: ChannelId | None
    mark: Mark


@dataclass(frozen=True, slots=True)
class Reopen:
    """It was not done after all."""

    by: Member
    channel: ChannelId | None


@dataclass(frozen=True, slots=True)
class AskAgain:
    """Somebody has sent the member the survey again."""

    by: Member
    channel: ChannelId | None


@dataclass(frozen=True, slots=True)
class SetContact:
    """The member does not want to be contacted, or may be after all."""

    by: Member
    channel: ChannelId | None
    wanted: bool


@dataclass(frozen=True, slots=True)
class Expire:
    """What is due by now, if anything is."""


@dataclass(frozen=True, slots=True)
class RestartWorkflow:
    """No execution waits where it stands."""


CaseCommand = (
    Take | MarkHandled | Unmark | Reopen | AskAgain | SetContact | Expire | RestartWorkflow
)


@dataclass(frozen=True, slots=True)
class OnDuty:
    """Who of its inbox hears of a case: the lead, where its owner does nothing or there is none."""

    lead: PersonId
    present: frozenset[PersonId] = frozenset()
