"""A CSV file of laptops, read whole or not at all, with every fault at its line.

Called for the dry run and again for the import; pure over the file's bytes (bad inputs 97, 98).
"""

import csv
import io
import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence

from deskbell.domain.loans.inventory import COLUMNS, Fault, Row
from deskbell.domain.loans.policy import OfficeId
from deskbell.domain.loans.stock import AssetId, AssetState
from deskbell.domain.settings.faults import one_of
from deskbell.domain.spreadsheets import FORMULA_STARTS, QUOTE

MOST_BYTES = 2_000_000
MOST_ROWS = 20_000
MOST_FAULTS = 100
"""Nobody reads more; the first ones explain the rest."""
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/-]{0,63}")
_MOST_MODEL = 80
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_SAVE_AS = "save it as CSV UTF-8"


def read_inventory(
    data: bytes, offices: Collection[OfficeId]
) -> tuple[tuple[Row, ...], tuple[Fault, ...]]:
    """The rows, or, if anything is wrong, none of them and the faults in their order."""
    text = _decoded(data)
    if isinstance(text, Fault):
        return (), (text,)
    rows: list[Row] = []
    faults: list[Fault] = []
    lines: dict[tuple[str, str], int] = {}
    for found in _read(text, offices):
        if isinstance(found, Fault):
            faults.append(found)
        else:
            faults += _repeated(found, lines)
            rows.append(found)
        if len(faults) >= MOST_FAULTS:
            break
    return ((), tuple(faults)) if faults else (tuple(rows), ())


def _decoded(data: bytes) -> str | Fault:
    """UTF-8, with a byte order mark or without, or UTF-16 with one."""
    if len(data) > MOST_BYTES:
        return Fault(0, "", f"it has {len(data)} bytes, {MOST_BYTES} are allowed", "split it")
    encoding = "utf-16" if data.startswith(_UTF16) else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return Fault(line, "", "this is not UTF-8, perhaps an older code page", _SAVE_AS)
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        return Fault(line, "", "this is not UTF-8, perhaps UTF-16", _SAVE_AS)
    return text


def _read(text: str, offices: Collection[OfficeId]) -> Iterator[Row | Fault]:
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    names: list[str] | None = None
    count = 0
    while True:
        line = lines.line_num + 1
        try:
            cells = next(lines, None)
        except csv.Error as error:
            yield Fault(line, "", f"it cannot be read ({error})", 'write " inside a value as ""')
            return
        if cells is None:
            break
        if not any(cell.strip() for cell in cells):
            continue
        if names is None:
            names = [cell.strip().lower() for cell in cells]
            if faults := list(_wrong_columns(line, names)):
                yield from faults
                return
            continue
        count += 1
        if count > MOST_ROWS:
            yield Fault(line, "", f"it has more than {MOST_ROWS} laptops", "split it")
            return
        yield from _row(line, names, cells, offices)
    if names is None:
        yield Fault(0, "", "it is empty", f"begin with the line {','.join(COLUMNS)}")


def _delimiter(text: str) -> str:
    """What the first line that says something is divided by."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    return max(",;\t", key=first.count)


def _wrong_columns(line: int, names: Sequence[str]) -> Iterator[Fault]:
    for name in COLUMNS:
        if name not in names:
            yield Fault(line, name, "this column is missing", "add it to the first line")
        elif names.count(name) > 1:
            yield Fault(line, name, "this column is there twice", "remove one")
    for name in dict.fromkeys(names):
        if name not in COLUMNS:
            yield Fault(line, name, "this column means nothing", one_of(COLUMNS, name))


def _row(
    line: int, names: Sequence[str], cells: Sequence[str], offices: Collection[OfficeId]
) -> Iterator[Row | Fault]:
    if len(cells) != len(names):
        wrong = f"it has {len(cells)} cells, the first line {len(names)}"
        yield Fault(line, "", wrong, "check its separators and quotes")
        return
    values: dict[str, str] = {}
    faults: list[Fault] = []
    for name, cell in zip(names, cells, strict=True):
        value = cell.strip()
        fault = _wrong_text(line, name, value) or _wrong_value(line, name, _plain(value), offices)
        faults += [fault] if fault else []
        values[name] = _plain(value)
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


def _plain(value: str) -> str:
    """Without the quote that says that it is text."""
    is_quoted = value[:1] == QUOTE and value[1:2] and value[1] in FORMULA_STARTS + QUOTE
    return value[1:] if is_quoted else value


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
