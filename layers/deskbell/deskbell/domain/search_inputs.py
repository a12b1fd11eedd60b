"""What somebody looks for, as an input (`inputs.py` has them all)."""

from dataclasses import dataclass
from enum import StrEnum

from deskbell.domain.id_types import ChannelId, PersonId


class Sought(StrEnum):
    """Among what somebody looks."""

    TICKETS = "tickets"
    LOANS = "loans"
    ON_CALL = "on_call"


@dataclass(frozen=True, slots=True)
class SearchAsked:
    """`/it find …`, `/it loaner …` or `/oncall …` was sent in `channel`; `query` is what stands
    behind it, in Slack's markup."""

    person: PersonId
    channel: ChannelId
    query: str
    among: Sought = Sought.TICKETS
