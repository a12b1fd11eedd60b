"""What an admin is refused before anything happens to a table; `make rehearsal` does the rest."""

from pathlib import Path
from typing import Any

import pytest

from tools.kept_table.adopt import adopt
from tools.kept_table.delete import delete
from tools.kept_table.errors import KeptTableError
from tools.local_cloud.errors import LocalCloudError
from tools.local_cloud.options import ROOT

TABLE = "deskbell-staging-DeskTable-1ABC"
TEMPLATE = ROOT / "template.yaml"


class CloudFormation:
    """Knows the stacks that there are; whatever else is asked of it is a fault."""

    def __init__(self, *stacks: dict[str, Any]) -> None:
        self._stacks = list(stacks)

    def get_paginator(self, operation: str) -> "CloudFormation":
        assert operation == "describe_stacks"
        return self

    def paginate(self) -> list[dict[str, Any]]:
        return [{"Stacks": [stack]} for stack in self._stacks]


class DynamoDB:
    """Has one table; whatever else is asked of it is a fault."""

    def __init__(self, *indexes: str) -> None:
        self._indexes = [{"IndexName": name} for name in indexes]

    def describe_table(self, TableName: str) -> dict[str, Any]:
        assert TableName == TABLE
        return {"Table": {"GlobalSecondaryIndexes": self._indexes}}


def desk(name: str, table: str) -> dict[str, Any]:
    outputs = [
        {"OutputKey": "BusName", "OutputValue": name},
        {"OutputKey": "TableName", "OutputValue": table},
    ]
    return {"StackName": name, "Outputs": outputs}


def test_the_table_of_a_living_desk_cannot_be_deleted() -> None:
    stacks = CloudFormation({"StackName": "other"}, desk("deskbell-staging", TABLE))
    with pytest.raises(KeptTableError, match="sam delete --stack-name deskbell-staging"):
        delete(stacks, DynamoDB(), TABLE)


def test_a_table_of_another_release_is_not_adopted_since_its_indexes_would_never_come() -> None:
    with pytest.raises(KeptTableError, match=r"has the indexes due, .*template\.yaml names"):
        adopt(CloudFormation(), DynamoDB("due"), "deskbell-staging", TABLE, TEMPLATE)


def test_a_template_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(LocalCloudError, match=r"nowhere\.yaml is missing"):
        adopt(CloudFormation(), DynamoDB("due"), "s", TABLE, tmp_path / "nowhere.yaml")
