"""The functions' own adapters on a desk's table, for commands that read or write tickets: `explain`
and `rekey`."""

from types import SimpleNamespace

from deskbell.adapters.dynamo.table import bind, connection
from tools.desk.deployment import Account


def bind_table(account: Account, table: str) -> None:
    """The adapters use this table of the account. Raises what AWS says where it cannot be asked."""
    account.client("dynamodb").describe_table(TableName=table)
    bind(table, account.region, account.local.aws_endpoint_url if account.local else None)
    # The functions' own session knows the services that they use, none to sign in at.
    provider = SimpleNamespace(load_credentials=account.credentials)
    connection().session.register_component("credential_provider", provider)
