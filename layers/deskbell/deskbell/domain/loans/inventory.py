"""The laptops of a company as rows of a CSV file, and what can be wrong with one.

`inventory_reading.py` makes rows of a file, `inventory_plan.py` compares them with the stocks,
`inventory_writing.py` writes the stocks down. Faults are for administrators, who read them beside
their file: in English, as those of the settings are.
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


@dataclass(frozen=True, slots=True)
class Fault:
    """Something the file cannot be imported with; `column` is empty where it is the whole line,
    and `line` 0 where it is the whole file."""

    line: int
    column: str
    wrong: str
    remedy: str

    def __str__(self) -> str:
        place = f"line {self.line}" if self.line else "the file"
        return f"{place}{f', {self.column}' if self.column else ''}: {self.wrong}; {self.remedy}"
