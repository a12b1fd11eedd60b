"""The settings rows, read over plain HTTP for the ingress (ports.Settings)."""

from collections.abc import Mapping
from typing import Protocol

from deskbell.adapters.dynamo import keys
from deskbell.adapters.wire import decode
from deskbell.domain.errors import InputError, SettingsError
from deskbell.domain.settings.desk import Desk

_REMEDY = "check and push desk.yaml with `python -m tools.desk push`"


class Rows(Protocol):
    def row(self, pk: str, sk: str) -> Mapping[str, str] | None: ...


class HttpSettings:
    """Follows the pointer each time it is asked; a version never changes and is read once.

    Reads the desk as it was pushed, checked and encoded: checking it again would need the time
    zones, which Lambda lacks, and a third of a cold start.
    """

    def __init__(self, table: Rows) -> None:
        self._table = table
        self._version = ""
        self._desk: Desk | None = None

    def current(self) -> Desk:
        """Raises StoreUnavailableError, or SettingsError where they were never pushed."""
        version = self._text(keys.SETTINGS_POINTER, "hash")
        if self._desk is None or version != self._version:
            self._desk = self._decoded(self._text(keys.settings(version), "desk"))
            self._version = version
        return self._desk

    @staticmethod
    def _decoded(text: str) -> Desk:
        try:
            return decode(text, Desk)
        except InputError as fault:
            raise SettingsError(f"these settings are of another release: {_REMEDY}") from fault

    def _text(self, key: keys.Key, attribute: str) -> str:
        row = self._table.row(key.pk, key.sk) or {}
        if not row.get(attribute):
            raise SettingsError(f"the table has no settings ({key.pk}, {key.sk}): {_REMEDY}")
        return row[attribute]
