"""What is wrong with a CSV file, as an admin or a program reads it."""

from collections.abc import Iterable

from deskbell.domain.sheet_reading import Fault


def fault_as_text(file: str, fault: Fault) -> str:
    """As compilers do, so that an editor finds the line."""
    place = f"{file}:{fault.line}" if fault.line else file
    column = f"{fault.column}: " if fault.column else ""
    return f"{place}: {column}{fault.wrong}; {fault.remedy}"


def told_faults(faults: Iterable[Fault]) -> list[dict[str, object]]:
    """For JSON."""
    return [
        {
            "line": fault.line or None,
            "column": fault.column or None,
            "wrong": fault.wrong,
            "remedy": fault.remedy,
        }
        for fault in faults
    ]
