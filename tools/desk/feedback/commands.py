"""`./deskbell feedback`: its arguments, and what a file of feedback is; `file_import` brings it."""

import argparse
from collections.abc import Iterator
from datetime import datetime
from functools import partial
from typing import BinaryIO

from deskbell.adapters.feedback.given import envelope_of
from deskbell.adapters.feedback.given_file import Origin, read_given
from deskbell.domain.feedback.inputs import Sentiment
from deskbell.domain.id_types import InstallId
from deskbell.domain.settings.desk import Desk
from deskbell.domain.sheet_reading import Fault
from tools.desk.deployment import Account
from tools.desk.errors import OperatorError
from tools.desk.file_import import importing
from tools.desk.file_import.importing import Kind, Row
from tools.desk.file_import.report import Words

WORDS = Words("items", "negative")


def add_to(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]",
    where: argparse.ArgumentParser,
    as_json: argparse.ArgumentParser,
) -> None:
    feedback = commands.add_parser(
        "feedback",
        help="bring feedback as a CSV file",
        description="What the sources say that `feedback` in desk.yaml names.",
    )
    actions = feedback.add_subparsers(dest="action", required=True, metavar="ACTION")
    bring = actions.add_parser(
        "import",
        parents=[where, as_json],
        help="give a file's feedback to the desk as its source would have",
        description="Reads a CSV file with the columns source_event_id and text, and perhaps "
        "sentiment, class, theme, member_id and author, or whatever `fields` of the source calls "
        "them. Rows with faults are told and left out. Each item counts once, however often it "
        "comes. Interrupted, run it again with --resume.",
    )
    importing.add_arguments(bring, "source")


def run(chosen: argparse.Namespace, account: Account, now: datetime) -> int:
    """The exit code; `now` is the desk's time. Raises what AWS says, and OperatorError."""

    def kind_of(desk: Desk, operator: str) -> Kind:
        origin = _origin(desk, chosen.source, operator)
        rows = partial(_rows, origin=origin, install=desk.workspace.install, now=now)
        return Kind(origin.source, WORDS, rows)

    return importing.run(chosen, account, kind_of)


def _rows(
    file: BinaryIO, origin: Origin, install: InstallId, now: datetime
) -> Iterator[Row | Fault]:
    for found in read_given(file, origin):
        if isinstance(found, Fault):
            yield found
        else:
            line, given = found
            is_negative = given.sentiment is Sentiment.NEGATIVE
            yield Row(line, is_negative, partial(envelope_of, given, install, now))


def _origin(desk: Desk, named: str | None, operator: str) -> Origin:
    sources = desk.feedback.sources if desk.feedback else {}
    if not sources:
        raise OperatorError(
            "no source sends feedback", "add feedback to desk.yaml (docs/settings.md), and push it"
        )
    if named is None and len(sources) > 1:
        raise OperatorError(
            "there are several sources", f"--source with one of: {', '.join(sources)}"
        )
    source = named or next(iter(sources))
    if source not in sources:
        raise OperatorError(f"there is no source {source}", f"choose one of: {', '.join(sources)}")
    return Origin(source, sources[source], operator)
