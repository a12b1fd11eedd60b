"""The definitions in a folder, checked alone and together, with the line of every fault.

Called by the authoring commands and by `check`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from deskbell.domain.catalogue.definition import Definition
from deskbell.domain.catalogue.lint_catalogue import lint_catalogue
from deskbell.domain.catalogue.read_definition import InvalidWorkflowError, read_definition
from deskbell.domain.catalogue.vocabulary import Vocabulary
from deskbell.domain.settings.faults import Fault
from tools.desk.settings_file import SettingsFileError
from tools.desk.yaml_source import YamlSource, load


@dataclass(frozen=True, slots=True)
class FileFault:
    """A fault where it is; as a text `file:line: place: what is wrong`."""

    path: Path
    line: int
    fault: Fault

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.fault}"


class CatalogueError(SettingsFileError):
    """It cannot be published; `faults` by file and line, of which the message has one a line."""

    def __init__(self, faults: Iterable[FileFault]) -> None:
        self.faults = tuple(sorted(faults, key=lambda one: (one.path, one.line, str(one.fault))))
        super().__init__("\n".join(map(str, self.faults)))


@dataclass(frozen=True, slots=True)
class _File:
    """`definition` is None where it could not be read."""

    path: Path
    source: YamlSource
    definition: Definition | None
    faults: tuple[Fault, ...]


def read_catalogue(folder: Path, vocabulary: Vocabulary) -> Mapping[str, Definition]:
    """All `*.yaml` of the folder, by name; raises CatalogueError with all faults."""
    files = [_read_named(path, vocabulary) for path in sorted(folder.glob("*.yaml"))]
    sound = [one for one in files if one.definition is not None]
    definitions = [one.definition for one in sound if one.definition is not None]
    told = [_told(one, fault) for one in files for fault in one.faults]
    unreadable = frozenset(one.path.stem for one in files if one.definition is None)
    for clash in lint_catalogue(definitions, vocabulary, unreadable):
        told.append(_told(sound[clash.index], clash.fault))
    if told:
        raise CatalogueError(told)
    return {definition.id: definition for definition in definitions}


def read_workflow(path: Path, vocabulary: Vocabulary) -> Definition:
    """One file alone; raises CatalogueError."""
    return _sound(_read_named(path, vocabulary))


def read_copy(path: Path, vocabulary: Vocabulary) -> Definition:
    """A workflow in a file of any name, such as an older version; raises CatalogueError."""
    return _sound(_read(path, vocabulary))


def _sound(one: _File) -> Definition:
    if one.definition is None:
        raise CatalogueError(_told(one, fault) for fault in one.faults)
    return one.definition


def _read_named(path: Path, vocabulary: Vocabulary) -> _File:
    one = _read(path, vocabulary)
    if one.definition is None or one.definition.id == path.stem:
        return one
    wrong = f'"{one.definition.id}" is in a file called {path.name}; give both the same name'
    return replace(one, definition=None, faults=(Fault(("name",), wrong),))


def _read(path: Path, vocabulary: Vocabulary) -> _File:
    try:
        source = load(path)
    except OSError as error:
        raise SettingsFileError(f"{path}: cannot be read ({error.strerror})") from error
    faults, definition = list(source.faults), None
    if source.document is not None or not faults:
        try:
            definition = read_definition(source.document, vocabulary)
        except InvalidWorkflowError as error:
            known = {fault.path for fault in faults}
            faults += [fault for fault in error.faults if fault.path not in known]
    return _File(path, source, None if faults else definition, tuple(faults))


def _told(one: _File, fault: Fault) -> FileFault:
    return FileFault(one.path, one.source.line(fault.path), fault)
