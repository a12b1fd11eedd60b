"""A plain Bolt app with the same secret, which we did not write, reads all that the fake sends."""

from collections.abc import Callable
from typing import Any

import pytest
from slack_bolt import Ack, App, BoltContext
from slack_bolt.authorization import AuthorizeResult
from slack_sdk import WebClient

from tests.functional.fake_slack.event_harness import FULL_WORLD
from tests.functional.fake_slack.everything_sent import (
    IT,
    every_event,
    every_interaction,
    more_events,
)
from tests.functional.fake_slack.harness import BOT_TOKEN, SIGNING_SECRET, Receiver, read_by
from tools.fake_slack.client import FakeSlackClient

pytestmark = pytest.mark.enable_socket
ANA, BEN, TRIAGE = "U0ANA00001", "U0BEN00001", "C0ITTRIAGE"
Told = tuple[str | None, ...]


def _anybody(enterprise_id: str | None, team_id: str | None) -> AuthorizeResult:
    """Without asking Slack, so that what came before an uninstall can still be read."""
    return AuthorizeResult(enterprise_id=enterprise_id, team_id=team_id, bot_token=BOT_TOKEN)


@pytest.fixture
def reader() -> App:
    return App(
        signing_secret=SIGNING_SECRET,
        authorize=_anybody,
        process_before_response=True,
        ignoring_self_events_enabled=False,
    )


def listener(heard: list[Told], what: Callable[[dict[str, Any]], str]) -> Callable[..., None]:
    """Notes what Bolt found out: what happened, who did it, and where."""

    def listen(ack: Ack, payload: dict[str, Any], context: BoltContext) -> None:
        ack()
        heard.append((what(payload), context.user_id, context.channel_id))

    return listen


def test_bolt_routes_every_kind_of_event(
    reader: App, eager: FakeSlackClient, eager_web: WebClient, receiver: Receiver
) -> None:
    every_event(eager, eager_web)
    eager.seed(FULL_WORLD)
    more_events(eager)
    sent = receiver.of("events")
    heard = list[Told]()
    for kind in {one.event["type"] for one in sent}:
        reader.event(kind)(listener(heard, lambda payload: payload["type"]))
    assert {read_by(reader, one) for one in sent} == {200}
    assert [kind for kind, *_ in heard] == [one.event["type"] for one in sent]
    assert {
        ("message", ANA, IT),
        ("app_mention", BEN, IT),
        ("reaction_added", BEN, IT),
        ("member_joined_channel", ANA, TRIAGE),
        ("member_left_channel", ANA, TRIAGE),
        ("file_shared", ANA, IT),
        ("user_change", ANA, None),
        ("channel_rename", None, TRIAGE),
    } <= set(heard)


def test_bolt_routes_every_kind_of_interaction(
    reader: App, fake: FakeSlackClient, web: WebClient, receiver: Receiver
) -> None:
    every_interaction(fake, web, receiver)
    heard = list[Told]()
    for action in ("go", "pick", "who", "when"):
        reader.action(action)(listener(heard, lambda payload: payload["action_id"]))
    reader.options("device")(listener(heard, lambda payload: payload["value"]))
    reader.view_submission("form")(listener(heard, lambda _: "submitted"))
    reader.view_closed("form")(listener(heard, lambda _: "closed"))
    reader.command("/it")(listener(heard, lambda payload: payload["command"]))
    reader.global_shortcut("it_form")(listener(heard, lambda payload: payload["type"]))
    reader.message_shortcut("ticket_from_message")(listener(heard, lambda payload: payload["type"]))
    sent = [*receiver.of("commands"), *receiver.of("interactions")]
    assert {read_by(reader, one) for one in sent} == {200}
    assert len(heard) == len(sent)
    assert set(heard) >= {
        ("go", ANA, IT),
        ("go", ANA, None),
        ("pick", ANA, IT),
        ("who", ANA, None),
        ("when", ANA, IT),
        ("lap", ANA, IT),
        ("submitted", ANA, None),
        ("closed", ANA, None),
        ("/it", ANA, IT),
        ("shortcut", BEN, None),
        ("message_action", BEN, IT),
    }


def test_bolt_refuses_what_was_changed_on_the_way(
    reader: App, fake: FakeSlackClient, receiver: Receiver
) -> None:
    fake.fault("delivery", "wrong_signature", kind="event", times=1)
    fake.say("ana", "it-happens", "hello")
    fake.wait()
    assert read_by(reader, receiver.of("events")[0]) == 401
