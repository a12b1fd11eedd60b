"""What can have happened to a call for the supervisor; `events.py` has all events."""

from dataclasses import dataclass

from deskbell.domain.ids import PersonId


@dataclass(frozen=True, slots=True)
class TicketFlagged:
    """Somebody called the supervisor; `told` are those who hear it first (A1-15)."""

    person: PersonId
    told: tuple[PersonId, ...]


@dataclass(frozen=True, slots=True)
class FlagPassedOn:
    """Nobody had answered: these are told as well."""

    told: tuple[PersonId, ...]


@dataclass(frozen=True, slots=True)
class FlagAnswered:
    """One of those who were told has it."""

    person: PersonId


@dataclass(frozen=True, slots=True)
class FlagCleared:
    """Whoever called needs nobody any more, or the ticket is over."""

    person: PersonId
