"""`./deskbell standups`: its arguments, and the attendance of a deployed desk's stand-ups."""

import argparse
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime, timedelta

from deskbell.adapters.dynamo.aggregates import DynamoAggregates
from deskbell.domain.ids import standup_ref
from deskbell.domain.reports.tables import Table
from deskbell.domain.settings.desk import Desk
from deskbell.domain.standups.attendance import Attendance, attendance
from deskbell.domain.standups.dates import stand_ups
from deskbell.domain.standups.stand_up import StandUp
from tools.desk.bound_table import bind_table, pushed_desk, reading
from tools.desk.deployment import Account, describe
from tools.desk.errors import OperatorError
from tools.desk.reports.show import aligned

DAYS, MOST_DAYS = 28, 366


def add_to(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]",
    where: argparse.ArgumentParser,
    table: argparse.ArgumentParser,
    as_json: argparse.ArgumentParser,
) -> None:
    standups = commands.add_parser(
        "standups",
        parents=[where, table, as_json],
        help="say who was there in the stand-ups of the last weeks",
        description="Prints of each stand-up's people how often they answered, were silent and "
        "were away, in those of the last days that are over. Changes nothing.",
    )
    standups.add_argument("--days", type=int, default=DAYS, help=f"up to today (default: {DAYS})")


def run(chosen: argparse.Namespace, account: Callable[[], Account], now: datetime) -> int:
    """The exit code; `now` is the desk's time. Raises what AWS says, and OperatorError."""
    if not 0 < chosen.days <= MOST_DAYS:
        raise OperatorError(f"{chosen.days} days", f"write a number from 1 to {MOST_DAYS}")
    desk_account = account()
    bind_table(desk_account, chosen.table or describe(desk_account).output("TableName"))
    desk = pushed_desk()
    with reading():
        found = attendance(_held(desk, now, chosen.days))
    print(_as_json(found) if chosen.json else _as_text(found, desk))
    return 0


def _held(desk: Desk, now: datetime, days: int) -> Sequence[StandUp]:
    """By the days of the settings of today."""
    last = now.date() + timedelta(days=1)
    refs = [
        standup_ref(desk.workspace.install, plan.id, one.day.isoformat())
        for plan in desk.standups.values()
        for one in stand_ups(plan, last - timedelta(days=days), last)
    ]
    states = DynamoAggregates().load_all(refs).values()
    return [one for one in states if isinstance(one, StandUp)]


def _as_text(found: Sequence[Attendance], desk: Desk) -> str:
    if not found:
        return "no stand-up is over in that time"
    names: Mapping[str, str] = {person: name for name, person in desk.people.items()}
    rows = tuple(
        (
            *(one.plan, one.department, names.get(one.person, one.person)),
            *(one.answered, one.silent, one.away),
        )
        for one in found
    )
    columns = ("stand-up", "department", "person", "answered", "silent", "away")
    return "\n".join(aligned(Table("attendance", columns, rows)))


def _as_json(found: Sequence[Attendance]) -> str:
    return json.dumps([asdict(one) for one in found], ensure_ascii=False, indent=2)
