"""Is a settings file, or what is in it, the sample workspace's? `check` and `init` ask."""

import json
from collections.abc import Iterator

from tools.desk.settings_file import SettingsFile
from tools.local_cloud import world
from tools.local_cloud.options import ROOT


def is_of_sample(settings: SettingsFile) -> bool:
    """Whether it is for the workspace of the fake Slack, as the file of a fresh checkout is."""
    return str(settings.desk.workspace.team) == _sample().team_id


def sample_ids(settings: SettingsFile) -> list[str]:
    """The ids that no real Slack has, in the order of the file."""
    sample = _sample()
    known = {sample.team_id, sample.app_id, sample.bot_user_id}
    known |= {*sample.channels.values(), *sample.users.values()}
    document = json.loads(settings.document)
    named: Iterator[str] = (
        id_ for group in ("workspace", "people", "channels") for id_ in document[group].values()
    )
    return [id_ for id_ in named if id_ in known]


def _sample() -> world.World:
    return world.read(ROOT / "tools" / "fake_slack" / "world.yaml")
