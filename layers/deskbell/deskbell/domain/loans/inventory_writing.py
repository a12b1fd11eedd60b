"""The stocks as a CSV file, which can be opened in a spreadsheet without computing anything and be
imported again without changing anything (bad input 98)."""

import csv
import io
from collections.abc import Iterable

from deskbell.domain.loans.inventory import COLUMNS, FORMULA_STARTS, QUOTE
from deskbell.domain.loans.stock import Stock


def write_inventory(stocks: Iterable[Stock]) -> bytes:
    """UTF-8 with a byte order mark, without which Excel would not believe it."""
    file = io.StringIO(newline="")
    lines = csv.writer(file)
    lines.writerow(COLUMNS)
    for stock in stocks:
        for asset in stock.assets:
            cells = (stock.office, asset.id, asset.serial, asset.model, asset.state)
            lines.writerow(_as_text(cell) for cell in cells)
    return file.getvalue().encode("utf-8-sig")


def _as_text(value: str) -> str:
    return QUOTE + value if value[:1] and value[0] in FORMULA_STARTS + QUOTE else value
