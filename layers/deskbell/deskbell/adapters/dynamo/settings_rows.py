"""The desk's settings from the table: a pointer, and one immutable row a version.

`tools/desk` checks and writes them; the ingress reads the same rows (http_settings.py).
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, replace

from deskbell.adapters import wire
from deskbell.adapters.dynamo import keys
from deskbell.adapters.dynamo.items import DefinitionItem, SettingsItem, SettingsPointerItem
from deskbell.adapters.dynamo.reading import read
from deskbell.domain.catalogue.definition import Definition, WorkflowId
from deskbell.domain.errors import InputError, SettingsError
from deskbell.domain.rationale.published import Changelog
from deskbell.domain.settings.desk import Desk

KEPT_FOR = 60.0
"""Seconds until a changed pointer is noticed by a warm function."""

REMEDY = "check and push desk.yaml with `./deskbell push`"


@dataclass(frozen=True, slots=True)
class _Version:
    hash: str
    desk: Desk
    look_again: float


class DynamoSettings:
    """Reads a version once; asks for the pointer once a minute."""

    def __init__(self, clock: Callable[[], float] = time.time) -> None:
        self._clock = clock
        self._known: _Version | None = None
        self._definitions = dict[tuple[WorkflowId, str], Definition]()

    def current(self) -> Desk:
        """Raises SettingsError if nobody has pushed any settings yet."""
        known, now = self._known, self._clock()
        if known and now < known.look_again:
            return known.desk
        pointer = read(SettingsPointerItem, keys.SETTINGS_POINTER)
        if pointer is None:
            raise SettingsError(f"the table has no settings: {REMEDY}")
        desk = known.desk if known and known.hash == pointer.hash else _load(pointer.hash)
        desk = replace(desk, changelog=_changelog(pointer))
        self._known = _Version(pointer.hash, desk, now + KEPT_FOR)
        return desk

    def definition(self, workflow: WorkflowId, version: str) -> Definition | None:
        """Raises SettingsError if a release wrote it that this one does not understand."""
        known = self._definitions.get((workflow, version))
        if known is None and (item := read(DefinitionItem, keys.definition(workflow, version))):
            try:
                known = wire.decode(item.definition, Definition)
            except InputError as fault:
                raise SettingsError(f"{workflow} {version} is of another release") from fault
            self._definitions[workflow, version] = known
        return known


def _changelog(pointer: SettingsPointerItem) -> Changelog:
    """None, of a push of another release: what it changed, that one has told."""
    try:
        return wire.decode(pointer.changelog, Changelog) if pointer.changelog else Changelog()
    except InputError:
        return Changelog()


def _load(version: str) -> Desk:
    item = read(SettingsItem, keys.settings(version))
    if item is None:
        raise SettingsError(f"the settings of version {version} are gone: {REMEDY}")
    try:
        return wire.decode(item.desk, Desk)
    except InputError as fault:
        raise SettingsError(f"these settings are of another release: {REMEDY}") from fault
