"""What can be asked of a stock itself; loans change it in their own decisions."""

from dataclasses import dataclass

from deskbell.domain.loans.inventory import Row
from deskbell.domain.loans.stock import AssetId, AssetState
from deskbell.domain.tickets.permissions import Member


@dataclass(frozen=True, slots=True)
class ImportInventory:
    """These are all the laptops of the office from now on; `operator` brought the file."""

    operator: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class MarkAsset:
    """A laptop that nobody has is found, broken or repaired."""

    by: Member
    asset: AssetId
    state: AssetState


StockCommand = ImportInventory | MarkAsset
