"""Payloads nobody has seen yet: the corpus changed at random, and every kind by its bare bones.

Whatever a signed request holds, the answer is a 200 or a refusal by rule, never a 500; and what is
put on the inbox is fit for the queue and the table, and can be taken in.
"""

import copy
import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from deskbell.adapters import wire
from tests.api_gateway import AT, SIGNING_SECRET
from tests.contracts.test_slack_payloads import told
from tests.functional.memory_desk import MemoryDesk
from tests.ingress import Answer, Ingress
from tools.corpus.payloads import APP, CHANNEL, TEAM, Manner, addressed, envelope, manifest, posted
from tools.corpus.signed import signed

SQS_BYTES = 256 * 1024
BY_RULE = {
    (200, "accepted"),
    (200, "answered"),
    (200, "ignored"),
    (400, "refused"),
    (401, "refused"),
    (413, "refused"),
}

Json = dict[str, Any]
Place = tuple[str | int, ...]


@pytest.fixture
def ingress(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Ingress:
    return Ingress(monkeypatch, capsys)


def send(ingress: Ingress, folder: str, body: Json) -> Answer:
    """Through the ingress, and what that accepts through the intake of a fresh desk."""
    answer = ingress.send(signed(posted(folder, body), SIGNING_SECRET, AT))
    outcome, reason = answer.outcome
    assert (answer.status, outcome) in BY_RULE, answer.log
    assert outcome == "accepted" or reason in told()
    for accepted in ingress.queue.take():
        text = wire.encode(accepted)
        assert len(text) < SQS_BYTES
        assert json.dumps(json.loads(text), ensure_ascii=False).encode()  # no half signs
        MemoryDesk().process(accepted)
    return answer


# --- the corpus, changed ------------------------------------------------------------------------

READ = ("message", "reaction", "member_joined", "app_home", "app_uninstalled", "tokens_revoked")
CHANGED = [
    (payload.folder, addressed(payload, manner))
    for payload in manifest()
    for manner in (Manner.WORKSPACE, Manner.OUR_NAMES)
    if payload.kind.startswith(READ) or payload.folder in ("interactive", "form")
]
"""What Deskbell reads at all."""


def places(value: object, here: Place = ()) -> Iterator[Place]:
    """Every key and index below."""
    inside = (
        value.items()
        if isinstance(value, dict)
        else enumerate(value)
        if isinstance(value, list)
        else ()
    )
    for key, held in inside:
        yield (*here, key)
        yield from places(held, (*here, key))


STRANGE = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(max_size=20),
    st.lists(st.none(), max_size=2),
    st.dictionaries(st.text(max_size=3), st.integers(), max_size=2),
    st.sampled_from(
        [
            "W0ENTERPRS",
            "T0ACME0001",
            "A0STRANGER",
            "U0BOT00001",
            CHANNEL,
            "message",
            "message_deleted",
            "message_changed",
            "reaction_added",
            "member_joined_channel",
            "app_home_opened",
            "home",
            "view_submission",
            "ticket.take",
            "it_form.open",
            "ticket",
            "9999999999.999999",
            "0.0",
            "12345678901234567890.000001",
            "\ud83d",
            "\x00",
            "노트북 🎫 zażółć ‮gęślą",
            "👩‍👩‍👧‍👦" * 3000,
            "x" * 40_000,
            ["ticket.take"],
            {"id": {"id": []}},
            [{}],
            [[]],
        ]
    ),
).map(copy.deepcopy)


@st.composite
def changed(draw: st.DrawFn) -> tuple[str, Json]:
    """A payload with one to four of its parts dropped, replaced, wrapped or added."""
    folder, body = copy.deepcopy(draw(st.sampled_from(CHANGED)))
    for _ in range(draw(st.integers(1, 4))):
        found = list(places(body))
        if not found:
            break
        *path, last = draw(st.sampled_from(found))
        parent: Any = body
        for step in path:
            parent = parent[step]
        match draw(st.sampled_from(["drop", "replace", "replace", "wrap", "add"])):
            case "drop":
                del parent[last]
            case "replace":
                parent[last] = draw(STRANGE)
            case "wrap":
                parent[last] = {"deeper": [parent[last]]}
            case _ if isinstance(parent, dict):
                parent["never_heard_of"] = draw(STRANGE)
            case _:
                parent.append(draw(STRANGE))
    if folder == "form":
        body = {name: value for name, value in body.items() if isinstance(value, str)}
    return folder, body


HALF_SIGN = {"type": "button", "action_id": "ticket.take", "value": "\ud83d", "action_ts": "1.2"}


