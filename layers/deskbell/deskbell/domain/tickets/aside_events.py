"""What is asked and answered aside; `events.py` has all events."""

from dataclasses import dataclass

from deskbell.domain.ids import InboxId, PersonId


@dataclass(frozen=True, slots=True)
class AsideAsked:
    """Somebody of the desk asked another person, or the team of another inbox, aside."""

    person: PersonId
    to: PersonId | None
    team: InboxId | None


@dataclass(frozen=True, slots=True)
class AsideAnswered:
    """Whoever was asked aside has answered."""

    person: PersonId
