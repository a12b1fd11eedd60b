"""How a ticket came from inbox to inbox; part of a `Ticket`, and all of it in its history."""

from dataclasses import dataclass
from datetime import datetime

from deskbell.domain.ids import InboxId, PersonId

MOST_MOVES = 3
"""After so many it does not come back to an inbox that has had it, nor become another request once
more, unless the lead says so."""
UNDONE, EMOJI_TAKEN_OFF = "undone", "emoji_taken_off"
MOVED_BACK = frozenset({UNDONE, EMOJI_TAKEN_OFF})
"""How the history says that a move was taken back."""


@dataclass(frozen=True, slots=True)
class Move:
    """`by` moved it on from the inbox `left` at `at`."""

    left: InboxId
    by: PersonId
    at: datetime
