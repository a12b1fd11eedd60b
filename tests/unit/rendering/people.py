"""The people of the sample workspace as the rendering sees them, and some who play tricks."""

from deskbell.domain.ids import PersonId
from deskbell.domain.people import Person, Standing
from tests.builders import ANA, BEN, LENA, OLA

NAMES = {ANA: "Ana Reyes", BEN: "Ben Carter", LENA: "Lena Fischer", OLA: "Ola Nowak"}
TRICKSTER = "*Solved* <!here> & `Lena`"


def people(person: PersonId) -> Person:
    return a_person(person, NAMES.get(person, str(person)))


def tricksters(person: PersonId) -> Person:
    return a_person(person, TRICKSTER)


def a_person(person: PersonId, name: str) -> Person:
    return Person(person, name, "en-US", "America/New_York", Standing.MEMBER)
