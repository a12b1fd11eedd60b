"""Deskbell's own app manifest, read at start: it decides scopes, events, commands and addresses."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import jsonschema
import yaml

SCHEMA = Path(__file__).parents[1] / "schemas" / "manifest.schema.2.0.0.json"


class BadManifestError(Exception):
    """The manifest cannot be used; the text says where and why."""


@dataclass(frozen=True, slots=True)
class Command:
    name: str
    url: str
    description: str
    usage_hint: str
    should_escape: bool


@dataclass(frozen=True, slots=True)
class Shortcut:
    name: str
    callback_id: str
    description: str


@dataclass(frozen=True, slots=True)
class Manifest:
    app_name: str
    bot_name: str
    scopes: tuple[str, ...]
    events: frozenset[str]
    commands: tuple[Command, ...]
    global_shortcuts: tuple[Shortcut, ...]
    events_url: str
    interactions_url: str
    home_tab: bool
    messages_tab: bool

    def command(self, name: str) -> Command | None:
        return next((command for command in self.commands if command.name == name), None)


def load_manifest(path: Path, request_url: str) -> Manifest:
    """Read the file; every request URL keeps its path and moves to the host of `request_url`."""
    try:
        raw = yaml.safe_load(path.read_text(encoding="utf-8"))
        jsonschema.validate(raw, json.loads(SCHEMA.read_text(encoding="utf-8")))
    except FileNotFoundError:
        raise BadManifestError(f"{path}: there is no such file") from None
    except yaml.YAMLError as error:
        raise BadManifestError(f"{path}: not YAML: {error}") from error
    except jsonschema.ValidationError as error:
        where = "/".join(str(step) for step in error.absolute_path) or "the top level"
        raise BadManifestError(f"{path}: at {where}: {error.message}") from error

    def local(url: str) -> str:
        return request_url.rstrip("/") + urlsplit(url).path if url else ""

    return _manifest(raw, local)


def _manifest(raw: dict[str, Any], local: Callable[[str], str]) -> Manifest:
    features = raw.get("features", {})
    settings = raw.get("settings", {})
    events = settings.get("event_subscriptions", {})
    home = features.get("app_home", {})
    return Manifest(
        app_name=raw["display_information"]["name"],
        bot_name=features.get("bot_user", {}).get("display_name", "bot"),
        scopes=tuple(raw.get("oauth_config", {}).get("scopes", {}).get("bot", ())),
        events=frozenset(events.get("bot_events", ())),
        commands=tuple(
            Command(
                name=entry["command"],
                url=local(entry.get("url", "")),
                description=entry["description"],
                usage_hint=entry.get("usage_hint", ""),
                should_escape=entry.get("should_escape", False),
            )
            for entry in features.get("slash_commands", ())
        ),
        global_shortcuts=tuple(
            Shortcut(entry["name"], entry["callback_id"], entry["description"])
            for entry in features.get("shortcuts", ())
            if entry["type"] == "global"
        ),
        events_url=local(events.get("request_url", "")),
        interactions_url=local(settings.get("interactivity", {}).get("request_url", "")),
        home_tab=home.get("home_tab_enabled", False),
        messages_tab=home.get("messages_tab_enabled", False),
    )
