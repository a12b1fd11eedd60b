"""What can have happened to a stand-up; see tickets/events.py. Nothing of what anybody wrote is in
them."""

from dataclasses import dataclass
from datetime import datetime

from deskbell.domain.ids import PersonId, Ref


@dataclass(frozen=True, slots=True)
class StandUpOpened:
    """There is one of this `plan` on that `day`, and these `people` will be asked."""

    plan: str
    day: str
    people: tuple[PersonId, ...]
    closes: datetime


@dataclass(frozen=True, slots=True)
class StandUpAsked:
    """Those are asked, where it is time; who is `absent` is not."""

    plan: str
    people: tuple[PersonId, ...]
    absent: tuple[PersonId, ...]


@dataclass(frozen=True, slots=True)
class StandUpAnswered:
    """`person` has answered, or says it otherwise (`again`). `ticket` is what their blocker has
    become by that, if anything."""

    plan: str
    person: PersonId
    again: bool
    ticket: Ref | None


@dataclass(frozen=True, slots=True)
class StandUpAnswerRefused:
    """`person` wanted to answer one that is over, or that they are not of."""

    plan: str
    person: PersonId
    why: str


@dataclass(frozen=True, slots=True)
class StandUpClosed:
    """Its time is over, and the channel is told who `answered`, who was `silent`, and who was
    `absent`; `blockers` are the tickets that came of it."""

    plan: str
    day: str
    answered: tuple[PersonId, ...]
    silent: tuple[PersonId, ...]
    absent: tuple[PersonId, ...]
    blockers: tuple[Ref, ...]
