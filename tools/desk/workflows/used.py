"""How often a deployed desk's workflows are used; `./deskbell workflow usage` asks."""

from collections.abc import Sequence
from datetime import UTC, datetime

from deskbell.adapters.dynamo.settings_rows import DynamoSettings
from deskbell.adapters.dynamo.tallies import tallies
from deskbell.domain.errors import SettingsError, StoreError
from deskbell.domain.requests.usage import Usage, usage
from tools.desk.bound_table import bind_table
from tools.desk.deployment import Account, describe
from tools.desk.errors import OperatorError


def used(account: Account, now: datetime, days: int) -> Sequence[Usage]:
    """Of those that it offers, and those that it once did. Raises what AWS says, and
    OperatorError."""
    bind_table(account, describe(account).output("TableName"))
    try:
        desk = DynamoSettings().current()
        counted = list(tallies(desk.workspace.install))
    except SettingsError as error:
        raise OperatorError(str(error), "push the settings first: ./deskbell push") from error
    except StoreError as error:
        raise OperatorError(str(error), "run it again") from error
    offered = [one.id for one in desk.workflows]
    return usage(counted, offered, now.astimezone(UTC).date(), days)
