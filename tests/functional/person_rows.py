"""Twins of `DynamoPersonRows` and of `DynamoGroupRows`: who people are, the languages that they
chose themselves, and who is in which group."""

from collections.abc import Iterable
from dataclasses import replace
from math import inf

from deskbell.adapters.groups import GroupRow
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


class MemoryGroupRows:
    """groups.GroupRows."""

    def __init__(self) -> None:
        self._rows: dict[str, GroupRow] = {}

    def get(self, install: InstallId, group: str) -> GroupRow | None:
        return self._rows.get(group)

    def put(self, install: InstallId, row: GroupRow) -> None:
        self._rows[row.group] = row
