"""What the back-fill finds that nobody looked after, as an input (`inputs.py` has them all)."""

from dataclasses import dataclass

from deskbell.domain.id_types import PersonId
from deskbell.domain.ids import Thread


@dataclass(frozen=True, slots=True)
class QuestionMissed:
    """A message in a help channel is no ticket, and nobody has answered it."""

    message: Thread
    author: PersonId
    text: str
