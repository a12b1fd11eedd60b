"""The functions' own adapters on a desk's table, for commands that read or write what is in it."""

from collections.abc import Iterator
from contextlib import contextmanager
from types import SimpleNamespace

from deskbell.adapters.dynamo.settings_rows import DynamoSettings
from deskbell.adapters.dynamo.table import bind, connection
from deskbell.domain.errors import SettingsError, StoreError
from deskbell.domain.settings.desk import Desk
from tools.desk.deployment import Account
from tools.desk.errors import OperatorError


def bind_table(account: Account, table: str) -> None:
    """The adapters use this table of the account. Raises what AWS says where it cannot be asked."""
    account.client("dynamodb").describe_table(TableName=table)
    bind(table, account.region, account.local.aws_endpoint_url if account.local else None)
    # The functions' own session knows the services that they use, none to sign in at.
    provider = SimpleNamespace(load_credentials=account.credentials)
    connection().session.register_component("credential_provider", provider)


@contextmanager
def reading() -> Iterator[None]:
    """What the table does not tell is told to the operator. Raises OperatorError."""
    try:
        yield
    except SettingsError as error:
        raise OperatorError(str(error), "push the settings first: ./deskbell push") from error
    except StoreError as error:
        raise OperatorError(str(error), "see what AWS says, and run it again") from error


def pushed_desk() -> Desk:
    """The settings in force, of the bound table. Raises OperatorError."""
    with reading():
        return DynamoSettings().current()
