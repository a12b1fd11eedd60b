"""The app's Home: what people give there survives what the app publishes, and failures show."""

from typing import Any

import pytest
from playwright.sync_api import expect
from slack_sdk import WebClient
from starlette.responses import Response

from tests.browser.choosing import choose, gesture
from tests.browser.workspace import Window
from tests.functional.fake_slack.harness import Receiver
from tests.functional.fake_slack.modal_parts import option, question, text

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

HOME_MENU: dict[str, Any] = {
    "type": "section",
    "block_id": "language",
    "text": text("Language"),
    "accessory": {
        "type": "static_select",
        "action_id": "home.language",
        "options": [option("English"), option("Polski")],
    },
}


def test_what_is_typed_in_the_home_stays_when_the_app_publishes_again(
    window: Window, web: WebClient, receiver: Receiver
) -> None:
    asked = question("asked", {"type": "plain_text_input"}, dispatch_action=True)

    def publish(words: str) -> None:
        header = {"type": "header", "text": text(words)}
        home = {"type": "home", "blocks": [header, asked, HOME_MENU]}
        web.views_publish(user_id="U0ANA00001", view=home)

    publish("First")
    ana = window("ana")
    ana.get_by_test_id("dm-app").click()
    ana.get_by_test_id("home-answer").press_sequentially("A mou")
    publish("Second")
    expect(ana.get_by_test_id("home")).to_contain_text("Second")
    ana.keyboard.type("se")
    with gesture(ana):
        ana.keyboard.press("Enter")
    with gesture(ana):
        choose(ana, ana.get_by_test_id("home-home.language"), "Polski")
    typed, picked = (received.payload["actions"][0] for received in receiver.of("interactions"))
    assert typed["value"] == "A mouse"
    assert picked["selected_option"]["value"] == "Polski"


def test_a_click_in_the_home_that_fails_says_so(
    window: Window, web: WebClient, receiver: Receiver
) -> None:
    web.views_publish(user_id="U0ANA00001", view={"type": "home", "blocks": [HOME_MENU]})
    receiver.on_interaction = lambda _: Response("no", 500)
    ana = window("ana")
    ana.get_by_test_id("dm-app").click()
    choose(ana, ana.get_by_test_id("home-home.language"), "Polski")
    expect(ana.get_by_test_id("failure-home.language")).to_be_visible()
