"""The secret addresses of a deployed desk's calendars: `./deskbell oncall --feed`."""

from collections.abc import Iterator

from botocore.exceptions import ClientError

from deskbell.adapters.calendar_feed import ALL, address
from deskbell.domain.oncall.schedule import Schedule
from deskbell.domain.settings.desk import Desk
from tools.desk.deployment import Account, Stack, describe
from tools.desk.errors import OperatorError, explain_aws

OUTPUT = "CalendarSecretArn"


def feed_addresses(desk: Desk, only: str | None, account: Account) -> Iterator[str]:
    """Of every schedule that has a calendar: everybody's shifts, and each person's."""
    fed = [one for one in desk.schedules.values() if one.feed and only in (None, one.id)]
    if not fed:
        raise OperatorError(
            "no schedule has a calendar", "write feed: 1 at the schedule, and push the settings"
        )
    stack = describe(account)
    key, api = _key(account, stack), stack.output("ApiUrl").rstrip("/")
    names: dict[str, str] = {person: name for name, person in desk.people.items()}
    for schedule in fed:
        yield f"{schedule.name} ({schedule.id})"
        for who in (ALL, *sorted(schedule.people)):
            path = address(key, desk.workspace.install, schedule, who)
            yield f"  {_called(schedule, who, names)}  {api}{path}"


def _called(schedule: Schedule, who: str, names: dict[str, str]) -> str:
    widest = max([len(ALL), *(len(names.get(one, one)) for one in schedule.people)])
    return names.get(who, who).ljust(widest)


def _key(account: Account, stack: Stack) -> str:
    if OUTPUT not in stack.outputs:
        raise OperatorError(
            "the stack shows no calendars", "deploy it with the parameter OnCallCalendars=yes"
        )
    try:
        answer = account.client("secretsmanager").get_secret_value(SecretId=stack.outputs[OUTPUT])
    except ClientError as error:
        raise explain_aws(error) from error
    return str(answer["SecretString"])
