"""Clicks and choices: where they happened, whether the app hears of them, and how it answers."""

from typing import Any

import pytest
from slack_bolt import App
from slack_sdk import WebClient
from starlette.responses import Response

from tests.functional.fake_slack.harness import Receiver, read_by
from tests.functional.fake_slack.modal_parts import modal, opens, option, question, text
from tests.functional.fake_slack.org_harness import client_of
from tools.fake_slack.client import FakeSlackClient

pytestmark = pytest.mark.enable_socket
IT, ANA, X_TEAM, ACME = "C0ITHAPPEN", "U0ANA00001", "C0XTEAM001", "T0ACME0001"
GO = {"type": "button", "action_id": "go", "text": text("Go"), "value": "1"}
CARD = [{"type": "actions", "block_id": "b", "elements": [GO]}]


def test_a_click_in_an_ephemeral_message_tells_no_message_but_its_place(
    web: WebClient, fake: FakeSlackClient, receiver: Receiver
) -> None:
    root = fake.say("ana", "it-happens", "help")
    web.chat_postEphemeral(channel=IT, user=ANA, text="?", blocks=CARD, thread_ts=root)
    ts = fake.ephemerals("ana")[0]["ts"]
    fake.act("ana", "click", channel=IT, ts=ts, action_id="go")
    payload = receiver.of("interactions")[0].payload
    assert payload["container"] == {
        "type": "message",
        "message_ts": ts,
        "channel_id": IT,
        "is_ephemeral": True,
        "thread_ts": root,
    }
    assert "message" not in payload
    assert payload["response_url"]
    assert payload["api_app_id"] == "A0DESK0001"


def test_nobody_else_can_click_in_an_ephemeral_message(
    web: WebClient, fake: FakeSlackClient
) -> None:
    web.chat_postEphemeral(channel=IT, user=ANA, text="?", blocks=CARD)
    ts = fake.ephemerals("ana")[0]["ts"]
    with pytest.raises(ValueError, match="sees no message"):
        fake.act("ben", "click", channel=IT, ts=ts, action_id="go")


def test_a_private_channel_does_not_tell_its_name(
    web: WebClient, fake: FakeSlackClient, receiver: Receiver
) -> None:
    ts = web.chat_postMessage(channel="C0ITONCALL", text="card", blocks=CARD)["ts"]
    fake.act("ben", "click", channel="it-oncall", ts=ts, action_id="go")
    payload = receiver.of("interactions")[0].payload
    assert payload["channel"] == {"id": "C0ITONCALL", "name": "privategroup"}


def test_a_click_that_fails_shows_a_warning(
    web: WebClient, fake: FakeSlackClient, receiver: Receiver
) -> None:
    ts = web.chat_postMessage(channel=IT, text="card", blocks=CARD)["ts"]
    receiver.on_interaction = lambda _: Response("no", 500)
    seen = fake.act("ana", "click", channel=IT, ts=ts, action_id="go")
    assert seen == {"ok": False, "error": "This did not work. Try again."}
    assert [one["state"] for one in fake.deliveries()][-1] == "failed"
    assert len(receiver.of("interactions")) == 1


@pytest.mark.parametrize(
    ("config", "on", "sent"),
    [
        (None, None, True),
        (None, "on_enter_pressed", True),
        (None, "on_character_entered", False),
        (["on_character_entered"], "on_character_entered", True),
        (["on_character_entered"], "on_enter_pressed", False),
        (["on_character_entered"], None, True),
    ],
)
def test_a_text_field_tells_the_app_when_it_asked_to_be_told(
    web: WebClient,
    fake: FakeSlackClient,
    receiver: Receiver,
    config: list[str] | None,
    on: str | None,
    sent: bool,
) -> None:
    element: dict[str, Any] = {"type": "plain_text_input"}
    if config:
        element["dispatch_action_config"] = {"trigger_actions_on": config}
    receiver.on_command = opens(web, modal(question("why", element, dispatch_action=True)))
    fake.act("ana", "slash", channel=IT, command="/it")
    gesture = {"on": on} if on else {}
    fake.act("ana", "click", action_id="answer", value="typed", **gesture)
    told = [one.payload["actions"][0]["value"] for one in receiver.of("interactions")]
    assert told == (["typed"] if sent else [])
    (view,) = fake.views("ana")
    assert view["state"]["values"]["why"]["answer"]["value"] == "typed"


