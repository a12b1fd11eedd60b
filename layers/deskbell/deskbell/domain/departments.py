"""A department: whose people take part in something together."""

from dataclasses import dataclass

from deskbell.domain.id_types import PersonId


@dataclass(frozen=True, slots=True)
class Department:
    name: str
    people: tuple[PersonId, ...]
