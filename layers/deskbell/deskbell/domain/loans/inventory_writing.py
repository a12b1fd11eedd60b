"""The stocks as a CSV file that can be imported again without changing anything (bad input 98)."""

from collections.abc import Iterable

from deskbell.domain.loans.inventory import COLUMNS
from deskbell.domain.loans.stock import Stock
from deskbell.domain.spreadsheets import write_csv


def write_inventory(stocks: Iterable[Stock]) -> bytes:
    return write_csv(
        COLUMNS,
        (
            (stock.office, asset.id, asset.serial, asset.model, asset.state)
            for stock in stocks
            for asset in stock.assets
        ),
    )
