"""Slack's app manifest for one deployed desk: `./deskbell manifest`, and what `doctor` expects."""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import yaml

from deskbell.domain.settings.desk import Desk
from tools.desk.deployment import DEFAULT_STACK
from tools.desk.errors import OperatorError

LONGEST_NAME = 35
_PLAIN = frozenset({DEFAULT_STACK, f"{DEFAULT_STACK}-production"})


@dataclass(frozen=True, slots=True)
class Manifest:
    """`slack_manifest.yaml`, with the placeholder that it is kept with."""

    document: Mapping[str, Any]

    @property
    def scopes(self) -> frozenset[str]:
        return frozenset(self.document["oauth_config"]["scopes"]["bot"])

    def filled(self, api_url: str, stage: str = "") -> dict[str, Any]:
        """With the API's address and, for a stage, names that say which."""
        filled = deepcopy(dict(self.document))
        _name(filled, stage)
        for place, key in _addresses(filled):
            place[key] = f"{api_url.rstrip('/')}{urlsplit(place[key]).path}"
        return filled

    def faults(self, desk: Desk) -> list[str]:
        """What the settings offer and Slack is not told of."""
        features = self.document["features"]
        commands = {command["command"] for command in features["slash_commands"]}
        shortcuts = {shortcut["callback_id"] for shortcut in features["shortcuts"]}
        return [
            f"the form {form.id} has the {kind} {name}, which is not in slack_manifest.yaml"
            for form in desk.forms.values()
            for kind, name, known in (
                ("command", form.command, commands),
                ("shortcut", form.shortcut, shortcuts),
            )
            if name not in known
        ]


def load(path: Path) -> Manifest:
    try:
        return Manifest(yaml.safe_load(path.read_text(encoding="utf-8")))
    except (OSError, yaml.YAMLError) as error:
        raise OperatorError(f"{path} cannot be read ({error})", "get it back from git") from error


def as_yaml(filled: Mapping[str, Any]) -> str:
    return yaml.safe_dump(filled, sort_keys=False, allow_unicode=True)


def create_link(filled: Mapping[str, Any]) -> str:
    """Opens Slack's page for a new app with everything filled in."""
    return f"https://api.slack.com/apps?new_app=1&manifest_yaml={quote(as_yaml(filled), safe='')}"


def stage_of(stack: str) -> str:
    """What stands behind the product's name in a stack's name; nothing for production."""
    return "" if stack in _PLAIN else stack.removeprefix(f"{DEFAULT_STACK}-")


def _name(filled: dict[str, Any], stage: str) -> None:
    if not stage:
        return
    name = f"{filled['display_information']['name']} ({stage})"
    if len(name) > LONGEST_NAME:
        raise OperatorError(
            f'"{name}" is longer than the {LONGEST_NAME} characters Slack allows an app',
            "name the stage yourself: --stage test",
        )
    filled["display_information"]["name"] = name
    filled["features"]["bot_user"]["display_name"] += f"-{stage}"


def _addresses(filled: dict[str, Any]) -> Iterator[tuple[dict[str, Any], str]]:
    yield filled["settings"]["event_subscriptions"], "request_url"
    yield filled["settings"]["interactivity"], "request_url"
    for command in filled["features"]["slash_commands"]:
        yield command, "url"
