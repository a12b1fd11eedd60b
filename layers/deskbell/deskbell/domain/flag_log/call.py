"""One call for a supervisor, as its inbox's log keeps it (A1-16)."""

from dataclasses import dataclass
from datetime import datetime

from deskbell.domain.id_types import PersonId
from deskbell.domain.ids import Ref


@dataclass(frozen=True, slots=True)
class Call:
    """`by` called in the ticket's thread, while `agent` had it; the ticket's `version` says so.

    `topic` is what the ticket was about then, by the inbox's categories.
    """

    ticket: Ref
    number: int
    version: int
    by: PersonId
    agent: PersonId | None
    topic: str | None
    at: datetime
