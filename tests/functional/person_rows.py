"""Twin of `DynamoPersonRows`: who people are, and the languages that they chose themselves."""

from collections.abc import Iterable
from dataclasses import replace
from math import inf

from deskbell.adapters.memory.store import MemoryTable
from deskbell.adapters.people import PersonRow, somebody_external
from deskbell.domain.ids import InstallId, PersonId
from deskbell.domain.people import Person


class MemoryPersonRows:
    """people.PersonRows over a MemoryTable, which has what was chosen; `known` never grow old."""

    def __init__(self, table: MemoryTable, known: Iterable[Person]) -> None:
        self._table = table
        self._rows = {person.id: PersonRow(person, inf) for person in known}

    def get(self, install: InstallId, person: PersonId) -> PersonRow | None:
        language = self._table.languages.get((install, person))
        row = self._rows.get(person)
        if row is None and language:
            row = PersonRow(somebody_external(person), 0.0)
        return replace(row, language=language) if row else None

    def put(self, install: InstallId, row: PersonRow) -> None:
        self._rows[row.person.id] = row

    def forget(self, person: PersonId) -> None:
        """As of somebody who has never been seen."""
        del self._rows[person]