@settings(
    max_examples=500,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(changed())
@example(("interactive", {"type": "block_actions", "actions": [{"action_id": ["ticket.take"]}]}))
@example(("interactive", {"type": "block_actions", "actions": [HALF_SIGN]}))
def test_whatever_changes_in_a_payload_it_is_answered_by_rule(
    ingress: Ingress, case: tuple[str, Json]
) -> None:
    folder, body = case
    try:
        send(ingress, folder, body)
    except UnicodeEncodeError as fault:
        # Half a sign cannot stand in a form as it is; Slack escapes it, as JSON does.
        assert folder == "form", fault  # noqa: PT017


# --- every kind, by its bare bones --------------------------------------------------------------

ACTION = {"type": "button", "action_id": "ticket.take", "block_id": "b", "value": "T#A|1"}
ON_A_MESSAGE = {
    "container": {"type": "message", "message_ts": "1795424458.000200", "channel_id": CHANNEL},
    "channel": {"id": CHANNEL, "name": "it-happens"},
    "actions": [{**ACTION, "action_ts": "1795424459.000300"}],
}
IN_A_VIEW = {
    "container": {"type": "view", "view_id": "V0DESK0001"},
    "view": {"id": "V0DESK0001", "type": "home", "hash": "1.abc", "state": {"values": {}}},
    "actions": [{**ACTION, "action_id": "made.up", "action_ts": "1795424459.000300"}],
}
A_VIEW = {"view": {"id": "V0DESK0001", "type": "modal", "callback_id": "made_up", "hash": "1.abc"}}
KINDS: dict[str, tuple[str, Json]] = {
    "button-on-a-message": ("block_actions", ON_A_MESSAGE),
    "button-in-a-view": ("block_actions", IN_A_VIEW),
    "submission": ("view_submission", A_VIEW),
    "closing": ("view_closed", {**A_VIEW, "is_cleared": True}),
    "global-shortcut": ("shortcut", {"callback_id": "it_form"}),
    "unknown-shortcut": ("shortcut", {"callback_id": "made_up"}),
    "message-shortcut": ("message_action", {"callback_id": "x", "message": {"ts": "1.000001"}}),
    "suggestion": ("block_suggestion", {"action_id": "x", "block_id": "b", "value": "wa"}),
    "dialog-submission": ("dialog_submission", {"callback_id": "x", "submission": {"a": "b"}}),
    "dialog-suggestion": ("dialog_suggestion", {"callback_id": "x", "name": "n", "value": "v"}),
    "dialog-cancellation": ("dialog_cancellation", {"callback_id": "x", "state": "Limo"}),
    "attachment": ("interactive_message", {"actions": [{"name": "x"}], "callback_id": "x"}),
    "workflow-step": ("workflow_step_edit", {"callback_id": "x", "workflow_step": {}}),
    "not-made-yet": ("hologram_touched", {"touch": {"x": 1.5}}),
}
WITHOUT = [(), ("team",), ("trigger_id",), ("response_url",), ("user",), ("api_app_id",)]


@pytest.mark.parametrize("without", WITHOUT, ids=lambda names: "-".join(names) or "nothing")
@pytest.mark.parametrize("name", KINDS)
def test_every_kind_of_interaction_is_answered_with_200(
    name: str, without: tuple[str, ...], ingress: Ingress
) -> None:
    kind, fields = KINDS[name]
    whole: Json = {
        "type": kind,
        "api_app_id": APP,
        "team": {"id": TEAM, "domain": "deskbell-sample"},
        "enterprise": None,
        "user": {"id": "U0MINJUN01", "team_id": TEAM},
        "trigger_id": "1.2.fake",
        "response_url": "https://hooks.slack.com/actions/T0DESK0001/1/fake",
        **fields,
    }

    answer = send(ingress, "interactive", {k: v for k, v in whole.items() if k not in without})

    assert answer.status == 200


@pytest.mark.parametrize(
    ("fields", "outcome"),
    [
        ({}, ("answered", "form_opened")),
        ({"text": "help"}, ("answered", "help")),
        ({"command": "/made-up"}, ("ignored", "unknown_command")),
        ({"command": "/made-up", "text": "노트북"}, ("ignored", "unknown_command")),
        ({"command": ""}, ("ignored", "malformed")),
        ({"team_id": "T0ACME0001"}, ("ignored", "unknown_workspace")),
        ({"team_id": ""}, ("answered", "form_opened")),
        ({"user_id": "W0ENTERPRS"}, ("answered", "form_opened")),
        ({"trigger_id": ""}, ("ignored", "malformed")),
        ({"is_enterprise_install": "true", "enterprise_id": ""}, ("answered", "form_opened")),
        ({"ssl_check": "1"}, ("ignored", "ssl_check")),
    ],
)
def test_every_slash_command_is_answered_with_200(
    fields: Json, outcome: tuple[str, str], ingress: Ingress
) -> None:
    command = {
        "command": "/it",
        "text": "",
        "team_id": TEAM,
        "api_app_id": APP,
        "user_id": "U0MINJUN01",
        "channel_id": CHANNEL,
        "channel_name": "directmessage",
        "trigger_id": "1.2.fake",
    }

    answer = send(ingress, "form", {**command, **fields})

    assert (answer.status, answer.outcome) == (200, outcome)


@pytest.mark.parametrize(
    "body",
    [
        {"type": "event_callback"},
        {"type": "event_callback", "event": {}},
        {"type": "event_callback", "event": {"type": None}},
        {"type": "event_callback", "event": {"type": "hologram_touched"}},
        {"type": "hologram_callback"},
        {},
        {**envelope({"type": "message"}), "authorizations": []},
        {**envelope({"type": "app_mention", "user": "W0ENTERPRS"}), "team_id": None},
    ],
    ids=json.dumps,
)
def test_every_event_is_answered_with_200(body: Json, ingress: Ingress) -> None:
    assert send(ingress, "event", body).status == 200


def test_the_url_is_verified(ingress: Ingress) -> None:
    answer = send(ingress, "event", {"type": "url_verification", "challenge": "3eZbrw1a"})

    assert (answer.status, answer.body) == (200, "3eZbrw1a")
