"""`./deskbell backfill`: its arguments, and how it runs the function's own use case.

Here and not in Lambda, so that it has all the time that Slack wants. What it finds goes through the
inbox like all that Slack tells; interrupted, it is run again.
"""

import argparse
import re
import sys
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from functools import partial
from math import inf

from deskbell.adapters.dynamo.aggregates import DynamoAggregates
from deskbell.adapters.dynamo.bookmarks import DynamoBookmarks
from deskbell.adapters.dynamo.people_rows import DynamoPersonRows
from deskbell.adapters.dynamo.settings_rows import DynamoSettings
from deskbell.adapters.dynamo.ticket_lists import DynamoTicketLists
from deskbell.adapters.people import KnownPeople
from deskbell.adapters.slack.pace import UNHURRIED, Pace
from deskbell.adapters.slack.web_api import SlackWorkspace
from deskbell.domain.errors import SettingsError, StoreError
from deskbell.usecases.backfill.capture_missed import BackfillPorts, capture_missed
from tools.desk import slack_secret
from tools.desk.backfill import report
from tools.desk.bound_table import bind_table
from tools.desk.deployment import Account, Stack, describe
from tools.desk.errors import OperatorError
from tools.desk.inbox import inbox_of
from tools.desk.ticket_history import install_and_names

_AGE = re.compile(r"([1-9][0-9]{0,4})([mhd])")
_UNITS = {"m": "minutes", "h": "hours", "d": "days"}
SLACK_SECONDS = 15


def add_to(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]",
    where: argparse.ArgumentParser,
    as_json: argparse.ArgumentParser,
) -> None:
    backfill = commands.add_parser(
        "backfill",
        parents=[where, as_json],
        help="find in Slack's history what Slack did not tell, and handle it",
        description="Reads the help and triage channels and the threads of open tickets, as the "
        "desk itself does each hour, and puts what it does not know on the inbox. Reading twice "
        "does no harm. Ends with 1 if not all could be read.",
    )
    backfill.add_argument(
        "--since",
        type=_since,
        metavar="WHEN",
        help="read each channel from then on: 30m, 6h or 2d ago, or a time in UTC as "
        "2026-11-23T09:00 (default: from where the last back-fill ended)",
    )
    backfill.add_argument(
        "--dry-run", action="store_true", help="say what would be found, change nothing"
    )


def run(chosen: argparse.Namespace, account: Account, now: Callable[[], datetime]) -> int:
    """The exit code; `now` is the desk's time. Raises what AWS says, and OperatorError."""
    stack = describe(account)
    table = stack.output("TableName")
    bind_table(account, table)
    _, names = install_and_names(account.client("dynamodb"), table)
    try:
        found = capture_missed(
            _ports(account, stack, now, names),
            lambda: inf,
            chosen.since and chosen.since(datetime.now(UTC)),
            dry_run=chosen.dry_run,
        )
    except (SettingsError, StoreError) as error:
        raise OperatorError(str(error), "see what AWS says, and run it again") from error
    tell = report.as_json if chosen.json else report.as_text
    print(tell(found, names, dry_run=chosen.dry_run))
    return 1 if found.stopped or found.unreadable else 0


def _ports(
    account: Account, stack: Stack, now: Callable[[], datetime], names: Mapping[str, str]
) -> BackfillPorts:
    secret = slack_secret.read(account, stack)
    if secret is None:
        raise OperatorError("no Slack secret is stored", f"./deskbell secret {account.option}")
    settings = DynamoSettings()
    tell = partial(print, file=sys.stderr, flush=True)

    def wait(seconds: float) -> None:
        tell(f"Slack wants a pause of {seconds:.0f} s")
        time.sleep(seconds)

    return BackfillPorts(
        settings=settings,
        aggregates=DynamoAggregates(),
        lists=DynamoTicketLists(),
        person=KnownPeople(DynamoPersonRows()).get,
        bookmarks=DynamoBookmarks(),
        history=SlackWorkspace(
            settings.current().workspace,
            stack.parameters["SlackApiUrl"],
            lambda: secret.bot_token,
            SLACK_SECONDS,
            pace=Pace(most=UNHURRIED),
        ),
        queue=inbox_of(account, stack),
        wall=time.time,
        now=now,
        pause=wait,
        tell=lambda what: tell(report.with_names(what, names)),
    )


def _since(text: str) -> Callable[[datetime], datetime]:
    """Given now, when that is; raises ValueError, which argparse tells."""
    if age := _AGE.fullmatch(text):
        ago = timedelta(**{_UNITS[age[2]]: int(age[1])})
        return lambda now: now - ago
    at = datetime.fromisoformat(text)
    at = at if at.tzinfo else at.replace(tzinfo=UTC)
    return lambda _: at
