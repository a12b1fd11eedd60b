"""`./deskbell nps`: its arguments, and what a file of answers is; `file_import` brings it."""

import argparse
from collections.abc import Iterator
from datetime import datetime
from functools import partial
from typing import BinaryIO

from deskbell.adapters.nps.answer import envelope_of
from deskbell.adapters.nps.answer_file import Survey, read_answers
from deskbell.domain.id_types import InstallId
from deskbell.domain.settings.desk import Desk
from deskbell.domain.sheet_reading import Fault
from tools.desk.deployment import Account
from tools.desk.errors import OperatorError
from tools.desk.file_import import importing
from tools.desk.file_import.importing import Kind, Row
from tools.desk.file_import.report import Words
from tools.desk.nps import due

WORDS = Words("answers", "low", of="to")


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
    importing.add_arguments(bring, "survey")
    due.add_to(actions, where, as_json)


def run(chosen: argparse.Namespace, account: Account, now: datetime) -> int:
    """The exit code; `now` is the desk's time. Raises what AWS says, and OperatorError."""
    if chosen.action == "due":
        return due.run(chosen, account)

    def kind_of(desk: Desk, operator: str) -> Kind:
        survey = _survey(desk, chosen.source, operator)
        rows = partial(_rows, survey=survey, install=desk.workspace.install, now=now)
        return Kind(survey.source, WORDS, rows)

    return importing.run(chosen, account, kind_of)


def _rows(
    file: BinaryIO, survey: Survey, install: InstallId, now: datetime
) -> Iterator[Row | Fault]:
    for found in read_answers(file, survey, now):
        if isinstance(found, Fault):
            yield found
        else:
            yield Row(found.line, found.low, partial(envelope_of, found.score, install, now))


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
