"""Slack's app manifest is what Slack takes and what the code needs: not less, and not more."""

import json
from typing import Any
from urllib.parse import urlsplit

import pytest
import yaml
from jsonschema import Draft7Validator

from deskbell.adapters.slack.actions import CALL_SUPERVISOR
from deskbell.adapters.slack.guided.reading import SHORTCUTS
from deskbell.domain.inputs import Dialog
from tests.template.cloudformation import ROOT, Template
from tests.template.slack_rights import EVENTS, METHODS, events_read, methods_called
from tools.desk.manifest import Manifest
from tools.fake_slack.seed.manifest import SCHEMA


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


OF_NO_FORM = {Dialog.LOAN_REQUEST.value, CALL_SUPERVISOR, *SHORTCUTS}


def test_every_form_has_its_command_and_its_shortcut_in_slack() -> None:
    features = _yaml("slack_manifest.yaml")["features"]
    forms = _yaml("desk.yaml")["forms"].values()
    commands = {command["command"] for command in features["slash_commands"]}
    assert commands - {form["command"] for form in forms} == {"/urgent", "/oncall", "/loaner"}
    assert {shortcut["callback_id"] for shortcut in features["shortcuts"]} - OF_NO_FORM == {
        form["shortcut"] for form in forms
    }


def test_a_laptop_and_the_catalogue_have_shortcuts_of_their_own() -> None:
    shortcuts = _yaml("slack_manifest.yaml")["features"]["shortcuts"]
    assert {shortcut["callback_id"] for shortcut in shortcuts} >= OF_NO_FORM


def _faults(manifest: dict[str, Any]) -> list[str]:
    schema = Draft7Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))
    return [f"{error.json_path}: {error.message}" for error in schema.iter_errors(manifest)]


def _subscribed() -> set[str]:
    return set(_yaml("slack_manifest.yaml")["settings"]["event_subscriptions"]["bot_events"])


def test_slack_takes_the_manifest() -> None:
    assert _faults(_yaml("slack_manifest.yaml")) == []


@pytest.mark.parametrize("stage", ["", "staging"])
def test_slack_takes_the_manifest_that_an_operator_is_given(stage: str) -> None:
    kept = Manifest(_yaml("slack_manifest.yaml"))
    assert _faults(kept.filled("https://desk.example.com", stage)) == []


def test_slack_would_refuse_a_manifest_with_a_name_that_is_too_long() -> None:
    manifest = _yaml("slack_manifest.yaml")
    manifest["display_information"]["name"] = "x" * 36
    assert _faults(manifest)


def test_every_method_that_is_called_has_its_scopes_listed_and_no_other_is_listed() -> None:
    assert methods_called() == METHODS.keys()


def test_the_app_asks_for_the_scopes_that_it_needs_and_for_no_others() -> None:
    manifest = _yaml("slack_manifest.yaml")
    asked = manifest["oauth_config"]["scopes"]["bot"]
    needed = {"commands"} if manifest["features"]["slash_commands"] else set()
    needed |= {scope for scopes in METHODS.values() for scope in scopes}
    needed |= {scope for events in EVENTS.values() for one in events.values() for scope in one}
    assert sorted(asked) == sorted(needed)


def test_every_event_that_is_read_is_subscribed_to_and_no_other() -> None:
    assert events_read() == EVENTS.keys()
    wanted = {event for events in EVENTS.values() for event in events}
    assert _subscribed() == wanted


def test_a_post_of_ours_comes_back_once() -> None:
    """As a `message`, with its metadata; a metadata event of its own would be paid for twice."""
    events = _yaml("slack_manifest.yaml")["settings"]["event_subscriptions"]
    assert "metadata_subscriptions" not in events
    assert [name for name in events["bot_events"] if "metadata" in name] == []


def test_the_app_has_the_tabs_that_it_fills() -> None:
    tabs = _yaml("slack_manifest.yaml")["features"]["app_home"]
    assert tabs["home_tab_enabled"] is ("views.publish" in METHODS)
    assert tabs["messages_tab_enabled"] is ("conversations.open" in METHODS)


def test_a_command_hands_people_and_channels_over_as_ids() -> None:
    commands = _yaml("slack_manifest.yaml")["features"]["slash_commands"]
    assert all(command["should_escape"] for command in commands)
