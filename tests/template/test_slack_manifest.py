"""Slack's app manifest, the desk's settings and the template speak of the same things."""

from typing import Any
from urllib.parse import urlsplit

import yaml

from tests.template.cloudformation import ROOT, Template


def _yaml(name: str) -> dict[str, Any]:
    document: dict[str, Any] = yaml.safe_load((ROOT / name).read_text(encoding="utf-8"))
    return document


def _addresses(manifest: dict[str, Any]) -> list[str]:
    return [
        manifest["settings"]["event_subscriptions"]["request_url"],
        manifest["settings"]["interactivity"]["request_url"],
        *(command["url"] for command in manifest["features"]["slash_commands"]),
    ]


def test_slack_is_told_the_paths_that_the_api_has(written: Template) -> None:
    ingress = written.of_type("AWS::Serverless::Function")["ReceiveRequestFunction"]
    paths = {event["Properties"]["Path"] for event in ingress["Events"].values()}
    assert {urlsplit(address).path for address in _addresses(_yaml("slack_manifest.yaml"))} == paths


def test_every_form_has_its_command_and_its_shortcut_in_slack() -> None:
    features = _yaml("slack_manifest.yaml")["features"]
    forms = _yaml("desk.yaml")["forms"].values()
    assert {command["command"] for command in features["slash_commands"]} == {
        form["command"] for form in forms
    }
    assert {shortcut["callback_id"] for shortcut in features["shortcuts"]} == {
        form["shortcut"] for form in forms
    }
