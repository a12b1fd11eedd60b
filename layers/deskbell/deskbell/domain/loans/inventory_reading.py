"""A CSV file of laptops, read whole or not at all, with every fault at its line.

Called for the dry run and again for the import; pure over the file's bytes (bad inputs 97, 98).
"""

import io
import re
import unicodedata
from collections.abc import Collection, Iterator

from deskbell.domain.loans.inventory import COLUMNS, Row
from deskbell.domain.loans.policy import OfficeId
from deskbell.domain.loans.stock import AssetId, AssetState
from deskbell.domain.settings.faults import one_of
from deskbell.domain.sheet_reading import (
    MOST_FAULTS,
    Fault,
    SheetRow,
    UnreadableSheetError,
    read_sheet,
    unquoted,
)
from deskbell.domain.spreadsheets import FORMULA_STARTS, QUOTE

MOST_BYTES = 2_000_000
MOST_ROWS = 20_000
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/-]{0,63}")
_MOST_MODEL = 80


def read_inventory(
    data: bytes, offices: Collection[OfficeId]
) -> tuple[tuple[Row, ...], tuple[Fault, ...]]:
    """The rows, or, if anything is wrong, none of them and the faults in their order."""
    if len(data) > MOST_BYTES:
        wrong = f"it has {len(data)} bytes, {MOST_BYTES} are allowed"
        return (), (Fault(0, "", wrong, "split it"),)
    rows: list[Row] = []
    faults: list[Fault] = []
    lines: dict[tuple[str, str], int] = {}
    for found in _read(data, offices):
        if isinstance(found, Fault):
            faults.append(found)
        else:
            faults += _repeated(found, lines)
            rows.append(found)
        if len(faults) >= MOST_FAULTS:
            break
    return ((), tuple(faults)) if faults else (tuple(rows), ())


def _read(data: bytes, offices: Collection[OfficeId]) -> Iterator[Row | Fault]:
    try:
        for count, found in enumerate(read_sheet(io.BytesIO(data), COLUMNS), start=1):
            if isinstance(found, Fault):
                yield found
            elif count > MOST_ROWS:
                wrong = f"it has more than {MOST_ROWS} laptops"
                yield Fault(found.line, "", wrong, "split it")
                return
            else:
                yield from _row(found, offices)
    except UnreadableSheetError as unreadable:
        yield from unreadable.faults


def _row(row: SheetRow, offices: Collection[OfficeId]) -> Iterator[Row | Fault]:
    line = row.line
    values: dict[str, str] = {}
    faults: list[Fault] = []
    for name, value in row.cells.items():
        values[name] = unquoted(value)
        fault = _wrong_text(line, name, value) or _wrong_value(line, name, values[name], offices)
        faults += [fault] if fault else []
    if faults:
        yield from faults
        return
    yield Row(
        line,
        OfficeId(values["office"]),
        AssetId(values["id"]),
        values["serial"],
        values["model"],
        AssetState(values["state"].lower()),
    )


def _wrong_text(line: int, name: str, value: str) -> Fault | None:
    """Of any column."""
    if not value:
        return Fault(line, name, "it is empty", "fill it in")
    if value[0] in FORMULA_STARTS:
        wrong = "a spreadsheet would take it for a formula"
        return Fault(line, name, wrong, f"write {QUOTE} before it if it is meant")
    if any(unicodedata.category(sign) in ("Cc", "Cf", "Zl", "Zp") for sign in value):
        return Fault(line, name, "it has a line break or an invisible sign", "write it again")
    return None


def _wrong_value(line: int, name: str, value: str, offices: Collection[OfficeId]) -> Fault | None:
    match name:
        case "office" if value not in offices:
            return Fault(line, name, f'there is no office "{value}"', one_of(offices, value))
        case "state" if value.lower() not in list(AssetState):
            return Fault(line, name, f'there is no state "{value}"', one_of(AssetState, value))
        case "id" | "serial" if not _NAME.fullmatch(value):
            wrong = "it is no more than 64 letters, digits and . _ / -"
            return Fault(line, name, f'"{value[:64]}" does not fit', wrong)
        case "model" if len(value) > _MOST_MODEL:
            return Fault(line, name, f"it has {len(value)} signs", f"{_MOST_MODEL} are enough")
    return None


def _repeated(row: Row, lines: dict[tuple[str, str], int]) -> Iterator[Fault]:
    for column, name in (("id", row.id), ("serial", row.serial)):
        line = lines.setdefault((column, name.casefold()), row.line)
        if line != row.line:
            yield Fault(row.line, column, f"it is on line {line} already", "give each its own")
