"""`./deskbell report`: its arguments, and how it folds the figures from the desk's history."""

import argparse
import sys
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from deskbell.adapters.dynamo.ticket_log import dynamo_desk_log
from deskbell.domain.ids import InboxId, PersonId
from deskbell.domain.reports.collaboration import collaboration
from deskbell.domain.reports.collaboration_tables import collaboration_tables
from deskbell.domain.reports.facts import Fact
from deskbell.domain.reports.figures import Report, figures
from deskbell.domain.reports.log import Log
from deskbell.domain.reports.nps_facts import NpsFact
from deskbell.domain.reports.nps_figures import nps_figures
from deskbell.domain.reports.nps_tables import nps_tables
from deskbell.domain.reports.period import Period
from deskbell.domain.reports.tables import Table, tables
from deskbell.domain.settings.desk import Desk
from tools.desk.bound_table import bind_table, pushed_desk, reading
from tools.desk.deployment import Account, describe
from tools.desk.errors import OperatorError
from tools.desk.reports import show
from tools.desk.ticket_history import install_and_names

DAYS = 7
_YEARS = range(2000, 2200)
"""Calendars and time zones know enough of these."""


def add_to(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]",
    where: argparse.ArgumentParser,
    table: argparse.ArgumentParser,
    as_json: argparse.ArgumentParser,
) -> None:
    report = commands.add_parser(
        "report",
        parents=[where, table, as_json],
        help="say how much was asked, how fast it was answered and solved, and when",
        description="Reads the history of all tickets once and prints of some days, in the desk's "
        "time zone: how many were opened, solved, reopened and open; the times to the first reply "
        "and to the solution, by inbox, category and agent; the busiest hours; how teams work "
        "together; and of surveys the NPS by week and segment, and what became of low scores. "
        "Changes nothing.",
    )
    report.add_argument(
        "--from",
        dest="first",
        metavar="DATE",
        help=f"the first day, as 2026-11-01 (default: {DAYS} days with the last one)",
    )
    report.add_argument(
        "--to", dest="last", metavar="DATE", help="the last day, included (default: today)"
    )
    report.add_argument("--inbox", metavar="NAME", help="of its tickets alone")
    report.add_argument(
        "--csv",
        type=Path,
        metavar="FOLDER",
        help="also write the tables there as CSV files, a file each",
    )


def run(
    chosen: argparse.Namespace, account: Callable[[], Account], now: Callable[[], datetime]
) -> int:
    """The exit code; `now` is the desk's time. Raises what AWS says, and OperatorError."""
    _refuse_what_is_no_date(chosen)
    desk_account = account()
    table = chosen.table or describe(desk_account).output("TableName")
    bind_table(desk_account, table)
    _, names = install_and_names(desk_account.client("dynamodb"), table)
    people = {PersonId(id_): name for id_, name in names.items()}
    desk = pushed_desk()
    with reading():
        report, others = _report(chosen, desk, now())
    _tell(chosen, report, (*tables(report, people), *others))
    return 0


def _report(
    chosen: argparse.Namespace, desk: Desk, now: datetime
) -> tuple[Report, tuple[Table, ...]]:
    """With the tables of how teams work together, and of surveys, where one was ever answered. One
    page of the history at a time; kept are the facts that count."""
    period = _period(chosen, desk, now)
    inbox = _inbox(chosen.inbox, desk)
    of_surveys: list[NpsFact] = []

    def of_tickets() -> Iterator[Fact]:
        for fact in dynamo_desk_log():
            if isinstance(fact, NpsFact):
                of_surveys.append(fact)
            else:
                yield fact

    lives, left_out = Log(of_tickets()).lives(period.ends, desk.staff)
    report = figures(lives, period, desk, inbox, left_out)
    of_teams = collaboration_tables(collaboration(lives, period, desk, inbox))
    if not of_surveys or (inbox and not (desk.nps and desk.nps.inbox == inbox)):
        return report, of_teams
    return report, (*of_teams, *nps_tables(nps_figures(of_surveys, period, now)))


def _tell(chosen: argparse.Namespace, report: Report, told: tuple[Table, ...]) -> None:
    written = show.write_files(chosen.csv, told) if chosen.csv else []
    print(show.as_json(report, told) if chosen.json else show.as_text(report, told))
    for path in written:
        print(f"written: {path}", file=sys.stderr)


def _refuse_what_is_no_date(chosen: argparse.Namespace) -> None:
    """Before AWS is asked for anything."""
    days = [_day(text) for text in (chosen.first, chosen.last) if text]
    if len(days) == 2 and days[0] > days[1]:
        raise OperatorError(
            f"{chosen.first} is after {chosen.last}", "the first day comes first: --from, then --to"
        )


def _period(chosen: argparse.Namespace, desk: Desk, now: datetime) -> Period:
    today = now.astimezone(ZoneInfo(desk.zone)).date()
    last = _day(chosen.last) if chosen.last else today
    first = _day(chosen.first) if chosen.first else last - timedelta(days=DAYS - 1)
    if first > today:
        raise OperatorError(
            f"{first} is still to come: it is {today} in {desk.zone}", "name a day of the past"
        )
    return Period(first, last, desk.zone)


def _day(text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise OperatorError(f"{text} is not a date", "write it as 2026-11-23") from None
    if day.year not in _YEARS:
        raise OperatorError(f"{text} is too far away", "name a day of this desk's life")
    return day


def _inbox(name: str | None, desk: Desk) -> InboxId | None:
    if name is None:
        return None
    if name not in desk.inboxes:
        raise OperatorError(
            f"there is no inbox {name}", f"choose one of: {', '.join(desk.inboxes)}"
        )
    return InboxId(name)
