"""The departments of a part of the settings, and a person; who reads such a part calls these."""

from deskbell.domain.departments import Department
from deskbell.domain.ids import PersonId
from deskbell.domain.settings import values
from deskbell.domain.settings.desk import Desk
from deskbell.domain.settings.section import Section

NAME_LIMIT = 40


def read_person(part: Section, desk: Desk, name: str, *where: str) -> PersonId:
    """By the name that `people` has for them."""
    known = part.choose(name, desk.people, "nobody in people", *where)
    return desk.people.get(known, PersonId(""))


def read_departments(part: Section, desk: Desk) -> tuple[Department, ...]:
    """Each person is of one of them."""
    values.names(part)
    found = tuple(_department(one, desk) for _, one in part.sections())
    names = {person: name for name, person in desk.people.items()}
    people = [person for one in found for person in one.people if person]
    for person in sorted({one for one in people if people.count(one) > 1}):
        part.fault(f"{names[person]} is in it twice; once is enough")
    return found


def _department(part: Section, desk: Desk) -> Department:
    department = Department(
        name=values.short_text(part, "name", NAME_LIMIT),
        people=tuple(read_person(part, desk, name, *where) for where, name in part.texts("people")),
    )
    part.end()
    return department
