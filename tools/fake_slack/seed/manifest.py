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
class Parameter:
    """What a custom step takes or gives; `rules` is its JSON schema, with Slack's own types."""

    name: str
    rules: dict[str, Any]
    is_required: bool


@dataclass(frozen=True, slots=True)
class StepDefinition:
    """A custom step that Workflow Builder offers."""

    callback_id: str
    title: str
    description: str
    inputs: tuple[Parameter, ...]
    outputs: tuple[Parameter, ...]


@dataclass(frozen=True, slots=True)
class MetadataSubscription:
    """Whose metadata of which type the app wants to hear of; `*` is any."""

    app_id: str
    event_type: str

    def takes(self, app_id: str, event_type: str) -> bool:
        return self.app_id in ("*", app_id) and self.event_type in ("*", event_type)


@dataclass(frozen=True, slots=True)
class Manifest:
    app_name: str
    bot_name: str
    scopes: tuple[str, ...]
    events: frozenset[str]
    commands: tuple[Command, ...]
    global_shortcuts: tuple[Shortcut, ...]
    message_shortcuts: tuple[Shortcut, ...]
    events_url: str
    interactions_url: str
    home_tab: bool
    messages_tab: bool
    steps: tuple[StepDefinition, ...] = ()
    is_org_ready: bool = False
    """Only then does Workflow Builder offer the steps."""
    token_rotation: bool = False
    redirect_urls: tuple[str, ...] = ()
    metadata_subscriptions: tuple[MetadataSubscription, ...] = ()

    def step(self, callback_id: str) -> StepDefinition | None:
        return next((step for step in self.steps if step.callback_id == callback_id), None)

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
    oauth = raw.get("oauth_config", {})
    return Manifest(
        app_name=raw["display_information"]["name"],
        bot_name=features.get("bot_user", {}).get("display_name", "bot"),
        scopes=tuple(oauth.get("scopes", {}).get("bot", ())),
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
        global_shortcuts=_shortcuts(features, "global"),
        message_shortcuts=_shortcuts(features, "message"),
        events_url=local(events.get("request_url", "")),
        interactions_url=local(settings.get("interactivity", {}).get("request_url", "")),
        home_tab=home.get("home_tab_enabled", False),
        messages_tab=home.get("messages_tab_enabled", False),
        steps=tuple(_step(*entry) for entry in raw.get("functions", {}).items()),
        is_org_ready=settings.get("org_deploy_enabled", False),
        token_rotation=settings.get("token_rotation_enabled", False),
        redirect_urls=tuple(oauth.get("redirect_urls", ())),
        metadata_subscriptions=tuple(
            MetadataSubscription(**entry) for entry in events.get("metadata_subscriptions", ())
        ),
    )


def _shortcuts(features: dict[str, Any], kind: str) -> tuple[Shortcut, ...]:
    return tuple(
        Shortcut(entry["name"], entry["callback_id"], entry["description"])
        for entry in features.get("shortcuts", ())
        if entry["type"] == kind
    )


def _step(callback_id: str, raw: dict[str, Any]) -> StepDefinition:
    return StepDefinition(
        callback_id=callback_id,
        title=raw["title"],
        description=raw["description"],
        inputs=_parameters(raw["input_parameters"]),
        outputs=_parameters(raw["output_parameters"]),
    )


def _parameters(raw: dict[str, Any]) -> tuple[Parameter, ...]:
    required = raw.get("required", ())
    return tuple(
        Parameter(name, rules, is_required=name in required or rules.get("is_required", False))
        for name, rules in raw["properties"].items()
    )
