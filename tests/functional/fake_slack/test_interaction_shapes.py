"""No interaction and no command has a key that Slack was never seen to send.

What Slack sends is known from interaction_keys.json and from the payloads in events/slack.
"""

import json
from functools import cache
from typing import Any
from urllib.parse import parse_qs

import pytest
from slack_sdk import WebClient

from tests.functional.fake_slack.everything_sent import every_interaction
from tests.functional.fake_slack.harness import ROOT, Receiver
from tests.functional.fake_slack.shapes import listed, paths
from tools.fake_slack.client import FakeSlackClient

pytestmark = pytest.mark.enable_socket
CONTENT = frozenset(
    (
        *("blocks", "attachments", "files", "metadata", "values", "inputs", "text", "confirm"),
        *("placeholder", "selected_option", "selected_options", "initial_option"),
        "rich_text_value",
    )
)
"""What people and apps make: its keys are not Slack's choice."""
KINDS = {
    "block_actions",
    "block_suggestion",
    "message_action",
    "shortcut",
    "view_closed",
    "view_submission",
}
REASONS = {
    "function_data.inputs": "as in the sample of a step's click",
    "actions.selected_users": "as selected_conversations in the sample of a multi-select",
    "actions.initial_users": "as initial_user",
    "actions.selected_date_time": "as selected_date; the samples are older than the element",
    "is_enterprise_install": "the samples of some kinds are older",
    "enterprise": "the samples of some kinds are older",
    "view.title.emoji": "as in other interactions; the sample is older",
    "view.submit.emoji": "as in other interactions; the sample is older",
    "message": "what is typed into a message that is not ephemeral comes with it, as clicks do",
}
"""Why a key is there that the samples of its kind do not have; with what is below it."""


@cache
def known() -> dict[str, frozenset[str]]:
    seen: dict[str, set[str]] = {}
    for kind, keys in listed("interaction_keys.json").items():
        seen.setdefault(kind, set()).update(keys)
    for file in (ROOT / "events/slack/interactive").glob("*.json"):
        payload = json.loads(file.read_text("utf-8"))
        seen.setdefault(payload.get("type", ""), set()).update(paths(payload, CONTENT))
    for file in (ROOT / "events/slack/form").glob("slash_command*.txt"):
        seen["slash_command"].update(parse_qs(file.read_text("utf-8"), keep_blank_values=True))
    return {kind: frozenset(keys) for kind, keys in seen.items()}


def unknown_keys(kind: str, sent: dict[str, Any]) -> set[str]:
    found = set(paths(sent, CONTENT)) - known()[kind]
    reasons = tuple(REASONS)
    return {
        path
        for path in found
        if not any(path == why or path.startswith(f"{why}.") for why in reasons)
    }


def test_every_key_is_one_that_slack_sends(
    fake: FakeSlackClient, web: WebClient, receiver: Receiver
) -> None:
    every_interaction(fake, web, receiver)
    sent = [one.payload for one in receiver.of("interactions")]
    assert {one["type"] for one in sent} == KINDS
    strange = {
        (kind, path)
        for kind, one in [
            *((payload["type"], payload) for payload in sent),
            *(("slash_command", command.fields) for command in receiver.of("commands")),
        ]
        for path in unknown_keys(kind, one)
    }
    assert strange == set()


def test_every_exception_is_needed(
    fake: FakeSlackClient, web: WebClient, receiver: Receiver
) -> None:
    every_interaction(fake, web, receiver)
    unknown = {
        path
        for one in receiver.of("interactions")
        for path in set(paths(one.payload, CONTENT)) - known()[one.payload["type"]]
    }
    assert set(REASONS) <= unknown
