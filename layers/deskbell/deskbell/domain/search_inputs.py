"""What somebody looks for, as an input (`inputs.py` has them all)."""

from dataclasses import dataclass
from enum import StrEnum

from deskbell.domain.id_types import ChannelId, PersonId, Ts


class Sought(StrEnum):
    """Among what somebody looks."""

    TICKETS = "tickets"
    LOANS = "loans"
    ON_CALL = "on_call"
    EDITS = "edits"
    """What was edited in one ticket: the query is its reference."""
    READERS = "readers"
    """Who has read an announcement: the query is its reference."""


@dataclass(frozen=True, slots=True)
class SearchAsked:
    """`/it find …`, `/loaner …` or `/oncall …` was sent in `channel`; `query` is what stands
    behind it, in Slack's markup. Or a ticket's menu asks, which may be in a thread."""

    person: PersonId
    channel: ChannelId
    query: str
    among: Sought = Sought.TICKETS
    thread_ts: Ts | None = None
