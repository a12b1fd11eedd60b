"""What people can want of a schedule; `asking.py` answers each with a Decision.

`channel` is where they acted, None where nobody can be told there.
"""

from dataclasses import dataclass
from datetime import datetime

from deskbell.domain.ids import ChannelId, PersonId
from deskbell.domain.tickets.permissions import Member


@dataclass(frozen=True, slots=True)
class AskForCover:
    """`substitute` is to be on call from `start` to `end` wherever `absent` is. `in_return`: a time
    within the shift of the substitute that `absent` would take for it."""

    by: Member
    channel: ChannelId | None
    absent: PersonId
    substitute: PersonId
    start: datetime
    end: datetime
    in_return: datetime | None = None


@dataclass(frozen=True, slots=True)
class AcceptCover:
    """`ask` is the id of one of the rota, as of the two below: a claim."""

    by: Member
    channel: ChannelId | None
    ask: str


@dataclass(frozen=True, slots=True)
class DeclineCover:
    by: Member
    channel: ChannelId | None
    ask: str


@dataclass(frozen=True, slots=True)
class WithdrawCover:
    """Nobody is asked any more; or, of what was accepted, each has their own shifts again."""

    by: Member
    channel: ChannelId | None
    ask: str


RotaCommand = AskForCover | AcceptCover | DeclineCover | WithdrawCover
