"""The fake Slack's page in a real browser: what people click and what they then see."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect
from slack_sdk import WebClient
from starlette.responses import JSONResponse, Response

from tests.browser.choosing import choose
from tests.browser.workspace import IT, Window
from tests.functional.fake_slack.harness import Received, Receiver
from tests.functional.fake_slack.modal_parts import option, question, text
from tools.fake_slack.client import FakeSlackClient

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

FORM: dict[str, Any] = {
    "type": "modal",
    "callback_id": "it_form",
    "title": text("New IT request"),
    "submit": text("Send"),
    "blocks": [
        question("request", {"type": "plain_text_input", "multiline": True}),
        question("office", {"type": "static_select", "options": [option("Berlin")]}),
        question("urgency", {"type": "radio_buttons", "options": [option("Low"), option("High")]}),
        question("manager", {"type": "users_select"}, optional=True),
    ],
}
CARD: list[dict[str, Any]] = [
    {"type": "section", "text": {"type": "mrkdwn", "text": "*IT-1* is new"}},
    {
        "type": "actions",
        "elements": [
            {"type": "button", "action_id": "ticket.take", "text": text("Take"), "value": "IT-1"}
        ],
    },
]


def opens_form(web: WebClient) -> Callable[[Received], Response]:
    def answer(received: Received) -> Response:
        fields = received.fields
        trigger = fields.get("trigger_id") or json.loads(fields["payload"])["trigger_id"]
        web.views_open(trigger_id=trigger, view=FORM)
        return Response()

    return answer


def test_the_command_opens_the_form_and_faults_show_in_it(
    window: Window, web: WebClient, receiver: Receiver
) -> None:
    receiver.on_command = opens_form(web)
    receiver.on_interaction = lambda _: JSONResponse(
        {"response_action": "errors", "errors": {"request": "Please say more"}}
    )
    ana = window("ana")
    ana.get_by_test_id("composer-input").fill("/i")
    ana.keyboard.press("Tab")
    expect(ana.get_by_test_id("composer-input")).to_have_value("/it ")
    ana.keyboard.press("Enter")
    expect(ana.get_by_test_id("modal-title")).to_have_text("New IT request")
    ana.get_by_test_id("modal-submit").click()
    expect(ana.get_by_test_id("field-error-office")).to_be_visible()
    modal = ana.get_by_test_id("modal")
    modal.locator("textarea").fill("A mouse")
    choose(ana, modal.locator("[data-block=office]"), "Berlin")
    modal.get_by_label("High").check()
    ana.get_by_test_id("modal-submit").click()
    expect(ana.get_by_test_id("field-error-request")).to_have_text("Please say more")
    expect(modal.locator("textarea")).to_have_value("A mouse")
    receiver.on_interaction = lambda _: Response("no", 500)
    ana.get_by_test_id("modal-submit").click()
    expect(ana.get_by_test_id("modal-error")).to_contain_text("trouble connecting")
    receiver.on_interaction = lambda _: Response()
    ana.get_by_test_id("modal-submit").click()
    expect(modal).to_be_hidden()
    values = receiver.of("interactions")[-1].payload["view"]["state"]["values"]
    assert values["request"]["answer"]["value"] == "A mouse"
    assert values["urgency"]["answer"]["selected_option"]["value"] == "High"


def test_the_shortcut_opens_the_form_and_escape_closes_it(
    window: Window, web: WebClient, receiver: Receiver, fake: FakeSlackClient
) -> None:
    receiver.on_interaction = opens_form(web)
    ana = window("ana")
    ana.get_by_test_id("shortcuts-button").click()
    ana.get_by_test_id("shortcut-it_form").click()
    expect(ana.get_by_test_id("modal")).to_be_visible()
    ana.keyboard.press("Escape")
    expect(ana.get_by_test_id("modal")).to_be_hidden()
    assert fake.views("ana") == []


def test_a_button_reaches_the_app_and_the_card_changes_in_place(
    window: Window, web: WebClient, receiver: Receiver
) -> None:
    card = web.chat_postMessage(channel=IT, text="IT-1", blocks=CARD)
    taken = [{"type": "section", "text": text("Ben took IT-1")}]

    def take(_received: Received) -> Response:
        web.chat_update(channel=IT, ts=card["ts"], text="IT-1", blocks=taken)
        return Response()

    receiver.on_interaction = take
    ana, ben = window("ana"), window("ben")
    ben.get_by_role("button", name="Take").click()
    expect(ana.get_by_test_id(f"message-{card['ts']}")).to_contain_text("Ben took IT-1")
    assert receiver.of("interactions")[0].payload["user"]["id"] == "U0BEN00001"


HOME: dict[str, Any] = {
    "type": "home",
    "blocks": [
        {
            "type": "section",
            "block_id": "language",
            "text": {"type": "mrkdwn", "text": "*Language*"},
            "accessory": {
                "type": "static_select",
                "action_id": "home.language",
                "options": [option("English"), option("Polski")],
            },
        },
        CARD[1],
    ],
}


def test_the_home_appears_when_it_is_published_and_answers_clicks(
    window: Window, web: WebClient, receiver: Receiver
) -> None:
    def publish(words: str) -> None:
        header = {"type": "header", "text": text(words)}
        web.views_publish(user_id="U0ANA00001", view={**HOME, "blocks": [header, *HOME["blocks"]]})

    def answer(received: Received) -> Response:
        (action,) = received.payload["actions"]
        publish(f"Heard {action.get('selected_option', action).get('value')}")
        return Response()

    receiver.on_interaction = answer
    ana = window("ana")
    ana.get_by_test_id("dm-app").click()
    expect(ana.get_by_test_id("home-empty")).to_contain_text("Home tab of Deskbell")
    publish("Hello")
    home, choice = ana.get_by_test_id("home"), ana.get_by_test_id("home-home.language")
    expect(home).to_contain_text("Hello")
    choose(ana, choice, "Polski")
    expect(home).to_contain_text("Heard Polski")
    home.get_by_role("button", name="Take").click()
    expect(home).to_contain_text("Heard IT-1")
    expect(choice).to_have_text("Polski")


def test_the_app_has_a_tab_for_its_home_and_one_for_messages(
    window: Window, web: WebClient, receiver: Receiver, fake: FakeSlackClient
) -> None:
    def take(received: Received) -> Response:
        dm, ts = received.payload["channel"]["id"], received.payload["message"]["ts"]
        web.chat_update(channel=dm, ts=ts, text="taken", blocks=[])
        return Response()

    receiver.on_interaction = take
    ana = window("ana")
    ana.get_by_test_id("dm-app").click()
    expect(ana.get_by_test_id("tab-home")).to_have_attribute("aria-selected", "true")
    expect(ana.get_by_test_id("composer")).to_be_hidden()
    web.chat_postMessage(channel="U0ANA00001", text="card", blocks=CARD)
    expect(ana.get_by_test_id("tab-messages")).to_have_text("Messages1")
    ana.get_by_test_id("tab-messages").click()
    expect(ana.get_by_test_id("home")).to_be_hidden()
    ana.get_by_test_id("messages").get_by_role("button", name="Take").click()
    expect(ana.get_by_test_id("messages")).to_contain_text("taken")
    expect(ana.get_by_test_id("composer")).to_be_visible()
    fake.wait()
    tabs = [event["tab"] for event in receiver.events("app_home_opened")]
    assert tabs == ["home", "messages"]


def test_people_from_next_door_see_no_home(window: Window, web: WebClient) -> None:
    web.chat_postMessage(channel="U0CORA0001", text="Hello")
    cora = window("cora")
    cora.get_by_test_id("dm-app").click()
    expect(cora.get_by_test_id("tab-messages")).to_be_visible()
    expect(cora.get_by_test_id("tab-home")).to_have_count(0)


@pytest.mark.parametrize("width", [375, 820, 1600])
def test_nothing_runs_out_of_the_window(
    window: Window, fake: FakeSlackClient, web: WebClient, width: int
) -> None:
    root = fake.say("ana", "it-happens", "A" * 300)
    web.chat_postMessage(channel=IT, text="card", blocks=CARD, thread_ts=root)
    page = window("ana", width=width)
    page.get_by_test_id(f"thread-link-{root}").click()
    page.get_by_test_id("drawer-toggle").click()
    expect(page.get_by_test_id("drawer")).to_contain_text("chat.postMessage")
    assert page.evaluate("document.documentElement.scrollWidth") == width
