"""The settings together with the workflows beside them, as `push` publishes both."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from deskbell.domain.catalogue.definition import Definition
from deskbell.domain.catalogue.offered import Offered, offered
from tools.desk.settings_file import SettingsFile, read_settings
from tools.desk.workflows.catalogue_files import read_catalogue
from tools.desk.workflows.desk_names import vocabulary_of


def read_desk(desk_file: Path) -> SettingsFile:
    """Raises SettingsFileError with the faults of the file, else those of the workflows."""
    settings = read_settings(desk_file)
    definitions = read_catalogue(workflows_beside(desk_file), vocabulary_of(settings)).values()
    return with_definitions(settings, definitions)


def workflows_beside(desk_file: Path) -> Path:
    return desk_file.parent / "workflows"


def with_definitions(settings: SettingsFile, definitions: Iterable[Definition]) -> SettingsFile:
    """The desk offers them from now on."""
    channels = json.loads(settings.document)["channels"]
    found = tuple(definitions)
    workflows = tuple(_with_ids(offered(one), channels) for one in found)
    return replace(settings, desk=replace(settings.desk, workflows=workflows), definitions=found)


def _with_ids(one: Offered, channels: Mapping[str, str]) -> Offered:
    """A channel is known by its id, as Slack's events have it."""
    ids = tuple(channels[name] for name in one.start.channels)
    return replace(one, start=replace(one.start, channels=ids))
