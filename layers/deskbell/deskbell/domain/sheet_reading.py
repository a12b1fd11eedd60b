"""A CSV file as spreadsheets save it, read line by line, each fault at its place (bad input 98).

Whatever the operator brings as a file is read here: one line of it is in memory at a time.
"""

import csv
import io
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import BinaryIO

from deskbell.domain.errors import InputError
from deskbell.domain.settings.faults import one_of
from deskbell.domain.spreadsheets import FORMULA_STARTS, QUOTE

MOST_FAULTS = 100
"""Nobody reads more; the first ones explain the rest."""
MOST_LINE = 1_000_000
"""Characters of a line."""
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_SAVE_AS = "save it as CSV UTF-8"


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


class UnreadableSheetError(InputError):
    """What comes after `faults` cannot be told apart."""

    def __init__(self, *faults: Fault) -> None:
        super().__init__("; ".join(map(str, faults)))
        self.faults = faults


@dataclass(frozen=True, slots=True)
class SheetRow:
    """`line` is where it begins in the file, from 1; `cells` are by their column in lower case,
    without blanks around."""

    line: int
    cells: Mapping[str, str]


def read_sheet(
    file: BinaryIO,
    columns: Sequence[str],
    known: Collection[str] = (),
    *,
    strangers: bool = False,
) -> Iterator[SheetRow | Fault]:
    """All `columns` are needed, those `known` may be there, and with `strangers` others, which mean
    nothing; all in lower case. A fault is of one row, which is left out.

    `file` can be sought. UTF-8, with a byte order mark or without, or UTF-16 with one; divided by
    commas, semicolons or tabs. Raises UnreadableSheetError, and what reading the file does.
    """
    text = _lines(file)
    above = list[str]()
    for first in text:
        above.append(first)
        if first.strip():
            break
    delimiter = max(",;\t", key=above[-1].count) if above else ","

    def again() -> Iterator[str]:
        yield from above
        yield from text

    names: list[str] | None = None
    for line, cells in _records(again(), delimiter):
        if names is None:
            names = [cell.strip().lower() for cell in cells]
            if faults := list(_wrong_columns(line, names, columns, known, strangers)):
                raise UnreadableSheetError(*faults)
        elif len(cells) != len(names):
            wrong = f"it has {len(cells)} cells, the first line {len(names)}"
            yield Fault(line, "", wrong, "check its separators and quotes")
        else:
            values = (cell.strip() for cell in cells)
            yield SheetRow(line, dict(zip(names, values, strict=True)))
    if names is None:
        raise UnreadableSheetError(
            Fault(0, "", "it is empty", f"begin with the line {','.join(columns)}")
        )


def unquoted(value: str) -> str:
    """Without the quote that says that it is text (`spreadsheets.py` writes it)."""
    is_quoted = value[:1] == QUOTE and value[1:2] and value[1] in FORMULA_STARTS + QUOTE
    return value[1:] if is_quoted else value


def _lines(file: BinaryIO) -> Iterator[str]:
    encoding = "utf-16" if file.read(2) in _UTF16 else "utf-8-sig"
    file.seek(0)
    # What does not decode becomes halves of signs, so that its line is known.
    errors = "surrogatepass" if encoding == "utf-16" else "surrogateescape"
    text = io.TextIOWrapper(file, encoding, errors, newline="")
    number = 0
    try:
        while line := text.readline(MOST_LINE + 1):
            number += 1
            if wrong := _wrong_line(line):
                raise UnreadableSheetError(Fault(number, "", *wrong))
            yield line
    except UnicodeDecodeError as error:
        broken = Fault(number + 1, "", "this is not UTF-16 to its end", _SAVE_AS)
        raise UnreadableSheetError(broken) from error
    finally:
        if not file.closed:
            text.detach()  # else the caller's file would be closed with it


def _wrong_line(line: str) -> tuple[str, str] | None:
    if len(line) > MOST_LINE:
        return f"it has more than {MOST_LINE} characters", "break the line"
    if "\0" in line:
        return "this is not UTF-8, perhaps UTF-16", _SAVE_AS
    try:
        line.encode()
    except UnicodeEncodeError:
        return "this is not UTF-8, perhaps an older code page", _SAVE_AS
    return None


def _records(text: Iterator[str], delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Those that say something, with the line where each begins."""
    lines = csv.reader(text, delimiter=delimiter, strict=True)
    while True:
        line = lines.line_num + 1
        try:
            cells = next(lines, None)
        except csv.Error as error:
            wrong, remedy = f"it cannot be read ({error})", 'write " inside a value as ""'
            raise UnreadableSheetError(Fault(line, "", wrong, remedy)) from error
        if cells is None:
            return
        if any(cell.strip() for cell in cells):
            yield line, cells


def _wrong_columns(
    line: int,
    names: Sequence[str],
    columns: Sequence[str],
    known: Collection[str],
    strangers: bool,
) -> Iterator[Fault]:
    for name in columns:
        if name not in names:
            yield Fault(line, name, "this column is missing", "add it to the first line")
    for name in dict.fromkeys(names):
        if name not in columns and name not in known:
            if not strangers:
                yield Fault(line, name, "this column means nothing", one_of(columns, name))
        elif names.count(name) > 1:
            yield Fault(line, name, "this column is there twice", "remove one")
