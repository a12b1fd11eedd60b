"""`desk.yaml` on an admin's machine: checked, with the line of every fault. Called by `check`,
`push` and the local cloud."""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from deskbell.adapters.wire import encode
from deskbell.domain.catalogue.definition import Definition
from deskbell.domain.errors import SettingsError
from deskbell.domain.settings.desk import Desk
from deskbell.domain.settings.faults import InvalidDeskError
from deskbell.domain.settings.parse import parse
from tools.desk.yaml_source import load


class SettingsFileError(SettingsError):
    """The file cannot be used; each line of the message is `file:line: place: what is wrong`."""


@dataclass(frozen=True, slots=True)
class SettingsFile:
    """A file without faults: the desk, and the JSON text it was made of. `definitions` are whole
    what `desk.workflows` offers; they are read beside it (workflows/published.py)."""

    desk: Desk
    document: str
    definitions: tuple[Definition, ...] = ()

    @property
    def encoded(self) -> str:
        """The desk as the ingress reads it, which has no time to check a document again."""
        return encode(self.desk)

    @property
    def hash(self) -> str:
        """Names this version; another release may encode the same settings differently."""
        return hashlib.sha256(f"{self.document}\n{self.encoded}".encode()).hexdigest()


def read_settings(path: Path) -> SettingsFile:
    """Raises SettingsFileError with all faults, in the order of their lines."""
    try:
        source = load(path)
    except OSError as error:
        raise SettingsFileError(f"{path}: cannot be read ({error.strerror})") from error
    faults = list(source.faults)
    desk = None
    if source.document is not None or not faults:
        try:
            desk = parse(source.document)
        except InvalidDeskError as error:
            told = {fault.path for fault in faults}
            faults += [fault for fault in error.faults if fault.path not in told]
    if desk is None or faults:
        lines = sorted((source.line(fault.path), str(fault)) for fault in faults)
        raise SettingsFileError("\n".join(f"{path}:{line}: {wrong}" for line, wrong in lines))
    return SettingsFile(desk, _canonical(source.document))


def settings_of(document: object) -> SettingsFile:
    """Of a document that was read before; raises InvalidDeskError."""
    return SettingsFile(parse(document), _canonical(document))


def _canonical(document: object) -> str:
    """The same text for the same settings, whatever their comments and layout; the order counts,
    because menus keep it."""
    return json.dumps(document, separators=(",", ":"), ensure_ascii=False)
