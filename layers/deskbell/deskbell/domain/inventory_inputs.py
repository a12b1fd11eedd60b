"""What an operator says about laptops, as inputs (`inputs.py` has them all)."""

from dataclasses import dataclass

from deskbell.domain.loans.inventory import Row
from deskbell.domain.loans.policy import OfficeId


@dataclass(frozen=True, slots=True)
class InventoryImported:
    """These are all the laptops of the office; `operator` is their name in AWS."""

    office: OfficeId
    rows: tuple[Row, ...]
    operator: str
