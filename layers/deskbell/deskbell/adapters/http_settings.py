"""The settings rows, read over plain HTTP for the ingress (ports.Settings)."""

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Protocol, TypeVar

from deskbell.adapters import wire
from deskbell.adapters.dynamo import keys
from deskbell.domain.errors import InputError, SettingsError
from deskbell.domain.settings.workspace import Workspace

if TYPE_CHECKING:
    from deskbell.domain.catalogue.definition import Definition, WorkflowId
    from deskbell.domain.settings.desk import Desk

_REMEDY = "check and push desk.yaml with `./deskbell push`"

T = TypeVar("T")


class Rows(Protocol):
    def row(self, pk: str, sk: str) -> Mapping[str, str] | None: ...


class PushedSettings:
    """One version, as it was pushed: checked and encoded. Checking it again would need the time
    zones, which Lambda lacks, and a third of a cold start.

    Both raise SettingsError. An event needs `workspace` alone; `desk` is all of it.
    """

    def __init__(self, encoded: str) -> None:
        self._encoded = encoded

    @cached_property
    def workspace(self) -> Workspace:
        try:
            return wire.decode_field(self._encoded, "workspace", Workspace)
        except InputError as fault:
            raise _other_release() from fault

    @cached_property
    def desk(self) -> "Desk":
        from deskbell.domain.settings.desk import Desk

        try:
            return wire.decode(self._encoded, Desk)
        except InputError as fault:
            raise _other_release() from fault


class HttpSettings:
    """Follows the pointer each time it is asked; a version never changes and is read once."""

    def __init__(self, table: Rows) -> None:
        self._table = table
        self._version = ""
        self._pushed: PushedSettings | None = None
        self._definitions: dict[tuple[str, str], Definition] = {}

    def current(self) -> PushedSettings:
        """Raises StoreUnavailableError, or SettingsError where they were never pushed."""
        version = self._text(keys.SETTINGS_POINTER, "hash")
        if self._pushed is None or version != self._version:
            self._pushed = PushedSettings(self._text(keys.settings(version), "desk"))
            self._version = version
        return self._pushed

    def definition(self, workflow: "WorkflowId", version: str) -> "Definition | None":
        """That version of a workflow, which never changes and is read once; None of one that was
        never pushed. Raises StoreUnavailableError, or SettingsError where it cannot be read."""
        from deskbell.domain.catalogue.definition import Definition

        if (workflow, version) not in self._definitions:
            key = keys.definition(workflow, version)
            encoded = (self._table.row(key.pk, key.sk) or {}).get("definition")
            if not encoded:
                return None
            try:
                self._definitions[workflow, version] = wire.decode(encoded, Definition)
            except InputError as fault:
                raise _other_release() from fault
        return self._definitions[workflow, version]

    def _text(self, key: keys.Key, attribute: str) -> str:
        row = self._table.row(key.pk, key.sk) or {}
        if not row.get(attribute):
            raise SettingsError(f"the table has no settings ({key.pk}, {key.sk}): {_REMEDY}")
        return row[attribute]


def _other_release() -> SettingsError:
    return SettingsError(f"these settings are of another release: {_REMEDY}")
