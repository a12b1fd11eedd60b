"""CSV files that a spreadsheet opens without computing anything (bad input 98)."""

import csv
import io
from collections.abc import Iterable, Sequence
from decimal import Decimal

FORMULA_STARTS = "=+-@＝＋－＠"
"""A spreadsheet would compute what begins so."""
QUOTE = "'"
"""Before such a value it says that it is text."""


def write_csv(columns: Sequence[str], rows: Iterable[Sequence[str | Decimal]]) -> bytes:
    """UTF-8 with a byte order mark, without which Excel would not believe it. A number is no
    formula, even below zero."""
    file = io.StringIO(newline="")
    lines = csv.writer(file)
    for row in (columns, *rows):
        lines.writerow(_as_text(cell) if isinstance(cell, str) else cell for cell in row)
    return file.getvalue().encode("utf-8-sig")


def _as_text(value: str) -> str:
    return QUOTE + value if value[:1] and value[0] in FORMULA_STARTS + QUOTE else value
