"""What an admin is refused before anything happens to a table; `make rehearsal` does the rest."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import boto3
import pytest
from moto import mock_aws

from tools.desk import push_settings
from tools.kept_table.__main__ import main
from tools.kept_table.adopt import adopt
from tools.kept_table.delete import delete
from tools.kept_table.errors import KeptTableError
from tools.local_cloud.errors import LocalCloudError
from tools.local_cloud.options import ROOT

if TYPE_CHECKING:
    from types_boto3_dynamodb import DynamoDBClient

REGION = "eu-central-1"
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
    """Has one table, with settings or without; whatever else is asked of it is a fault."""

    def __init__(self, *indexes: str, settings: bool = False) -> None:
        self._indexes = [{"IndexName": name} for name in indexes]
        self._settings = settings

    def describe_table(self, TableName: str) -> dict[str, Any]:
        assert TableName == TABLE
        return {"Table": {"GlobalSecondaryIndexes": self._indexes}}

    def get_item(self, TableName: str, Key: dict[str, Any], **_: object) -> dict[str, Any]:
        assert (TableName, Key) == (TABLE, {"pk": {"S": "CFG"}, "sk": {"S": "CURRENT"}})
        return {"Item": Key} if self._settings else {}


@pytest.fixture
def aws(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("AWS_DEFAULT_REGION", REGION)
    with mock_aws():
        yield


@pytest.fixture
def empty_shell(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Nothing that boto3 would find a region or credentials in."""
    for name in [name for name in os.environ if name.startswith("AWS_")]:
        monkeypatch.delenv(name)
    for name in ("AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE"):
        monkeypatch.setenv(name, str(tmp_path / "none"))
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")


def make_table(dynamodb: "DynamoDBClient", indexes: tuple[str, ...]) -> None:
    """Protected, with the table's key as that of each index."""
    keys: Any = [
        {"AttributeName": "pk", "KeyType": "HASH"},
        {"AttributeName": "sk", "KeyType": "RANGE"},
    ]
    dynamodb.create_table(
        TableName=TABLE,
        KeySchema=keys,
        AttributeDefinitions=[
            {"AttributeName": "pk", "AttributeType": "S"},
            {"AttributeName": "sk", "AttributeType": "S"},
        ],
        GlobalSecondaryIndexes=[
            {"IndexName": name, "KeySchema": keys, "Projection": {"ProjectionType": "KEYS_ONLY"}}
            for name in indexes
        ],
        BillingMode="PAY_PER_REQUEST",
        DeletionProtectionEnabled=True,
    )


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


@pytest.mark.parametrize(
    ("table", "lack"),
    [
        (DynamoDB(settings=True), "indexes"),
        (DynamoDB("due", "by_customer", settings=True), "indexes"),
        (DynamoDB("by_person", "due", "queue"), "settings"),
    ],
    ids=["without indexes", "with others", "without settings"],
)
def test_a_table_that_was_never_a_desks_keeps_its_protection(table: DynamoDB, lack: str) -> None:
    with pytest.raises(KeptTableError, match=f"is no desk's: it .*{lack}.*nothing is done"):
        delete(CloudFormation(), table, TABLE)


@pytest.mark.parametrize("indexes", [("by_person", "due"), ("by_person", "due", "queue")])
def test_the_kept_table_of_any_release_is_deleted_for_good(
    indexes: tuple[str, ...], aws: None
) -> None:
    dynamodb = boto3.client("dynamodb", REGION)
    make_table(dynamodb, indexes)
    push_settings(ROOT / "desk.yaml", TABLE)

    delete(CloudFormation(), dynamodb, TABLE)
    assert dynamodb.list_tables()["TableNames"] == []


def test_another_name_deletes_nothing(
    aws: None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    dynamodb = boto3.client("dynamodb", REGION)
    make_table(dynamodb, ("by_person", "due"))
    monkeypatch.setattr("builtins.input", lambda _: "deskbell-DeskTable-1ABC")

    assert main(["delete", "--table", TABLE, "--region", REGION]) == 1
    assert capsys.readouterr().err == "error: that is another name; nothing is deleted\n"
    assert dynamodb.list_tables()["TableNames"] == [TABLE]


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ((), "no AWS region is chosen"),
        (("--region", REGION), "there are no AWS credentials"),
        (("--region", REGION, "--profile", "nobody"), "nobody"),
    ],
    ids=["no region", "no credentials", "no such profile"],
)
def test_an_account_that_cannot_be_asked_is_told_in_one_line(
    options: tuple[str, ...],
    told: str,
    empty_shell: None,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["delete", "--table", TABLE, "--stack", "nowhere", "--yes", *options]) == 1
    [line] = capsys.readouterr().err.splitlines()
    assert line.startswith("error: ")
    assert told in line


def test_a_table_of_another_release_is_not_adopted_since_its_indexes_would_never_come() -> None:
    with pytest.raises(KeptTableError, match=r"has the indexes due, .*template\.yaml names"):
        adopt(CloudFormation(), DynamoDB("due"), "deskbell-staging", TABLE, TEMPLATE)


def test_a_template_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(LocalCloudError, match=r"nowhere\.yaml is missing"):
        adopt(CloudFormation(), DynamoDB("due"), "s", TABLE, tmp_path / "nowhere.yaml")
