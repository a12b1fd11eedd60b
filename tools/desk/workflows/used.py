"""How often a deployed desk's workflows are used; `./deskbell workflow usage` asks."""

from collections.abc import Sequence
from datetime import UTC, datetime

from deskbell.adapters.dynamo.tallies import tallies
from deskbell.domain.requests.usage import Usage, usage
from tools.desk.bound_table import bind_table, pushed_desk, reading
from tools.desk.deployment import Account, describe


def used(account: Account, now: datetime, days: int) -> Sequence[Usage]:
    """Of those that it offers, and those that it once did. Raises what AWS says, and
    OperatorError."""
    bind_table(account, describe(account).output("TableName"))
    desk = pushed_desk()
    with reading():
        counted = list(tallies(desk.workspace.install))
    offered = [one.id for one in desk.workflows]
    return usage(counted, offered, now.astimezone(UTC).date(), days)
