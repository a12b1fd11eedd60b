"""Who somebody is: the person rows, refreshed from Slack once a day (slack_ports.People).

Rendering and permissions ask; neither may fail because Slack does not answer.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from time import time
from typing import Protocol

from deskbell.domain.errors import StoreError
from deskbell.domain.ids import InstallId, PersonId
from deskbell.usecases.slack_ports import Person, Standing

FRESH_FOR = timedelta(hours=24)
"""A change in Slack (name, locale, deactivation) is seen after at most this."""

UNKNOWN_FOR = timedelta(minutes=10)
"""How long Slack is not asked again for somebody it did not tell us about."""


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person and the epoch second until which this needs no refresh."""

    person: Person
    fresh_until: float


class Profiles(Protocol):
    """The part of slack_ports.Workspace that tells who somebody is; None if Slack does not say."""

    def profile(self, person: PersonId) -> Person | None: ...


class PersonRows(Protocol):
    """Where person rows are kept (dynamo/people_rows.py, or a test's dict)."""

    def get(self, install: InstallId, person: PersonId) -> PersonRow | None: ...
    def put(self, install: InstallId, row: PersonRow) -> None: ...


class CachedPeople:
    """Person rows over Slack's profiles."""

    def __init__(
        self, rows: PersonRows, profiles: Profiles, clock: Callable[[], float] = time
    ) -> None:
        self._rows = rows
        self._profiles = profiles
        self._clock = clock

    def get(self, install: InstallId, person: PersonId) -> Person:
        now = self._clock()
        known = self._read(install, person)
        if known and known.fresh_until > now:
            return known.person
        profile = self._profiles.profile(person)
        fresh_for = FRESH_FOR if profile else UNKNOWN_FOR
        current = profile or (known.person if known else somebody_external(person))
        self._write(install, PersonRow(current, now + fresh_for.total_seconds()))
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
