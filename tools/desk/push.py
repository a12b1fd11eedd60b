"""Puts a checked `desk.yaml` into the table: an immutable version, then the pointer to it."""

from pathlib import Path
from typing import TYPE_CHECKING

import boto3

from deskbell.adapters.dynamo import keys
from tools.desk.settings_file import SettingsFile, read_settings
from tools.local_cloud import aws

if TYPE_CHECKING:
    from types_boto3_dynamodb import DynamoDBClient


def push_settings(path: Path, table: str, endpoint: str | None = None) -> str:
    """Returns the version's hash. Raises SettingsFileError and writes nothing if there are faults.

    `endpoint` is the local cloud's; without one the table is in the account and region of the
    environment.
    """
    settings = read_settings(path)
    dynamodb: DynamoDBClient = (
        aws.client("dynamodb", endpoint) if endpoint else boto3.client("dynamodb")
    )
    # The version comes first: whoever sees the new pointer finds what it points to.
    _put_version(dynamodb, table, settings)
    pointer = _row(keys.SETTINGS_POINTER, hash=settings.hash)
    dynamodb.put_item(TableName=table, Item=pointer)
    return settings.hash


def _put_version(dynamodb: "DynamoDBClient", table: str, settings: SettingsFile) -> None:
    try:
        dynamodb.put_item(
            TableName=table,
            Item=_row(
                keys.settings(settings.hash), document=settings.document, desk=settings.encoded
            ),
            ConditionExpression="attribute_not_exists(pk)",
        )
    except dynamodb.exceptions.ConditionalCheckFailedException:
        return  # It is there already, and the same: its name is the hash of its content.


def _row(key: keys.Key, **values: str) -> dict[str, dict[str, str]]:
    texts = {"pk": key.pk, "sk": key.sk, "kind": "settings", **values}
    return {name: {"S": text} for name, text in texts.items()}
