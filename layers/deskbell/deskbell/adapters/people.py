"""Who somebody is: the person rows, refreshed from Slack once a day (slack_ports.People).

Rendering and permissions ask; neither may fail because Slack does not answer.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from time import time
from typing import Protocol

from deskbell.domain.errors import StoreError
from deskbell.domain.ids import InstallId, PersonId
from deskbell.domain.mail.addresses import address_of
from deskbell.domain.people import Person, Standing
from deskbell.usecases.slack_ports import Later, Never, Undelivered, Unknown

NoAnswer = Later | Unknown | Never

FRESH_FOR = timedelta(hours=24)
"""A change in Slack (name, locale, deactivation) is seen after at most this."""

SILENT_FOR = timedelta(minutes=1)
"""How long this process does not ask again for somebody whom Slack would not tell us about; for
nobody at all after a call without an answer, as each of them takes its whole time-out, and a card
may name three people."""


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person as Slack has them, the epoch second until which this needs no refresh (0: Slack has
    never told), and the language that they chose themselves."""

    person: Person
    fresh_until: float
    language: str | None = None

    @property
    def reader(self) -> Person:
        """The person as we write to them."""
        return replace(self.person, locale=self.language) if self.language else self.person


class Profiles(Protocol):
    """The part of slack_ports.Workspace that tells who somebody is."""

    def profile(self, person: PersonId) -> Person | NoAnswer: ...
    def profile_of(self, address: str) -> Person | NoAnswer: ...


class PersonRows(Protocol):
    """Where person rows are kept (dynamo/people_rows.py, or a test's dict)."""

    def get(self, install: InstallId, person: PersonId) -> PersonRow | None: ...
    def put(self, install: InstallId, row: PersonRow) -> None:
        """The person and the freshness; a language is chosen elsewhere (`ReadingLanguage`)."""
        ...


class KnownPeople:
    """What the rows say of people, however old that is; nobody asks Slack."""

    def __init__(self, rows: PersonRows) -> None:
        self._rows = rows

    def get(self, install: InstallId, person: PersonId) -> Person:
        """Raises StoreError."""
        row = self._rows.get(install, person)
        return row.reader if row else somebody_external(person)

    def find(self, install: InstallId, person: PersonId) -> Person | None:
        """None while Slack has never told. Raises StoreError."""
        row = self._rows.get(install, person)
        return row.reader if row and row.fresh_until else None


class CachedPeople:
    """Person rows over Slack's profiles."""

    def __init__(
        self, rows: PersonRows, profiles: Profiles, clock: Callable[[], float] = time
    ) -> None:
        self._rows = rows
        self._profiles = profiles
        self._clock = clock
        self._silent_until: dict[PersonId, float] = {}
        self._hangs_until = 0.0

    def get(self, install: InstallId, person: PersonId) -> Person:
        if address := address_of(person):
            return replace(somebody_external(person), name=address)
        row = self._look(install, person)
        return (row or PersonRow(somebody_external(person), 0.0)).reader

    def find(self, install: InstallId, person: PersonId) -> Person | None:
        row = self._look(install, person)
        return row.reader if row and row.fresh_until else None

    def known(self, install: InstallId, person: PersonId) -> Person | None:
        row = self._read(install, person)
        return row.reader if row and self._is_fresh(row) else None

    def ask(self, install: InstallId, person: PersonId) -> Person | NoAnswer:
        row = self._read(install, person)
        if row and self._is_fresh(row):
            return row.reader
        answer = self._refresh(install, person, row)
        return answer.reader if isinstance(answer, PersonRow) else answer

    def note_left(self, install: InstallId, person: PersonId) -> None:
        # What fails here must fail: whoever counts as there is given more on the way back.
        row = self._rows.get(install, person)
        if row:
            gone = replace(row.person, deactivated=True)
            self._rows.put(install, replace(row, person=gone))

    def writing_from(self, install: InstallId, address: str) -> Person | None:
        if self._clock() < self._hangs_until:
            return None
        answer = self._profiles.profile_of(address)
        return self.get(install, answer.id) if isinstance(answer, Person) else None

    def _look(self, install: InstallId, person: PersonId) -> PersonRow | None:
        """As new as Slack has it; old, or None, while it does not answer."""
        row = self._read(install, person)
        if not self._is_fresh(row) and self._may_ask(person):
            answer = self._refresh(install, person, row)
            if isinstance(answer, PersonRow):
                return answer
            self._ask_later(person, answer)
        return row

    def _may_ask(self, person: PersonId) -> bool:
        return self._clock() >= max(self._hangs_until, self._silent_until.get(person, 0.0))

    def _ask_later(self, person: PersonId, answer: NoAnswer) -> None:
        until = self._clock() + SILENT_FOR.total_seconds()
        if isinstance(answer, Unknown):
            self._hangs_until = until
        else:
            self._silent_until[person] = until

    def _is_fresh(self, row: PersonRow | None) -> bool:
        return row is not None and row.fresh_until > self._clock()

    def _refresh(
        self, install: InstallId, person: PersonId, row: PersonRow | None
    ) -> PersonRow | NoAnswer:
        """Somebody whom Slack does not know, nor we, is a stranger for a day as well. Any other
        refusal is about us (a revoked token, a missing scope) and says nothing of them."""
        answer = self._profiles.profile(person)
        match answer:
            case Person():
                profile = answer
            case Never(why=Undelivered.PERSON_UNREACHABLE):
                profile = row.person if row else somebody_external(person)
            case _:
                return answer
        fresh_until = self._clock() + FRESH_FOR.total_seconds()
        current = PersonRow(profile, fresh_until, row.language if row else None)
        self._write(install, current)
        return current

    def _read(self, install: InstallId, person: PersonId) -> PersonRow | None:
        try:
            return self._rows.get(install, person)
        except StoreError:
            return None

    def _write(self, install: InstallId, row: PersonRow) -> None:
        try:
            self._rows.put(install, row)
        except StoreError:
            return


def somebody_external(person: PersonId) -> Person:
    """Who somebody is of whom nothing is known."""
    return Person(person, str(person), None, None, Standing.EXTERNAL)
