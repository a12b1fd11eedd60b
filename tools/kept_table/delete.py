"""Deletes a table that no stack holds any more: the one thing that removing a desk leaves."""

from __future__ import annotations

from typing import Any

from botocore.exceptions import ClientError, WaiterError

from tools.kept_table.errors import KeptTableError

OUTPUT = "TableName"


def delete(cloudformation: Any, dynamodb: Any, table: str) -> None:  # noqa: ANN401 (boto3's clients)
    """Lift the deletion protection and delete. Raises KeptTableError while a desk uses it."""
    try:
        stack = _owner(cloudformation, table)
        if stack:
            raise KeptTableError(
                f"{table} belongs to the desk {stack}; remove that first: "
                f"sam delete --stack-name {stack}"
            )
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
