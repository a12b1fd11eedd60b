"""How a ticket came from inbox to inbox; part of a `Ticket`, and all of it in its history."""

from dataclasses import dataclass
from datetime import datetime

from deskbell.domain.ids import InboxId, PersonId


@dataclass(frozen=True, slots=True)
class Move:
    """`by` moved it on from the inbox `left` at `at`."""

    left: InboxId
    by: PersonId
    at: datetime
