"""What somebody looks for: a number, a person, a state, or words (`/it find`).

The relay asks, once it is about to answer (usecases/search/find_tickets.py).
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from deskbell.domain.ids import PersonId
from deskbell.domain.tickets.ticket import Status, Ticket

QUERY_LIMIT = 150
_NUMBER = re.compile(r"#?([0-9]{1,9})")
_PERSON = re.compile(r"<@([UW][A-Z0-9]{1,31})(?:\|[^>]*)?>")


class State(StrEnum):
    """The states that people name; several of ours can be one of theirs."""

    OPEN = "open"
    NEW = "new"
    TAKEN = "taken"
    WAITING = "waiting"
    SOLVED = "solved"
    CLOSED = "closed"


STATUSES: dict[State, frozenset[Status]] = {
    State.OPEN: frozenset(status for status in Status if status.is_open),
    State.NEW: frozenset({Status.NEW}),
    State.TAKEN: frozenset({Status.ASSIGNED}),
    State.WAITING: frozenset({Status.WAITING, Status.SNOOZED}),
    State.SOLVED: frozenset({Status.SOLVED}),
    State.CLOSED: frozenset({Status.CLOSED, Status.CANCELLED, Status.MERGED}),
}
_WORDS: dict[State, tuple[str, ...]] = {
    State.OPEN: ("open", "열림", "열린", "진행중", "otwarte", "otwarty"),
    State.NEW: ("new", "새", "신규", "nowe", "nowy"),
    State.TAKEN: ("taken", "assigned", "맡음", "배정", "wzięte", "w toku"),
    State.WAITING: ("waiting", "snoozed", "대기", "보류", "oczekujące", "czeka"),
    State.SOLVED: ("solved", "해결", "해결됨", "rozwiązane"),
    State.CLOSED: ("closed", "종료", "종료됨", "닫힘", "zamknięte"),
}
_NAMED = {word: state for state, words in _WORDS.items() for word in words}
"""As people write them in the languages that Deskbell speaks."""


@dataclass(frozen=True, slots=True)
class ByNumber:
    number: int


@dataclass(frozen=True, slots=True)
class ByPerson:
    person: PersonId


@dataclass(frozen=True, slots=True)
class ByState:
    state: State


@dataclass(frozen=True, slots=True)
class ByWords:
    """All of them, in whatever order; none: nothing was said."""

    words: tuple[str, ...]


Query = ByNumber | ByPerson | ByState | ByWords


def understood(text: str) -> Query:
    """Whatever is none of the others is words."""
    said = " ".join(text[:QUERY_LIMIT].split())
    if found := _NUMBER.fullmatch(said):
        return ByNumber(int(found[1]))
    if found := _PERSON.fullmatch(said):
        return ByPerson(PersonId(found[1]))
    if state := _NAMED.get(said.casefold()):
        return ByState(state)
    return ByWords(tuple(said.casefold().split()))


def matches(query: ByState | ByWords, ticket: Ticket) -> bool:
    """Words are looked for in what was asked: its text, its form's answers, its category."""
    match query:
        case ByState(state):
            return ticket.status in STATUSES[state]
        case ByWords(words):
            answers = ticket.answers.values.values() if ticket.answers else ()
            asked = " ".join([ticket.text or "", ticket.category or "", *answers]).casefold()
            return bool(words) and all(word in asked for word in words)
