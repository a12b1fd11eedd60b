"""The question how satisfied somebody is, as an effect; domain/effects.py has all of them."""

from dataclasses import dataclass

from deskbell.domain.id_types import PersonId


@dataclass(frozen=True, slots=True)
class ShowSurvey:
    """The ticket's question `number` stands in the direct messages of `person`, with what they have
    answered: posted once, then updated.

    `asks`: it is not there yet, and can wait for their morning.
    """

    person: PersonId
    number: int
    asks: bool = False

    @property
    def lane(self) -> str:
        return f"survey:{self.person}"
