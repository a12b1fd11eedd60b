"""`./deskbell nps`: its arguments, and how `nps import` brings a file of answers.

Each row becomes the input that the survey's webhook would have put on the inbox, under the same
key: whatever comes twice, by whichever way, counts once. The file is read twice, first to find what
is wrong with it, and is never in memory as a whole.
"""

import argparse
import sys
from collections.abc import Iterator
from datetime import datetime
from io import BufferedReader
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from deskbell.adapters.dynamo.settings_rows import DynamoSettings
from deskbell.adapters.nps.answer import envelope_of
from deskbell.adapters.nps.answer_file import Answer, Survey, read_answers
from deskbell.domain.errors import QueueUnavailableError, SettingsError, StoreError
from deskbell.domain.settings.desk import Desk
from deskbell.domain.sheet_reading import Fault, UnreadableSheetError
from deskbell.usecases.ports import InputQueue
from tools.desk.bound_table import bind_table
from tools.desk.deployment import Account, Stack, describe
from tools.desk.errors import AwsError, OperatorError
from tools.desk.inbox import inbox_of, operator_of
from tools.desk.nps import due, report
from tools.desk.nps.progress import Progress
from tools.desk.sheet_faults import fault_as_text

CHUNK = 500
"""Rows that are sent before it is noted how far the import has come."""


def add_to(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]",
    where: argparse.ArgumentParser,
    as_json: argparse.ArgumentParser,
) -> None:
    nps = commands.add_parser(
        "nps",
        help="bring the answers to a survey as a CSV file; who is to be surveyed again",
        description="The Net Promoter Scores of the surveys that `nps` in desk.yaml names.",
    )
    actions = nps.add_subparsers(dest="action", required=True, metavar="ACTION")
    bring = actions.add_parser(
        "import",
        parents=[where, as_json],
        help="give a file's answers to the desk as the survey would have",
        description="Reads a CSV file with the columns source_event_id, member_id, score and "
        "experience_date, and perhaps comment, segment and changed_at, or whatever `fields` of "
        "the survey calls them. Rows with faults are told and left out. Each answer counts once, "
        "however often it comes. Interrupted, run it again with --resume.",
    )
    bring.add_argument("file", type=Path, metavar="FILE", help="as the survey exports it")
    bring.add_argument("--source", metavar="NAME", help="which survey, if there are several")
    bring.add_argument("--dry-run", action="store_true", help="say what would be imported")
    bring.add_argument(
        "--resume", action="store_true", help="go on where the last import of this file stopped"
    )
    due.add_to(actions, where, as_json)


def run(chosen: argparse.Namespace, account: Account, now: datetime) -> int:
    """The exit code; `now` is the desk's time. Raises what AWS says, and OperatorError."""
    stack = describe(account)
    bind_table(account, stack.output("TableName"))
    if chosen.action == "due":
        return due.run(chosen, account, stack.output("TableName"))
    with _opened(chosen.file) as file:
        return _import(chosen, file, account, stack, now)


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
    chosen: argparse.Namespace, file: BufferedReader, account: Account, stack: Stack, now: datetime
) -> int:
    desk = _desk()
    survey = _survey(desk, chosen.source, "" if chosen.dry_run else operator_of(account))
    progress = Progress(chosen.file, file, stack.output("InboxQueueUrl"), survey.source)
    begun = progress.line() if chosen.resume else 0
    if begun is None:
        raise OperatorError(f"no import of {chosen.file} has stopped", "leave --resume out")
    count = _counted(file, survey, now)
    if not chosen.json:
        for fault in count.faults:
            _tell(fault_as_text(str(chosen.file), fault))
    if not (chosen.dry_run or count.is_unreadable):
        answers = _answers(file, survey, now, after=begun)
        _send(answers, inbox_of(account, stack), desk, progress, now, count)
    if chosen.json or not count.is_unreadable:
        tell = report.as_json if chosen.json else report.as_text
        print(tell(count, survey.source, dry_run=chosen.dry_run))
    return 1 if count.bad else 0


def _counted(file: BinaryIO, survey: Survey, now: datetime) -> report.Count:
    count = report.Count()
    try:
        for found in read_answers(file, survey, now):
            if isinstance(found, Fault):
                count.wrong(found)
            else:
                count.good += 1
                count.low += found.low
    except UnreadableSheetError as unreadable:
        return report.Count(
            bad=len(unreadable.faults), faults=list(unreadable.faults), is_unreadable=True
        )
    return count


def _answers(file: BinaryIO, survey: Survey, now: datetime, *, after: int) -> Iterator[Answer]:
    file.seek(0)
    for found in read_answers(file, survey, now):
        if isinstance(found, Answer) and found.line > after:
            yield found


def _send(
    answers: Iterator[Answer],
    inbox: InputQueue,
    desk: Desk,
    progress: Progress,
    now: datetime,
    count: report.Count,
) -> None:
    install = desk.workspace.install
    while chunk := tuple(islice(answers, CHUNK)):
        try:
            inbox.put_all(envelope_of(one.score, install, now) for one in chunk)
        except (QueueUnavailableError, *AwsError) as error:
            raise OperatorError(
                f"the inbox took {count.sent} answers, and then no more ({error})",
                "run it again with --resume: what comes twice counts once",
            ) from error
        progress.save(chunk[-1].line)
        count.sent += len(chunk)
        _tell(f"{count.sent} of {count.good} answers so far")
    progress.end()


def _tell(line: str) -> None:
    """Beside the report, as it goes."""
    print(line, file=sys.stderr, flush=True)


def _desk() -> Desk:
    try:
        return DynamoSettings().current()
    except (SettingsError, StoreError) as error:
        raise OperatorError(str(error), "see what it says, and try again") from error


def _survey(desk: Desk, named: str | None, operator: str) -> Survey:
    nps = desk.nps
    if nps is None or not nps.sources:
        raise OperatorError(
            "no survey tells of scores", "add nps to desk.yaml (docs/settings.md), and push it"
        )
    if named is None and len(nps.sources) > 1:
        raise OperatorError(
            "there are several surveys", f"--source with one of: {', '.join(nps.sources)}"
        )
    source = named or next(iter(nps.sources))
    if source not in nps.sources:
        raise OperatorError(
            f"there is no survey {source}", f"choose one of: {', '.join(nps.sources)}"
        )
    return Survey(source, nps, desk.zone, operator)
