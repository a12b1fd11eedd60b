"""Whether a laptop can be had in time, told before anybody has to approve or wait.

Pure over the stocks as they are; what is reserved later is decided then.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from deskbell.domain.loans.stock import AssetState, Stock


class Prospect(StrEnum):
    """What somebody who asks now can expect, from the best to the worst."""

    NOW = "now"
    IN_TIME = "in_time"
    """None yet, but so many come back that theirs should be among them."""
    ELSEWHERE = "elsewhere"
    WAIT = "wait"


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Another office, by the name that people know it by."""

    name: str
    stock: Stock


@dataclass(frozen=True, slots=True)
class Outlook:
    """`position` is theirs on the waiting list, `back_at` when enough should have come back, and
    `offices` those that have one."""

    prospect: Prospect
    position: int
    back_at: datetime | None = None
    offices: tuple[Elsewhere, ...] = ()


def outlook(stock: Stock, others: Sequence[Elsewhere], needed_by: datetime) -> Outlook:
    """For one more loan of the office of `stock`. What is overdue may never come."""
    position = len(stock.waiting) + 1
    short = position - len(stock.available)
    if short <= 0:
        return Outlook(Prospect.NOW, position)
    back = sorted(
        asset.due
        for asset in stock.assets
        if asset.due is not None and asset.state is AssetState.CHECKED_OUT
    )
    back_at = back[short - 1] if short <= len(back) else None
    if back_at is not None and back_at <= needed_by:
        return Outlook(Prospect.IN_TIME, position, back_at)
    offices = tuple(one for one in others if len(one.stock.available) > len(one.stock.waiting))
    prospect = Prospect.ELSEWHERE if offices else Prospect.WAIT
    return Outlook(prospect, position, back_at, offices)
