"""The laptops of a company as rows of a CSV file.

`inventory_reading.py` makes rows of a file, `inventory_plan.py` compares them with the stocks,
`inventory_writing.py` writes the stocks down. What is wrong is a Fault (`domain/sheet_reading.py`),
for administrators, who read it beside their file: in English, as those of the settings are.
"""

from dataclasses import dataclass

from deskbell.domain.loans.asset import AssetId, AssetState
from deskbell.domain.loans.policy import OfficeId

COLUMNS = ("office", "id", "serial", "model", "state")


@dataclass(frozen=True, slots=True)
class Row:
    """One laptop; `line` is where it begins in the file, from 1."""

    line: int
    office: OfficeId
    id: AssetId
    serial: str
    model: str
    state: AssetState