def test_an_input_tells_nothing_before_the_form_is_sent(
    web: WebClient, fake: FakeSlackClient, receiver: Receiver
) -> None:
    menu = {"type": "static_select", "options": [option("a")]}
    receiver.on_command = opens(web, modal(question("pick", menu)))
    fake.act("ana", "slash", channel=IT, command="/it")
    seen = fake.act("ana", "select", action_id="answer", value="a")
    assert (seen, receiver.of("interactions")) == ({"ok": True, "sent": False}, [])
    fake.act("ana", "submit")
    values = receiver.of("interactions")[0].payload["view"]["state"]["values"]
    assert values["pick"]["answer"]["selected_option"]["value"] == "a"


def test_taking_a_choice_back_is_told_as_null(
    web: WebClient, fake: FakeSlackClient, receiver: Receiver
) -> None:
    menu = {"type": "static_select", "options": [option("a")], "initial_option": option("a")}
    form = modal(question("pick", menu, dispatch_action=True, optional=True))
    receiver.on_command = opens(web, form)
    fake.act("ana", "slash", channel=IT, command="/it")
    fake.act("ana", "select", action_id="answer", value=None)
    payload = receiver.of("interactions")[0].payload
    assert payload["actions"][0]["selected_option"] is None
    assert payload["view"]["state"]["values"]["pick"]["answer"]["selected_option"] is None


def test_a_view_belongs_to_one_person(
    web: WebClient, fake: FakeSlackClient, receiver: Receiver
) -> None:
    receiver.on_command = opens(web, modal(*CARD))
    fake.act("ana", "slash", channel=IT, command="/it")
    view_id = fake.views("ana")[0]["id"]
    with pytest.raises(ValueError, match="no modal"):
        fake.act("ben", "click", view_id=view_id, action_id="go")


def test_a_click_goes_to_the_app_whose_message_it_is(
    web: WebClient, fake: FakeSlackClient, receiver: Receiver
) -> None:
    installed = fake.install(team=ACME)
    theirs = client_of(fake, installed["token"])
    fake.act("cora", "invite", channel="x-team", user=installed["bot_user"])
    ts = theirs.chat_postMessage(channel=X_TEAM, text="card", blocks=CARD)["ts"]
    fake.act("ana", "click", channel="x-team", ts=ts, action_id="go")
    payload = receiver.of("interactions")[0].payload
    assert (payload["team"]["id"], payload["user"]["team_id"]) == (ACME, "T0DESK0001")
    modal_of_theirs = {"trigger_id": payload["trigger_id"], "view": modal(*CARD)}
    assert theirs.views_open(**modal_of_theirs)["view"]["team_id"] == ACME


def test_an_app_that_was_taken_out_cannot_be_clicked(
    web: WebClient, fake: FakeSlackClient, receiver: Receiver
) -> None:
    receiver.on_command = opens(web, modal(*CARD))
    fake.act("ana", "slash", channel=IT, command="/it")
    ts = web.chat_postMessage(channel=IT, text="card", blocks=CARD)["ts"]
    fake.uninstall()
    receiver.received = []
    for where in ({"channel": IT, "ts": ts}, {}):
        seen = fake.act("ana", "click", action_id="go", **where)
        assert seen == {"ok": False, "error": "This app is no longer installed."}
    assert fake.act("ana", "submit")["error"] == "This app is no longer installed."
    unknown = fake.act("ana", "slash", channel=IT, command="/it")
    assert unknown["error"] == "/it is not a valid command."
    assert receiver.of("interactions") == []


def test_bolt_reads_a_click_with_a_choice_in_each_place(
    bolt: App, web: WebClient, fake: FakeSlackClient, receiver: Receiver
) -> None:
    routed = list[str]()

    def heard(ack: Any, body: dict[str, Any]) -> None:
        ack()
        routed.append(body["container"]["type"])

    bolt.action("go")(heard)
    bolt.action("pick")(heard)
    menu = {"type": "static_select", "action_id": "pick", "options": [option("a")]}
    blocks = [{"type": "actions", "block_id": "b", "elements": [GO, menu]}]
    web.views_publish(user_id=ANA, view={"type": "home", "blocks": blocks})
    ts = web.chat_postMessage(channel=IT, text="card", blocks=blocks)["ts"]
    fake.act("ana", "click", channel=IT, ts=ts, action_id="go")
    fake.act("ana", "select", channel=IT, ts=ts, action_id="pick", value="a")
    fake.act("ana", "select", action_id="pick", value="a")
    assert {read_by(bolt, one) for one in receiver.of("interactions")} == {200}
    assert routed == ["message", "message", "view"]
