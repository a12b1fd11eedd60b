"""Deletes a table that no stack holds any more: the one thing that removing a desk leaves."""

from __future__ import annotations

from typing import Any

from botocore.exceptions import ClientError, WaiterError

from deskbell.adapters.dynamo import keys
from tools.kept_table.errors import KeptTableError

OUTPUT = "TableName"
INDEXES = frozenset({"by_person", "due"})
"""Those that the table has had since the first release."""


def delete(cloudformation: Any, dynamodb: Any, table: str) -> None:  # noqa: ANN401 (boto3's clients)
    """Lift the deletion protection and delete.

    Raises KeptTableError while a desk uses it, and for a table that was never a desk's.
    """
    try:
        stack = _owner(cloudformation, table)
        if stack:
            raise KeptTableError(
                f"{table} belongs to the desk {stack}; remove that first: "
                f"sam delete --stack-name {stack}"
            )
        _check_ours(dynamodb, table)
        dynamodb.update_table(TableName=table, DeletionProtectionEnabled=False)
        dynamodb.get_waiter("table_exists").wait(TableName=table, WaiterConfig={"Delay": 2})
        dynamodb.delete_table(TableName=table)
        dynamodb.get_waiter("table_not_exists").wait(TableName=table, WaiterConfig={"Delay": 2})
    except (ClientError, WaiterError) as error:
        raise KeptTableError(f"{table} could not be deleted: {error}") from error


def _owner(cloudformation: Any, table: str) -> str | None:  # noqa: ANN401
    """The desk whose output names the table; each desk has that output."""
    for page in cloudformation.get_paginator("describe_stacks").paginate():
        for stack in page["Stacks"]:
            for output in stack.get("Outputs", ()):
                if (output["OutputKey"], output["OutputValue"]) == (OUTPUT, table):
                    return str(stack["StackName"])
    return None


def _check_ours(dynamodb: Any, table: str) -> None:  # noqa: ANN401
    """A mistyped name may be somebody else's table: the protection is all that it has."""
    found = dynamodb.describe_table(TableName=table)["Table"]
    there = {index["IndexName"] for index in found.get("GlobalSecondaryIndexes", ())}
    if not there >= INDEXES:
        raise KeptTableError(f"{table} is no desk's: it lacks the indexes of one; nothing is done")
    pointer = {name: {"S": value} for name, value in keys.SETTINGS_POINTER._asdict().items()}
    if "Item" not in dynamodb.get_item(TableName=table, Key=pointer, ConsistentRead=True):
        raise KeptTableError(f"{table} is no desk's: it has no settings; nothing is done")
