"""What a guided request goes on from that began as a ticket of another kind (A1-29)."""

from dataclasses import dataclass
from datetime import datetime

from deskbell.domain.ids import Ref


@dataclass(frozen=True, slots=True)
class Succeeds:
    """The ticket, and since when its requester has waited: the clocks go on. `turns` counts how
    often it has become another request by now."""

    ticket: Ref
    number: int
    asked_at: datetime
    turns: int
