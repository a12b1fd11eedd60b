"""The last note of a ticket that was made public, as long as that can be undone."""

from dataclasses import dataclass
from datetime import datetime

from deskbell.domain.ids import PersonId, Thread


@dataclass(frozen=True, slots=True)
class Published:
    by: PersonId
    message: Thread
    until: datetime
