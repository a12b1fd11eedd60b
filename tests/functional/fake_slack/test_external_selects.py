"""External selects: what a person types, what the app offers, what they can then choose."""

from typing import Any

import pytest
from slack_bolt import App
from slack_sdk import WebClient
from starlette.responses import JSONResponse, Response

from tests.functional.fake_slack.harness import Receiver, read_by
from tests.functional.fake_slack.modal_parts import modal, opens, option, question, text
from tools.fake_slack.client import FakeSlackClient

pytestmark = pytest.mark.enable_socket
IT = "C0ITHAPPEN"
SELECT = {"type": "external_select", "action_id": "device", "min_query_length": 2}
CARD = [{"type": "actions", "block_id": "b", "elements": [SELECT]}]
LAPTOPS = {"options": [option("laptop-1"), option("laptop-2")]}
GROUPED = {"option_groups": [{"label": text("Laptops"), **LAPTOPS}]}


@pytest.fixture
def card(web: WebClient, fake: FakeSlackClient, receiver: Receiver) -> dict[str, str]:
    """A message with the menu, and an app that offers laptops."""
    receiver.on_interaction = lambda _: JSONResponse(LAPTOPS)
    ts = web.chat_postMessage(channel=IT, text="card", blocks=CARD)["ts"]
    return {"channel": IT, "ts": str(ts), "action_id": "device"}


def test_typing_asks_the_app_for_options(
    fake: FakeSlackClient, receiver: Receiver, card: dict[str, str]
) -> None:
    assert fake.act("ana", "type", **card, value="lap") == {"ok": True, **LAPTOPS}
    payload = receiver.of("interactions")[0].payload
    assert (payload["type"], payload["value"]) == ("block_suggestion", "lap")
    assert (payload["action_id"], payload["block_id"]) == ("device", "b")
    assert payload["container"]["message_ts"] == payload["message"]["ts"] == card["ts"]
    assert payload["channel"] == {"id": IT, "name": "it-happens"}
    assert "trigger_id" not in payload
    assert "response_url" not in payload


def test_too_little_typed_asks_nobody(
    fake: FakeSlackClient, receiver: Receiver, card: dict[str, str]
) -> None:
    assert fake.act("ana", "type", **card, value="l")["options"] == []
    assert receiver.of("interactions") == []


def test_options_can_come_in_groups(
    fake: FakeSlackClient, receiver: Receiver, card: dict[str, str]
) -> None:
    receiver.on_interaction = lambda _: JSONResponse(GROUPED)
    assert fake.act("ana", "type", **card, value="lap") == {"ok": True, **GROUPED}


@pytest.mark.parametrize(
    "answer",
    [
        Response("no", 500),
        Response(),
        JSONResponse([]),
        JSONResponse({}),
        JSONResponse({**LAPTOPS, **GROUPED}),
        JSONResponse({"options": "many"}),
        JSONResponse({"options": [{"value": "x"}]}),
        JSONResponse({"options": [option(str(number)) for number in range(101)]}),
        JSONResponse({"option_groups": [{"label": text("None"), "options": []}]}),
    ],
)
def test_a_wrong_answer_leaves_the_menu_empty(
    fake: FakeSlackClient, receiver: Receiver, card: dict[str, str], answer: Response
) -> None:
    receiver.on_interaction = lambda _: answer
    seen = fake.act("ana", "type", **card, value="lap")
    assert (seen["ok"], seen["options"], bool(seen["why"])) == (False, [], True)


def test_a_hundred_options_and_none_are_both_fine(
    fake: FakeSlackClient, receiver: Receiver, card: dict[str, str]
) -> None:
    for count in (100, 0):
        offered = {"options": [option(str(number)) for number in range(count)]}
        receiver.on_interaction = lambda _, offered=offered: JSONResponse(offered)  # type: ignore[misc]
        assert len(fake.act("ana", "type", **card, value="any")["options"]) == count


def test_only_what_was_offered_can_be_chosen(
    fake: FakeSlackClient, receiver: Receiver, card: dict[str, str]
) -> None:
    fake.act("ana", "type", **card, value="lap")
    fake.act("ana", "select", **card, value="laptop-2")
    payload = receiver.of("interactions")[-1].payload
    assert payload["actions"][0]["selected_option"] == option("laptop-2")
    with pytest.raises(ValueError, match="`type` first"):
        fake.act("ben", "select", **card, value="laptop-2")


def test_a_form_tells_the_whole_options(
    web: WebClient, fake: FakeSlackClient, receiver: Receiver
) -> None:
    many = {"type": "multi_external_select", "min_query_length": 0}
    receiver.on_command = opens(web, modal(question("devices", many)))
    receiver.on_interaction = lambda _: JSONResponse(LAPTOPS)
    fake.act("ana", "slash", channel=IT, command="/it")
    fake.act("ana", "type", action_id="answer", value="")
    asked = receiver.of("interactions")[0].payload
    assert asked["container"] == {"type": "view", "view_id": fake.views("ana")[0]["id"]}
    assert asked["view"]["callback_id"] == "form"
    receiver.on_interaction = lambda _: Response()
    fake.act("ana", "submit", values={"devices": ["laptop-1"]})
    values = receiver.of("interactions")[1].payload["view"]["state"]["values"]
    assert values["devices"]["answer"]["selected_options"] == [option("laptop-1")]


def test_only_external_selects_ask(fake: FakeSlackClient, web: WebClient) -> None:
    plain = {"type": "static_select", "action_id": "plain", "options": [option("a")]}
    block = {"type": "actions", "elements": [plain]}
    ts = web.chat_postMessage(channel=IT, text="card", blocks=[block])["ts"]
    with pytest.raises(ValueError, match="no external select"):
        fake.act("ana", "type", channel=IT, ts=ts, action_id="plain", value="abc")


def test_bolt_reads_what_was_typed(
    bolt: App, fake: FakeSlackClient, receiver: Receiver, card: dict[str, str]
) -> None:
    typed = list[str]()

    def offer(ack: Any, payload: dict[str, Any]) -> None:
        typed.append(payload["value"])
        ack(**LAPTOPS)

    bolt.options("device")(offer)
    fake.act("ana", "type", **card, value="lap")
    assert read_by(bolt, receiver.of("interactions")[0]) == 200
    assert typed == ["lap"]
