"""Begins a new stack with a kept table in it, so that `sam deploy` goes on with the old tickets.

CloudFormation can only import what the template describes as it is. So the first stack holds the
table alone, and everything else comes with the deployment after it.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from botocore.exceptions import ClientError, WaiterError

from tools.kept_table.errors import KeptTableError
from tools.local_cloud import sam_template

LOGICAL_ID = "DeskTable"
TYPE = "AWS::DynamoDB::Table"
CHANGE_SET = "adopt-table"


def adopt(cloudformation: Any, dynamodb: Any, stack: str, table: str, template: Path) -> None:  # noqa: ANN401
    """Make the stack of the table alone. Raises KeptTableError and leaves the table as it was."""
    resource = sam_template.load(template)["Resources"][LOGICAL_ID]
    _check_release(dynamodb, table, resource, template)
    try:
        cloudformation.create_change_set(
            StackName=stack,
            ChangeSetName=CHANGE_SET,
            ChangeSetType="IMPORT",
            TemplateBody=json.dumps({"Resources": {LOGICAL_ID: resource}}),
            ResourcesToImport=[
                {
                    "ResourceType": TYPE,
                    "LogicalResourceId": LOGICAL_ID,
                    "ResourceIdentifier": {"TableName": table},
                }
            ],
        )
        names = {"StackName": stack, "ChangeSetName": CHANGE_SET}
        cloudformation.get_waiter("change_set_create_complete").wait(
            **names, WaiterConfig={"Delay": 2}
        )
        cloudformation.execute_change_set(**names)
        cloudformation.get_waiter("stack_import_complete").wait(
            StackName=stack, WaiterConfig={"Delay": 2}
        )
    except (ClientError, WaiterError) as error:
        raise KeptTableError(f"{table} could not be taken into {stack}: {error}") from error


def _check_release(dynamodb: Any, table: str, resource: dict[str, Any], template: Path) -> None:  # noqa: ANN401
    """CloudFormation believes the template: an index it names would never be made afterwards."""
    try:
        found = dynamodb.describe_table(TableName=table)["Table"]
    except ClientError as error:
        raise KeptTableError(f"{table} cannot be read: {error}") from error
    there = {index["IndexName"] for index in found.get("GlobalSecondaryIndexes", ())}
    wanted = {index["IndexName"] for index in resource["Properties"]["GlobalSecondaryIndexes"]}
    if there != wanted:
        raise KeptTableError(
            f"{table} has the indexes {_listed(there)}, {template} names {_listed(wanted)}: check "
            "out the release that made the table, adopt with that, then deploy this one over it"
        )


def _listed(names: set[str]) -> str:
    return ", ".join(sorted(names)) or "none"
