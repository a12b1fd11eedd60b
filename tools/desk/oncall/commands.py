"""`./deskbell oncall`: who is on call now, next and this week, of the settings file alone."""

import argparse
from collections.abc import Callable

from tools.desk.deployment import Account
from tools.desk.errors import OperatorError
from tools.desk.given import time_in
from tools.desk.oncall.feeds import feed_addresses
from tools.desk.oncall.report import Told, as_json
from tools.desk.settings_file import read_settings


def add_to(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]",
    desk_file: argparse.ArgumentParser,
    where: argparse.ArgumentParser,
) -> None:
    oncall = commands.add_parser(
        "oncall",
        parents=[desk_file, where],
        help="say who is on call now, next and this week",
        description="Says of each schedule of FILE who is on call now, next and in the seven days "
        "from today on, by the file alone: what people have agreed on in Slack, /oncall knows.",
    )
    oncall.add_argument("--schedule", metavar="NAME", help="this one alone")
    oncall.add_argument(
        "--at", metavar="TIME", help="in the desk's zone, as 2026-11-23T22:30 (default: now)"
    )
    form = oncall.add_mutually_exclusive_group()
    form.add_argument(
        "--feed",
        action="store_true",
        help="the secret addresses of the deployed desk's calendars, to subscribe to",
    )
    form.add_argument("--json", action="store_true", help="for programs")
    form.add_argument(
        "--ics", action="store_true", help="for calendars: the shifts of the next 90 days"
    )


def run(chosen: argparse.Namespace, account: Callable[[], Account]) -> int:
    """Only the addresses of calendars need the account. Raises SettingsFileError and
    OperatorError."""
    desk = read_settings(chosen.file).desk
    if chosen.schedule and chosen.schedule not in desk.schedules:
        known = ", ".join(desk.schedules) or "there are none"
        raise OperatorError(f"{chosen.schedule} is no schedule of {chosen.file}", f"known: {known}")
    if chosen.feed:
        print("\n".join(feed_addresses(desk, chosen.schedule, account())))
        return 0
    names = {person: name for name, person in desk.people.items()}
    at = time_in(chosen.at, desk.zone)
    schedules = [one for one in desk.schedules.values() if chosen.schedule in (None, one.id)]
    told = [Told(one, at, names) for one in schedules]
    if chosen.ics:
        if len(told) != 1:
            raise OperatorError("a calendar is of one schedule", "name it: --schedule NAME")
        print(told[0].as_calendar(), end="")
    elif chosen.json:
        print(as_json(told))
    else:
        print("\n\n".join(one.as_text() for one in told) or "there are no schedules")
    return 0
