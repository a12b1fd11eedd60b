"""One laptop as an office counts it; a stock (`stock.py`) has many, and an inventory names each.

Apart from the stock, so that an input can carry it: it knows nothing of decisions.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NewType

from deskbell.domain.ids import Ref

AssetId = NewType("AssetId", str)


class AssetState(StrEnum):
    """What a laptop is to the desk; only the first can be had."""

    AVAILABLE = "available"
    RESERVED = "reserved"
    CHECKED_OUT = "checked_out"
    OVERDUE = "overdue"
    PENDING_RETURN = "pending_return"
    REPAIR = "repair"
    LOST = "lost"


IDLE = (AssetState.AVAILABLE, AssetState.REPAIR, AssetState.LOST)
"""Of a laptop that no loan has; the others come of lending alone."""


@dataclass(frozen=True, slots=True)
class Asset:
    """One laptop; `loan` has it now, until `due` if it is out."""

    id: AssetId
    serial: str
    model: str
    state: AssetState = AssetState.AVAILABLE
    loan: Ref | None = None
    due: datetime | None = None
