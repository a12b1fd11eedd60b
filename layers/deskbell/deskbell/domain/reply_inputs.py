"""What somebody says to a ticket from outside Slack, as an input (`inputs.py` has them all)."""

from dataclasses import dataclass

from deskbell.domain.id_types import PersonId
from deskbell.domain.ids import Ref


@dataclass(frozen=True, slots=True)
class ReplyReceived:
    """A program says it in the name of `person`, to everybody or (`public` is False) to the team
    alone. `text` is in Slack's markup, as the words of a mail are."""

    ref: Ref
    person: PersonId
    text: str
    public: bool
