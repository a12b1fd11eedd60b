"""What can have happened to a stock by itself; see tickets/events.py."""

from dataclasses import dataclass

from deskbell.domain.loans.policy import OfficeId


@dataclass(frozen=True, slots=True)
class StockImported:
    """An operator brought an inventory of the office: so many laptops are new, other than before or
    gone, and `available` can be had now."""

    office: OfficeId
    added: int
    changed: int
    removed: int
    available: int
