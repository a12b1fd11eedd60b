"""stack.json: what a running stack tells other programs; written when it is healthy."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from tools.local_cloud.errors import NotUpError


@dataclass(frozen=True, slots=True)
class StackFile:
    """The addresses, ids and secrets of one stack; checks from outside rely on these names."""

    slack_events_url: str
    slack_commands_url: str
    slack_interactions_url: str
    hooks_url: str | None
    console_url: str | None
    fake_slack_url: str | None
    slack_api_url: str
    signing_secret: str
    team_id: str
    api_app_id: str
    bot_user_id: str
    aws_endpoint_url: str
    table: str
    channels: dict[str, str]
    users: dict[str, str]

    def write(self, file: Path) -> None:
        """In one step, so that a reader sees all of it or nothing."""
        fresh = file.with_suffix(".new")
        fresh.touch(mode=0o600)
        fresh.write_text(json.dumps(asdict(self), indent=2) + "\n")
        fresh.replace(file)


def read(file: Path) -> StackFile:
    try:
        return StackFile(**json.loads(file.read_text()))
    except FileNotFoundError as error:
        raise NotUpError from error
