"""`./deskbell outbox parked|retry`: its arguments, and what each does.

A retry is an input like any other: it goes through the inbox, is decided on and committed with the
operator as its actor. Its key names the row, so that asking twice changes nothing.
"""

import argparse
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial

from deskbell.domain.ids import EventKey
from deskbell.domain.inputs import Envelope, RetryRequested
from deskbell.usecases.ports import InputQueue
from tools.desk.bound_table import bind_table
from tools.desk.deployment import Account, describe
from tools.desk.errors import OperatorError
from tools.desk.inbox import inbox_of, operator_of
from tools.desk.parked import report
from tools.desk.parked.rows import Parked, find_parked
from tools.desk.ticket_history import install_and_names

TELL_EVERY = 100


def add_to(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]",
    where: argparse.ArgumentParser,
    as_json: argparse.ArgumentParser,
) -> None:
    outbox = commands.add_parser(
        "outbox",
        help="see what Slack refused for good, and have it tried again",
        description="Parked effects: messages, cards and reactions that Slack will never take as "
        "things are. They can be tried again for 30 days.",
    )
    actions = outbox.add_subparsers(dest="action", required=True, metavar="ACTION")

    actions.add_parser(
        "parked",
        parents=[where, as_json],
        help="each: what it is of, what Slack said, since when, how to mend it",
    )

    retry = actions.add_parser(
        "retry",
        parents=[where, as_json],
        help="have them tried again, once the cause is mended",
        description="Puts a request for each on the inbox; within seconds it is decided and sent. "
        "The ticket's history tells who asked. Interrupted, run it again.",
    )
    retry.add_argument("rows", nargs="*", metavar="ROW", help="as `outbox parked` names it")
    retry.add_argument("--code", help="all that Slack refused with this code")
    retry.add_argument("--all", action="store_true", help="all there are")
    retry.add_argument("--dry-run", action="store_true", help="say what would be tried again")


def run(chosen: argparse.Namespace, account: Account, now: datetime) -> int:
    """The exit code; `now` is the desk's time. Raises what AWS says, and OperatorError."""
    retries = chosen.action == "retry"
    if retries and sum(map(bool, (chosen.rows, chosen.code, chosen.all))) != 1:
        raise OperatorError("it is not said what to try again", "name ROW …, --code CODE or --all")
    stack = describe(account)
    table = stack.output("TableName")
    bind_table(account, table)
    dynamodb = account.client("dynamodb")
    _, names = install_and_names(dynamodb, table)
    found = find_parked(dynamodb, table, names, partial(print, file=sys.stderr, flush=True))
    if not retries:
        print(_told(chosen, found, account))
        return 0
    wanted = _chosen(found, chosen)
    if not chosen.dry_run:
        _retry(wanted, account, inbox_of(account, stack), now)
    print(_told_retried(chosen, wanted, account))
    return 0


def _told(chosen: argparse.Namespace, found: Sequence[Parked], account: Account) -> str:
    if chosen.json:
        return report.parked_as_json(found)
    return report.parked_as_text(found, datetime.now(UTC), account.option)


def _told_retried(chosen: argparse.Namespace, wanted: Sequence[Parked], account: Account) -> str:
    if chosen.json:
        return report.retried_as_json(wanted, dry_run=chosen.dry_run)
    return report.retried_as_text(wanted, account.option, dry_run=chosen.dry_run)


def _chosen(found: Sequence[Parked], chosen: argparse.Namespace) -> list[Parked]:
    if missing := set(chosen.rows) - {parked.row.id for parked in found}:
        raise OperatorError(
            f"not parked, or not any more: {', '.join(sorted(missing))}",
            "see what is: ./deskbell outbox parked",
        )
    return [
        parked
        for parked in found
        if chosen.all or parked.row.code == chosen.code or parked.row.id in chosen.rows
    ]


def _retry(wanted: Sequence[Parked], account: Account, inbox: InputQueue, now: datetime) -> None:
    operator = operator_of(account)
    for number, parked in enumerate(wanted, start=1):
        inbox.put(_request(parked, operator, now))
        if number % TELL_EVERY == 0:
            print(f"{number} of {len(wanted)} so far", file=sys.stderr, flush=True)


def _request(parked: Parked, operator: str, now: datetime) -> Envelope:
    row = parked.row
    return Envelope(
        key=EventKey(f"retry:{row.id}"),
        install=row.install,
        group=f"{row.install}:{row.ref}",
        occurred_at=now,
        received_at=now,
        input=RetryRequested(row.ref, row.id, operator),
    )
