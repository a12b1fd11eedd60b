"""`./deskbell nps due`: which members are to be surveyed again, and why no others are (A1-25)."""

import argparse
import json
from collections.abc import Callable, Mapping, Sequence

from deskbell.adapters.dynamo.nps_cases import dynamo_nps_cases
from deskbell.domain.errors import StoreError
from deskbell.domain.ids import PersonId
from deskbell.domain.nps.due import MemberStanding, Why, members
from deskbell.domain.reports.tables import Table
from tools.desk.bound_table import bind_table
from tools.desk.deployment import Account, describe
from tools.desk.errors import OperatorError
from tools.desk.reports.show import aligned
from tools.desk.ticket_history import install_and_names

_SAID: Mapping[Why, str] = {
    Why.DUE: "send them the survey, and press Asked again on their card",
    Why.OPEN: "nobody has seen to their low score yet",
    Why.PLANNED: "it is too early",
    Why.ASKED: "they were asked, and have not answered yet",
    Why.RECOVERED: "they have answered since: recovered",
    Why.NOT_RECOVERED: "they have answered since: not recovered",
    Why.NO_CONTACT: "they do not want to be contacted",
    Why.NOT_PLANNED: "resurvey_after was not set when their case was opened",
}


def add_to(
    actions: "argparse._SubParsersAction[argparse.ArgumentParser]",
    where: argparse.ArgumentParser,
    as_json: argparse.ArgumentParser,
) -> None:
    actions.add_parser(
        "due",
        parents=[where, as_json],
        help="say who is to be surveyed again, and why nobody else is",
        description="Lists each member who has had a case, by the newest one: who is due to be "
        "surveyed again, and of all others why they are not. Reads the whole table once, and "
        "changes nothing.",
    )


def run(chosen: argparse.Namespace, account: Account) -> int:
    """The exit code. Raises what AWS says, and OperatorError."""
    table = describe(account).output("TableName")
    bind_table(account, table)
    _, names = install_and_names(account.client("dynamodb"), table)

    def called(person: PersonId | None) -> str:
        return names.get(person, person) if person else ""

    try:
        found = list(members(dynamo_nps_cases()))
    except StoreError as error:
        raise OperatorError(str(error), "see what AWS says, and try again") from error
    print(_as_json(found, called) if chosen.json else _as_text(found, called))
    return 0


Called = Callable[[PersonId | None], str]


def _as_text(found: Sequence[MemberStanding], called: Called) -> str:
    due = sum(one.why is Why.DUE for one in found)
    lines = [f"To be surveyed again: {due} of {len(found)} members who gave a low score"]
    if found:
        columns = ("member", "owner", "stands", "date", "why")
        rows = tuple(
            (one.member, called(one.owner), one.why.value, _date(one), _said(one)) for one in found
        )
        lines += aligned(Table("due", columns, rows))
    return "\n".join(lines)


def _date(one: MemberStanding) -> str:
    return f"{one.at:%Y-%m-%d}" if one.at else ""


def _said(one: MemberStanding) -> str:
    scores = "" if one.before is None else f" ({one.before}, then {one.after})"
    return f"{_SAID[one.why]}{scores}"


def _as_json(found: Sequence[MemberStanding], called: Called) -> str:
    told = [
        {
            "member": one.member,
            "due": one.why is Why.DUE,
            "why": one.why.value,
            "owner": called(one.owner) or None,
            "at": one.at.isoformat() if one.at else None,
            "before": one.before,
            "after": one.after,
        }
        for one in found
    ]
    return json.dumps(told, indent=2, ensure_ascii=False)
