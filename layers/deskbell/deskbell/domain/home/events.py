"""What can have happened on somebody's Home tab; see tickets/events.py."""

from dataclasses import dataclass

from deskbell.domain.home.home import HomeList
from deskbell.domain.ids import PersonId


@dataclass(frozen=True, slots=True)
class HomeShown:
    """Somebody opened their Home tab; its lists begin at their first pages."""

    person: PersonId


@dataclass(frozen=True, slots=True)
class HomePageTurned:
    """Somebody turned a page of a list on their Home tab."""

    person: PersonId
    list: HomeList
    page: int


@dataclass(frozen=True, slots=True)
class LanguageChosen:
    """Somebody chose the language Deskbell writes to them in."""

    person: PersonId
    language: str | None


@dataclass(frozen=True, slots=True)
class LoansSearched:
    """Somebody looked at what is lent, or is there to be lent."""

    person: PersonId


@dataclass(frozen=True, slots=True)
class OnCallLookedUp:
    """Somebody looked who is on call."""

    person: PersonId


@dataclass(frozen=True, slots=True)
class LoanFormOffered:
    """Somebody put the emoji for a laptop on their message, or on it: they are offered the form."""

    person: PersonId
    by: PersonId


@dataclass(frozen=True, slots=True)
class TicketsSearched:
    """Somebody looked for tickets; what for is theirs alone."""

    person: PersonId


@dataclass(frozen=True, slots=True)
class RaiseFormOffered:
    """They put the emoji for an outage on a message: a button opens the form for them."""

    person: PersonId
