"""A CSV file of feedback, row by row; `./deskbell feedback import` asks (A3-08).

A row says what a request of the source would have said, in columns with the names of its fields,
and becomes the very same input.
"""

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from typing import BinaryIO

from deskbell.adapters.feedback.given import UnreadableFeedbackError, feedback_at
from deskbell.domain.feedback.inputs import FeedbackGiven
from deskbell.domain.feedback.policy import FeedbackFields, FeedbackSource
from deskbell.domain.sheet_reading import Fault, SheetRow, read_sheet, unquoted

_MEND = "mend it and import the file again"


@dataclass(frozen=True, slots=True)
class Origin:
    """`source` is one of `feedback.sources`, `settings` are its own, `operator` the importer's
    name."""

    source: str
    settings: FeedbackSource
    operator: str


def read_given(file: BinaryIO, origin: Origin) -> Iterator[tuple[int, FeedbackGiven] | Fault]:
    """Each with the line where it begins, from 1, in the file's order, one row in memory at a time;
    further columns mean nothing. Raises UnreadableSheetError."""
    named = origin.settings.fields
    known = {str(getattr(named, one.name)).lower() for one in fields(FeedbackFields)}
    needed = (named.event.lower(), named.text.lower())
    for row in read_sheet(file, needed, known, strangers=True):
        yield row if isinstance(row, Fault) else _given(row, origin)


def _given(row: SheetRow, origin: Origin) -> tuple[int, FeedbackGiven] | Fault:
    def at(path: str) -> str:
        return unquoted(row.cells.get(path.lower(), ""))

    try:
        given = feedback_at(at, origin.source, origin.settings)
    except UnreadableFeedbackError as error:
        return Fault(row.line, error.path, str(error), _MEND)
    return row.line, replace(given, operator=origin.operator)
