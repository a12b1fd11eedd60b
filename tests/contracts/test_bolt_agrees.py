"""Slack's own framework reads the corpus as we do: kind, user, channel, action and values.

A plain Bolt app with the same signing secret is the independent reader; every difference stands
in a table here, with its reason.
"""

import re
import time
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from typing import Any, cast

import pytest
from slack_bolt import App, BoltContext, BoltRequest
from slack_bolt.authorization import AuthorizeResult

from deskbell.adapters.slack.form_readings import FormFilled, FormWanted, HelpWanted
from deskbell.adapters.slack.gate import SignedRequest, admit
from deskbell.adapters.slack.inbound import Kind, parse, read
from deskbell.adapters.slack.readings import Reading
from deskbell.domain import inputs
from deskbell.domain.inputs import Envelope
from tests.api_gateway import (
    SIGNING_SECRET,
    a_button_press,
    a_message_event,
    a_submission,
    an_interaction,
    envelope,
)
from tests.builders import a_desk
from tools.corpus.payloads import Manner, Payload, addressed, manifest, posted
from tools.corpus.signed import signed

BOLT_HAS_NO_LISTENER = {
    "app_rate_limited": "no event_callback, and Bolt routes nothing else of the Events API",
    "url_verification": "Bolt answers the challenge before any listener",
    "ssl_check": "Bolt answers it before any listener",
}
BOLT_CANNOT_ROUTE = {
    "interactive/block_actions.none.None__slack__interactions_test__raw_6.json": (
        "its list of actions is empty, and Bolt matches the first one"
    ),
    "interactive/view_closed.modal__slack__interactions_test__viewClosedCallback_2.json": (
        "its view has no callback_id, by which Bolt matches"
    ),
    "interactive/view_submission.modal__slack__interactions_test__viewSubmissionCallback_3.json": (
        "the same"
    ),
}
KOREAN = {"type": "plain_text_input", "value": "노트북이 고장났어요 🎫"}
ANY = re.compile(".*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Said:
    """What a request says. What Deskbell has no use for in a kind is `...`: it claims nothing."""

    user: object = ...
    channel: object = ...
    action: object = ...
    value: object = ...
    values: object = ...


@dataclass
class Bolt:
    """The reference: `hear` returns which listener Bolt chose, and what it gave to it."""

    app: App
    heard: list[tuple[str, dict[str, Any], BoltContext, dict[str, Any]]]

    def hear(self, event: dict[str, Any], text: str) -> tuple[int, str | None, BoltRequest]:
        self.heard.clear()
        request = BoltRequest(body=text, headers=event["headers"])
        response = self.app.dispatch(request)
        return response.status, self.heard[0][0] if self.heard else None, request


@pytest.fixture(scope="module")
def bolt() -> Bolt:
    authorized = AuthorizeResult(
        enterprise_id=None,
        team_id="T0DESK0001",
        bot_token="xoxb-obviously-fake",  # pragma: allowlist secret
        bot_user_id="U0BOT00001",
    )
    app = App(
        signing_secret=SIGNING_SECRET,
        authorize=lambda **_: authorized,
        process_before_response=True,
        ignoring_self_events_enabled=False,
        attaching_function_token_enabled=False,
    )
    reference = Bolt(app, [])

    def listener(kind: str) -> Callable[..., None]:
        def hear(ack: Any, body: Any, context: BoltContext, payload: Any) -> None:
            ack()
            reference.heard.append((kind, body, context, payload))

        return hear

    app.event(ANY)(listener("event_callback"))
    app.command(ANY)(listener("command"))
    app.block_action(ANY)(listener("block_actions"))
    app.attachment_action(ANY)(listener("interactive_message"))
    app.global_shortcut(ANY)(listener("shortcut"))
    app.message_shortcut(ANY)(listener("message_action"))
    app.view_submission(ANY)(listener("view_submission"))
    app.view_closed(ANY)(listener("view_closed"))
    app.block_suggestion(ANY)(listener("block_suggestion"))
    app.dialog_suggestion(ANY)(listener("dialog_suggestion"))
    app.dialog_submission(ANY)(listener("dialog_submission"))
    app.dialog_cancellation(ANY)(listener("dialog_cancellation"))
    app.action({"type": "workflow_step_edit", "callback_id": ANY})(listener("workflow_step_edit"))
    return reference


def sent(payload: Payload, manner: Manner) -> dict[str, Any]:
    body = posted(payload.folder, addressed(payload, manner))
    return signed(body, SIGNING_SECRET, int(time.time()))


def ours(event: dict[str, Any]) -> SignedRequest:
    return admit(event, lambda: [SIGNING_SECRET], time.time())


def reading_of(event: dict[str, Any]) -> Reading:
    now = datetime.fromtimestamp(time.time(), UTC)
    return read(ours(event), lambda: a_desk().workspace, a_desk, now)


def claimed(said: Said) -> list[str]:
    return [field.name for field in fields(said) if getattr(said, field.name) is not ...]


def kind_of(kind: Kind, body: Mapping[str, Any]) -> str:
    if kind is Kind.COMMAND:
        return "ssl_check" if body.get("ssl_check") else "command"
    return str(body["type"])


def said(reading: Reading) -> Said:
    """What Deskbell took from the request."""
    match reading:
        case Envelope(input=inputs.MessagePosted() as message):
            return Said(message.author, message.channel)
        case Envelope(input=inputs.MessageEdited() as edited):
            return Said(edited.author, edited.channel)
        case Envelope(input=inputs.MessageDeleted() as deleted):
            return Said(channel=deleted.channel)
        case Envelope(input=inputs.ReactionChanged() as reaction):
            return Said(reaction.person, reaction.channel, value=reaction.emoji)
        case Envelope(input=inputs.ButtonPressed() as press):
            return Said(press.person, press.channel, str(press.action), press.value)
        case FormWanted() | HelpWanted():
            return Said(reading.person)
        case FormFilled():
            return Said(reading.person, values={k: v for k, v in reading.answers.items() if v})
        case _:
            return Said()


def said_to_bolt(context: BoltContext, payload: Mapping[str, Any]) -> Said:
    """The same from what Bolt's listener got."""
    state = payload.get("state")
    values = state.get("values", {}) if isinstance(state, dict) else {}  # a dialog's is a text
    return Said(
        context.user_id,
        context.channel_id,
        payload.get("action_id"),
        payload.get("value", payload.get("reaction")),
        {
            block: answer
            for block, elements in values.items()
            for element in elements.values()
            if (answer := _answer(element))
        },
    )


def _answer(element: Mapping[str, Any]) -> str:
    match element:
        case {"selected_option": {"value": str(value)}}:
            return value
        case {"selected_user": str(value)} | {"selected_date": str(value)} | {"value": str(value)}:
            return value
        case _:
            return ""


def compare(bolt: Bolt, event: dict[str, Any], *, can_route: bool = True) -> Said:
    status, listener, request = bolt.hear(event, ours(event).text)
    kind, parsed = parse(ours(event))
    mine = said(reading_of(event))

    assert parsed == request.body
    expected = kind_of(kind, parsed)
    if expected in BOLT_HAS_NO_LISTENER or not can_route:
        assert listener is None
        return mine
    assert (status, listener) == (200, expected)
    [(_, _, context, given)] = bolt.heard
    theirs = said_to_bolt(context, given)
    assert {name: getattr(mine, name) for name in claimed(mine)} == {
        name: getattr(theirs, name) for name in claimed(mine)
    }
    return mine


PLAYED = [
    pytest.param(payload, manner, id=f"{manner}-{payload.file}")
    for payload in manifest()
    for manner in (Manner.WORKSPACE, Manner.OUR_NAMES)
]


@pytest.mark.parametrize(("payload", "manner"), PLAYED)
def test_bolt_and_deskbell_read_the_same(bolt: Bolt, payload: Payload, manner: Manner) -> None:
    compare(bolt, sent(payload, manner), can_route=payload.file not in BOLT_CANNOT_ROUTE)


OUR_OWN = {
    "message": ("event", envelope(a_message_event())),
    "shortcut": ("interactive", an_interaction("shortcut", callback_id="it_form")),
    "button": ("interactive", a_button_press()),
    "form": ("interactive", a_submission()),
    "form-in-korean": ("interactive", a_submission(request=KOREAN, help=KOREAN)),
    "form-half-empty": ("interactive", a_submission(needed_by=None, help=None)),
}


@pytest.mark.parametrize("name", OUR_OWN)
def test_they_read_our_own_form_and_cards_the_same(bolt: Bolt, name: str) -> None:
    body = posted(*OUR_OWN[name])
    mine = compare(bolt, signed(body, SIGNING_SECRET, int(time.time())))

    assert claimed(mine)
    assert mine.values is ... or "request" in cast("dict[str, str]", mine.values)


def test_the_corpus_has_something_of_all_that_we_read() -> None:
    """Lest the comparison above compares nothing."""
    compared = Counter(
        (type(reading.input if isinstance(reading, Envelope) else reading).__name__, name)
        for payload in manifest()
        for reading in [reading_of(sent(payload, Manner.OUR_NAMES))]
        for name in claimed(said(reading))
    )

    assert set(compared) == {
        ("MessagePosted", "user"),
        ("MessagePosted", "channel"),
        ("MessageEdited", "user"),
        ("MessageEdited", "channel"),
        ("MessageDeleted", "channel"),
        ("ReactionChanged", "user"),
        ("ReactionChanged", "channel"),
        ("ReactionChanged", "value"),
        ("ButtonPressed", "user"),
        ("ButtonPressed", "channel"),
        ("ButtonPressed", "action"),
        ("ButtonPressed", "value"),
        ("FormWanted", "user"),
        ("FormFilled", "user"),
        ("FormFilled", "values"),
    }


@pytest.mark.parametrize("manner", [Manner.WORKSPACE, Manner.OUR_NAMES])
def test_bolt_refuses_what_another_secret_signed(bolt: Bolt, manner: Manner) -> None:
    body = posted("event", addressed(manifest()[0], manner))
    event = signed(body, "obviously-fake-other-secret", int(time.time()))

    assert bolt.hear(event, body.content.decode())[:2] == (401, None)
