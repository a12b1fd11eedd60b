"""A call for the supervisor in a ticket's thread; part of a `Ticket` while it is open (A1-15)."""

from dataclasses import dataclass
from datetime import datetime

from deskbell.domain.ids import PersonId, Thread


@dataclass(frozen=True, slots=True)
class Flag:
    """`told` are those who were called, in that order; at `due` the next one is (None: there is
    nobody left to call). `message` is where it was raised, if that is known."""

    by: PersonId
    raised_at: datetime
    told: tuple[PersonId, ...] = ()
    due: datetime | None = None
    message: Thread | None = None
