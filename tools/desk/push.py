"""Puts checked settings into the table: the workflows and an immutable version, then the pointer to
it."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import boto3

from deskbell.adapters import wire
from deskbell.adapters.dynamo import keys
from deskbell.domain.catalogue.definition import Definition
from deskbell.domain.errors import InputError
from deskbell.domain.rationale.published import NO_CHANGES, Changelog
from deskbell.domain.settings.desk import Desk
from deskbell.domain.settings.faults import InvalidDeskError
from tools.desk.changes import Push, changelog, versions
from tools.desk.errors import OperatorError
from tools.desk.settings_file import SettingsFile, settings_of
from tools.desk.workflows.published import read_desk, with_definitions
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
    settings = read_desk(path)
    dynamodb: DynamoDBClient = (
        aws.client("dynamodb", endpoint) if endpoint else boto3.client("dynamodb")
    )
    return push(settings, dynamodb, table).version


def push(
    settings: SettingsFile,
    dynamodb: "DynamoDBClient",
    table: str,
    pushing: Push | None = None,
) -> Pushed:
    """Raises UnexplainedError, and writes nothing, where something new or changed is not
    explained."""
    told = _changelog(settings, dynamodb, table, pushing or Push(datetime.now(UTC)))
    # The pointer comes last: whoever sees the new one finds what it points to.
    for definition in settings.definitions:
        _put_definition(dynamodb, table, definition)
    _put_version(dynamodb, table, settings)
    pointer = _row(keys.SETTINGS_POINTER, hash=settings.hash, changelog=wire.encode(told))
    old = dynamodb.put_item(TableName=table, Item=pointer, ReturnValues="ALL_OLD")
    before = old.get("Attributes", {}).get("hash", {}).get("S")
    return Pushed(settings.hash, before)


def _changelog(
    settings: SettingsFile, dynamodb: "DynamoDBClient", table: str, pushing: Push
) -> Changelog:
    pointer = _read(dynamodb, table, keys.SETTINGS_POINTER)
    row = _read(dynamodb, table, keys.settings(pointer["hash"])) if pointer else {}
    try:
        earlier = wire.decode(pointer.get("changelog", ""), Changelog)
    except InputError:
        earlier = NO_CHANGES
    before = versions(row.get("document"), row.get("workflows"))
    return changelog(settings, before, earlier, pushing)


def current(dynamodb: "DynamoDBClient", table: str) -> str | None:
    """The hash of the version in use."""
    item = _read(dynamodb, table, keys.SETTINGS_POINTER)
    return item.get("hash")


def current_desk(dynamodb: "DynamoDBClient", table: str) -> Desk | None:
    """As the functions read it; None where there is none, or none that this release reads."""
    version = current(dynamodb, table)
    encoded = _read(dynamodb, table, keys.settings(version)).get("desk") if version else None
    try:
        return wire.decode(encoded, Desk) if encoded else None
    except InputError:
        return None


def pushed_document(dynamodb: "DynamoDBClient", table: str, version: str) -> str | None:
    """The settings of a version as JSON text, as they were pushed."""
    return _read(dynamodb, table, keys.settings(version)).get("document")


def pushed_before(dynamodb: "DynamoDBClient", table: str, version: str) -> SettingsFile:
    """An earlier version, checked by the rules of this release, ready to be pushed again."""
    row = _read(dynamodb, table, keys.settings(version))
    document = row.get("document")
    if document is None:
        raise OperatorError(
            f"{table} has no version {version}",
            "give the whole hash that an earlier push printed, or push an older desk.yaml",
        )
    try:
        settings = settings_of(json.loads(document))
        return with_definitions(settings, _definitions(dynamodb, table, row.get("workflows")))
    except (InvalidDeskError, InputError) as error:
        raise OperatorError(
            f"this release does not take the settings {version[:12]}: {error}",
            "mend the desk.yaml of that time, and push it",
        ) from error


def _definitions(
    dynamodb: "DynamoDBClient", table: str, pushed: str | None
) -> Iterator[Definition]:
    """Raises InputError if this release does not read one."""
    for name, version in json.loads(pushed or "[]"):
        row = _read(dynamodb, table, keys.definition(name, version))
        yield wire.decode(row.get("definition", ""), Definition)


def _put_definition(dynamodb: "DynamoDBClient", table: str, definition: Definition) -> None:
    """Each version once, and for good: a request that began with it goes by what it said then."""
    key = keys.definition(definition.id, definition.version)
    row = _row(key, "definition", definition=wire.encode(definition))
    _put_once(dynamodb, table, row)


def _put_version(dynamodb: "DynamoDBClient", table: str, settings: SettingsFile) -> None:
    row = _row(
        keys.settings(settings.hash),
        document=settings.document,
        desk=settings.encoded,
        workflows=json.dumps([(one.id, one.version) for one in settings.definitions]),
    )
    _put_once(dynamodb, table, row)


def _put_once(dynamodb: "DynamoDBClient", table: str, row: dict[str, dict[str, str]]) -> None:
    try:
        dynamodb.put_item(TableName=table, Item=row, ConditionExpression="attribute_not_exists(pk)")
    except dynamodb.exceptions.ConditionalCheckFailedException:
        return  # It is there already, and the same: its name is the hash of its content.


def _row(key: keys.Key, kind: str = "settings", **values: str) -> dict[str, dict[str, str]]:
    texts = {"pk": key.pk, "sk": key.sk, "kind": kind, **values}
    return {name: {"S": text} for name, text in texts.items()}


def _read(dynamodb: "DynamoDBClient", table: str, key: keys.Key) -> dict[str, str]:
    item = dynamodb.get_item(
        TableName=table, Key={"pk": {"S": key.pk}, "sk": {"S": key.sk}}, ConsistentRead=True
    ).get("Item", {})
    return {name: value["S"] for name, value in item.items() if "S" in value}
