"""The ids of the sample workspace, read from the fake Slack's world for the stack's own use."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import yaml

from tools.local_cloud.errors import LocalCloudError


@dataclass(frozen=True, slots=True)
class World:
    team_id: str
    app_id: str
    bot_user_id: str
    channels: dict[str, str]
    users: dict[str, str]


def read(file: Path) -> World:
    """Names to ids; the only place here that knows the world file's form."""
    try:
        world = yaml.safe_load(file.read_text())
        return World(
            team_id=world["team"]["id"],
            app_id=world["app"]["id"],
            bot_user_id=world["app"]["bot_user"],
            channels={channel["name"]: channel["id"] for channel in world["channels"]},
            users={person["key"]: person["id"] for person in world["people"]},
        )
    except FileNotFoundError as error:
        raise LocalCloudError(f"{file} is missing; run this from a whole checkout") from error
    except (yaml.YAMLError, KeyError, TypeError) as error:
        raise LocalCloudError(f"{file} does not describe a workspace: {error!r}") from error
