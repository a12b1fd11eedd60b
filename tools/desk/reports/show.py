"""How a report is shown, written into files and told to programs."""

import json
from decimal import Decimal
from pathlib import Path

from deskbell.domain.reports.figures import Report
from deskbell.domain.reports.tables import Cell, Table, in_seconds, shown
from deskbell.domain.spreadsheets import write_csv
from tools.desk.errors import OperatorError

_GAP = "  "


def as_text(report: Report, tables: tuple[Table, ...]) -> str:
    lines = [_title(report)]
    if report.is_empty:
        lines += ["", "no ticket was open, opened or ended in that time"]
    for table in tables:
        if table.rows:
            lines += ["", table.name, *aligned(table)]
    if any(table.name == "nps" and table.rows for table in tables):
        lines += ["", "response rate: not known, since no survey tells whom it has asked"]
    if report.left_out:
        lines += [
            "",
            f"left out: {report.left_out} tickets that were opened under an earlier release",
        ]
    return "\n".join(lines)


def _title(report: Report) -> str:
    period = report.period
    of = f"; inbox {report.inbox}" if report.inbox else ""
    long = f"days: {period.days}, hours: {period.hours}"
    return f"Report of {period.first} to {period.last} ({long}, {period.zone}){of}"


def aligned(table: Table) -> list[str]:
    """Texts to the left, numbers and durations to the right."""
    grid = [table.columns, *(tuple(map(shown, row)) for row in table.rows)]
    widths = [max(map(len, column)) for column in zip(*grid, strict=True)]
    left = [isinstance(cell, str) for cell in table.rows[0]]
    return [
        (
            _GAP
            + _GAP.join(
                cell.ljust(width) if is_left else cell.rjust(width)
                for cell, width, is_left in zip(line, widths, left, strict=True)
            )
        ).rstrip()
        for line in grid
    ]


def as_json(report: Report, tables: tuple[Table, ...]) -> str:
    """Durations are seconds."""
    period = report.period
    told: dict[str, object] = {
        "from": period.first.isoformat(),
        "to": period.last.isoformat(),
        "zone": period.zone,
        "days": period.days,
        "hours": period.hours,
        "inbox": report.inbox,
        "left_out": report.left_out,
    }
    for table in tables:
        told[table.name] = [
            dict(zip(table.columns, map(_plain, row), strict=True)) for row in table.rows
        ]
    return json.dumps(told, indent=2, ensure_ascii=False)


def _plain(cell: Cell) -> str | float:
    if isinstance(cell, Decimal):
        return float(cell)
    return cell if isinstance(cell, str | int) else in_seconds(cell)


def _written(cell: Cell) -> str | Decimal:
    return cell if isinstance(cell, Decimal) else shown(cell)


def write_files(folder: Path, tables: tuple[Table, ...]) -> list[Path]:
    """One file a table, as it is shown. Raises OperatorError."""
    written = []
    for table in tables:
        path = folder / f"{table.name}.csv"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            path.write_bytes(
                write_csv(table.columns, (tuple(map(_written, r)) for r in table.rows))
            )
        except OSError as error:
            wrong = f"{path}: cannot be written ({error.strerror})"
            raise OperatorError(wrong, "name another folder") from error
        written.append(path)
    return written
