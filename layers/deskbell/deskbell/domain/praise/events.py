"""What can have happened to praise and its round-up; see tickets/events.py. Nothing of what anybody
is praised for is in them."""

from dataclasses import dataclass

from deskbell.domain.ids import PersonId, Ref


@dataclass(frozen=True, slots=True)
class PraiseGiven:
    """`author` praises `people`, in the channel for that."""

    author: PersonId
    people: tuple[PersonId, ...]


@dataclass(frozen=True, slots=True)
class PraiseTakenBack:
    """Its author has thought better of it, in time."""

    author: PersonId


@dataclass(frozen=True, slots=True)
class PraiseSettled:
    """It stands: `told` hear of it, and the next round-up has it."""

    told: tuple[PersonId, ...]


@dataclass(frozen=True, slots=True)
class PraiseActionRefused:
    """Somebody wanted what cannot be, or is not theirs to do, or too late."""

    person: PersonId
    action: str
    why: str


@dataclass(frozen=True, slots=True)
class PraiseQueued:
    """`praise` is to be told again in the round-up of that `week`, such as 2026-W48."""

    praise: Ref
    week: str


@dataclass(frozen=True, slots=True)
class PraiseRoundedUp:
    """The channel is told of all `praise` of the week; of `more` there was no room for."""

    week: str
    praise: tuple[Ref, ...]
    more: int
