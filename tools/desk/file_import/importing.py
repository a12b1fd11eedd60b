"""Brings the rows of a CSV file to the inbox; `./deskbell nps import` and `feedback import` do.

Each row becomes the input that the source's webhook would have put on the inbox, under the same
key: whatever comes twice, by whichever way, counts once. The file is read twice, first to find what
is wrong with it, and is never in memory as a whole.
"""

import argparse
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BufferedReader
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from deskbell.domain.envelope import Envelope
from deskbell.domain.errors import QueueUnavailableError
from deskbell.domain.settings.desk import Desk
from deskbell.domain.sheet_reading import Fault, UnreadableSheetError
from deskbell.usecases.ports import InputQueue
from tools.desk.bound_table import bind_table, pushed_desk
from tools.desk.deployment import Account, Stack, describe
from tools.desk.errors import AwsError, OperatorError
from tools.desk.file_import import report
from tools.desk.file_import.progress import Progress
from tools.desk.inbox import inbox_of, operator_of
from tools.desk.sheet_faults import fault_as_text

CHUNK = 500
"""Rows that are sent before it is noted how far the import has come."""


@dataclass(frozen=True, slots=True)
class Row:
    """`line` is where it begins, from 1; `is_marked` ones are counted by themselves."""

    line: int
    is_marked: bool
    envelope: Callable[[], Envelope]


@dataclass(frozen=True, slots=True)
class Kind:
    """What a file has: `words` are those of the report, `rows` reads it from its beginning and
    raises UnreadableSheetError."""

    source: str
    words: report.Words
    rows: Callable[[BinaryIO], Iterator[Row | Fault]]


def add_arguments(bring: argparse.ArgumentParser, what: str) -> None:
    """`what` calls the source in a word."""
    bring.add_argument("file", type=Path, metavar="FILE", help=f"as the {what} exports it")
    bring.add_argument("--source", metavar="NAME", help=f"which {what}, if there are several")
    bring.add_argument("--dry-run", action="store_true", help="say what would be imported")
    bring.add_argument(
        "--resume", action="store_true", help="go on where the last import of this file stopped"
    )


def run(
    chosen: argparse.Namespace,
    account: Account,
    kind_of: Callable[[Desk, str], Kind],
) -> int:
    """The exit code. `kind_of` is given the desk and the importer's name, which is empty of a dry
    run. Raises what AWS says, and OperatorError."""
    stack = describe(account)
    bind_table(account, stack.output("TableName"))
    with _opened(chosen.file) as file:
        return _import(chosen, file, account, stack, kind_of)


def _opened(path: Path) -> BufferedReader:
    try:
        file = path.open("rb")
    except OSError as error:
        wrong = f"{path}: cannot be read ({error.strerror})"
        raise OperatorError(wrong, "name another") from error
    if not file.seekable():
        raise OperatorError(f"{path}: can be read only once", "save it as a file")
    return file


def _import(
    chosen: argparse.Namespace,
    file: BufferedReader,
    account: Account,
    stack: Stack,
    kind_of: Callable[[Desk, str], Kind],
) -> int:
    kind = kind_of(pushed_desk(), "" if chosen.dry_run else operator_of(account))
    progress = Progress(chosen.file, file, stack.output("InboxQueueUrl"), kind.source)
    begun = progress.line() if chosen.resume else 0
    if begun is None:
        raise OperatorError(f"no import of {chosen.file} has stopped", "leave --resume out")
    count = _counted(file, kind)
    if not chosen.json:
        for fault in count.faults:
            _tell(fault_as_text(str(chosen.file), fault))
    if not (chosen.dry_run or count.is_unreadable):
        _send(_rows(file, kind, after=begun), inbox_of(account, stack), kind, progress, count)
    if chosen.json or not count.is_unreadable:
        tell = report.as_json if chosen.json else report.as_text
        print(tell(count, kind.source, kind.words, dry_run=chosen.dry_run))
    return 1 if count.bad else 0


def _counted(file: BinaryIO, kind: Kind) -> report.Count:
    count = report.Count()
    try:
        for found in kind.rows(file):
            if isinstance(found, Fault):
                count.wrong(found)
            else:
                count.good += 1
                count.marked += found.is_marked
    except UnreadableSheetError as unreadable:
        return report.Count(
            bad=len(unreadable.faults), faults=list(unreadable.faults), is_unreadable=True
        )
    return count


def _rows(file: BinaryIO, kind: Kind, *, after: int) -> Iterator[Row]:
    file.seek(0)
    for found in kind.rows(file):
        if isinstance(found, Row) and found.line > after:
            yield found


def _send(
    rows: Iterator[Row], inbox: InputQueue, kind: Kind, progress: Progress, count: report.Count
) -> None:
    things = kind.words.things
    while chunk := tuple(islice(rows, CHUNK)):
        try:
            inbox.put_all(one.envelope() for one in chunk)
        except (QueueUnavailableError, *AwsError) as error:
            raise OperatorError(
                f"the inbox took {count.sent} {things}, and then no more ({error})",
                "run it again with --resume: what comes twice counts once",
            ) from error
        progress.save(chunk[-1].line)
        count.sent += len(chunk)
        _tell(f"{count.sent} of {count.good} {things} so far")
    progress.end()


def _tell(line: str) -> None:
    """Beside the report, as it goes."""
    print(line, file=sys.stderr, flush=True)
