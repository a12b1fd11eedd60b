"""A CSV file of answers to a survey, row by row; `./deskbell nps import` asks (A1-23).

A row says what a request of the survey would have said, in columns with the names of its fields,
and becomes the very same input.
"""

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from typing import BinaryIO
from zoneinfo import ZoneInfo

from deskbell.adapters.nps.answer import UnreadableAnswerError, score_at
from deskbell.domain.nps.inputs import ScoreReceived
from deskbell.domain.nps.policy import TO_COME, NpsSettings, ScoreFields
from deskbell.domain.sheet_reading import Fault, SheetRow, read_sheet, unquoted

_MEND = "mend it and import the file again"


@dataclass(frozen=True, slots=True)
class Answer:
    """`line` is where it begins, from 1. `low`: its score is below the threshold of its segment."""

    line: int
    score: ScoreReceived
    low: bool


@dataclass(frozen=True, slots=True)
class Survey:
    """`source` is one of `nps.sources`; `zone` is the desk's, `operator` the importer's name."""

    source: str
    nps: NpsSettings
    zone: str
    operator: str


def columns_of(named: ScoreFields) -> tuple[str, ...]:
    """Those that each file has, as its first line may write them."""
    return tuple(one.lower() for one in (named.event, named.member, named.score, named.date))


def read_answers(file: BinaryIO, survey: Survey, now: datetime) -> Iterator[Answer | Fault]:
    """In the file's order, one row in memory at a time; further columns mean nothing. Raises
    UnreadableSheetError."""
    named = survey.nps.sources[survey.source].fields
    known = {path.lower() for path in _paths(named)}
    today = now.astimezone(ZoneInfo(survey.zone)).date()
    for row in read_sheet(file, columns_of(named), known, strangers=True):
        yield row if isinstance(row, Fault) else _answer(row, survey, today, now)


def _answer(row: SheetRow, survey: Survey, today: date, now: datetime) -> Answer | Fault:
    def at(path: str) -> str:
        return unquoted(row.cells.get(path.lower(), ""))

    nps, source = survey.nps, survey.nps.sources[survey.source]
    try:
        score = score_at(at, survey.source, source, nps, now)
    except UnreadableAnswerError as error:
        return Fault(row.line, error.path, error.wrong, _MEND)
    if wrong := nps.out_of_time(date.fromisoformat(score.experience), today):
        return _out_of_time(row.line, wrong, nps, source.fields.date)
    low = score.score < nps.threshold_of(score.segment)
    return Answer(row.line, replace(score, operator=survey.operator), low)


def _out_of_time(line: int, wrong: str, nps: NpsSettings, column: str) -> Fault:
    if wrong == TO_COME:
        return Fault(line, column, "is still to come", _MEND)
    days = nps.accept_within.days
    return Fault(line, column, f"is more than {days} days ago", "accept_within: too late to call")


def _paths(named: ScoreFields) -> tuple[str, ...]:
    return tuple(str(getattr(named, one.name)) for one in fields(ScoreFields))
