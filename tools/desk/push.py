"""Puts checked settings into the table: an immutable version, then the pointer to it."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import boto3

from deskbell.adapters.dynamo import keys
from deskbell.domain.settings.faults import InvalidDeskError
from tools.desk.errors import OperatorError
from tools.desk.settings_file import SettingsFile, read_settings, settings_of
from tools.local_cloud import aws

if TYPE_CHECKING:
    from types_boto3_dynamodb import DynamoDBClient


@dataclass(frozen=True, slots=True)
class Pushed:
    """The versions by their hashes: the current one, and the one before, if there was any."""

    version: str
    before: str | None


def push_settings(path: Path, table: str, endpoint: str | None = None) -> str:
    """Returns the version's hash. Raises SettingsFileError and writes nothing if there are faults.

    `endpoint` is the local cloud's; without one the table is in the account and region of the
    environment.
    """
    settings = read_settings(path)
    dynamodb: DynamoDBClient = (
        aws.client("dynamodb", endpoint) if endpoint else boto3.client("dynamodb")
    )
    return push(settings, dynamodb, table).version


def push(settings: SettingsFile, dynamodb: "DynamoDBClient", table: str) -> Pushed:
    # The version comes first: whoever sees the new pointer finds what it points to.
    _put_version(dynamodb, table, settings)
    pointer = _row(keys.SETTINGS_POINTER, hash=settings.hash)
    old = dynamodb.put_item(TableName=table, Item=pointer, ReturnValues="ALL_OLD")
    before = old.get("Attributes", {}).get("hash", {}).get("S")
    return Pushed(settings.hash, before)


def current(dynamodb: "DynamoDBClient", table: str) -> str | None:
    """The hash of the version in use."""
    item = _read(dynamodb, table, keys.SETTINGS_POINTER)
    return item.get("hash")


def pushed_document(dynamodb: "DynamoDBClient", table: str, version: str) -> str | None:
    """The settings of a version as JSON text, as they were pushed."""
    return _read(dynamodb, table, keys.settings(version)).get("document")


def pushed_before(dynamodb: "DynamoDBClient", table: str, version: str) -> SettingsFile:
    """An earlier version, checked by the rules of this release, ready to be pushed again."""
    document = pushed_document(dynamodb, table, version)
    if document is None:
        raise OperatorError(
            f"{table} has no version {version}",
            "give the whole hash that an earlier push printed, or push an older desk.yaml",
        )
    try:
        return settings_of(json.loads(document))
    except InvalidDeskError as error:
        raise OperatorError(
            f"this release does not take the settings {version[:12]}: {error}",
            "mend the desk.yaml of that time, and push it",
        ) from error


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


def _read(dynamodb: "DynamoDBClient", table: str, key: keys.Key) -> dict[str, str]:
    item = dynamodb.get_item(
        TableName=table, Key={"pk": {"S": key.pk}, "sk": {"S": key.sk}}, ConsistentRead=True
    ).get("Item", {})
    return {name: value["S"] for name, value in item.items() if "S" in value}
