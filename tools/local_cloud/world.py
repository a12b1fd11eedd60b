"""The ids of the workspace that a stack works in, by name; `stack.json` tells them on."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import yaml

from tools.desk import read_settings
from tools.local_cloud.errors import LocalCloudError
from tools.local_cloud.options import Options


@dataclass(frozen=True, slots=True)
class World:
    team_id: str
    app_id: str
    bot_user_id: str
    channels: dict[str, str]
    users: dict[str, str]


def of(options: Options) -> World:
    """The workspace of the settings; the fake Slack, where it runs, knows more people by name."""
    settings = read_settings(options.desk_file)
    document = json.loads(settings.document)
    sample = read(options.world_file) if options.fake_slack_url else None
    workspace = settings.desk.workspace
    return World(
        team_id=workspace.team,
        app_id=workspace.app,
        bot_user_id=workspace.bot_user,
        channels={**(sample.channels if sample else {}), **document["channels"]},
        users={**(sample.users if sample else {}), **document["people"]},
    )


def read(file: Path) -> World:
    """The fake Slack's sample workspace; the only place here that knows the world file's form."""
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
