"""The fake Slack's page in a real browser: what people click and what they then see."""

import json
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from slack_sdk import WebClient
from starlette.responses import JSONResponse, Response

from tests.browser.conftest import Windows
from tests.functional.fake_slack.harness import (
    Received,
    Receiver,
    fake,
    fake_url,
    receiver,
    running_control,
    running_receiver,
    web,
)
from tests.functional.fake_slack.modal_parts import option, question, text
from tools.fake_slack.client import FakeSlackClient

__all__ = ["fake", "fake_url", "receiver", "running_control", "running_receiver", "web"]

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]
IT = "C0ITHAPPEN"
Window = Callable[..., Page]


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


@pytest.fixture
def window(windows: Windows, fake: FakeSlackClient, fake_url: str) -> Window:
    """Opens a window of this workspace as a person."""
    return partial(windows, fake_url)


def write(page: Page, words: str) -> None:
    page.get_by_test_id("composer-input").fill(words)
    page.keyboard.press("Enter")


def opens_form(web: WebClient) -> Callable[[Received], Response]:
    def answer(received: Received) -> Response:
        fields = received.fields
        trigger = fields.get("trigger_id") or json.loads(fields["payload"])["trigger_id"]
        web.views_open(trigger_id=trigger, view=FORM)
        return Response()

    return answer


def test_a_message_appears_at_once_in_everybodys_window(window: Window) -> None:
    ana, ben = window("ana"), window("ben")
    write(ana, "My *laptop* is broken, @ben :ticket:")
    seen = ben.get_by_test_id("message-text").last
    expect(seen).to_have_text("My laptop is broken, @Ben Carter 🎫")
    expect(seen.locator("b")).to_have_text("laptop")
    expect(ben.get_by_test_id("banner")).to_contain_text("This is not Slack")


def test_a_reaction_is_counted_and_taken_back_with_a_click(
    window: Window, fake: FakeSlackClient
) -> None:
    ts = fake.say("ola", "it-happens", "The printer is on fire")
    ana, ben = window("ana"), window("ben")
    ana.get_by_test_id(f"message-{ts}").hover()
    ana.get_by_test_id(f"react-{ts}-ticket").click()
    ben.get_by_test_id(f"reaction-{ts}-ticket").click()
    expect(ana.get_by_test_id(f"reaction-{ts}-ticket")).to_have_text("🎫2")
    ana.get_by_test_id(f"reaction-{ts}-ticket").click()
    expect(ben.get_by_test_id(f"reaction-{ts}-ticket")).to_have_text("🎫1")


def test_another_emoji_is_found_by_searching(window: Window, fake: FakeSlackClient) -> None:
    ts = fake.say("ola", "it-happens", "Fixed!")
    ana = window("ana")
    ana.get_by_test_id(f"message-{ts}").hover()
    ana.get_by_test_id(f"react-{ts}").click()
    ana.get_by_test_id("emoji-search").fill("tada")
    ana.get_by_test_id("pick-tada").click()
    expect(ana.get_by_test_id(f"reaction-{ts}-tada")).to_have_text("🎉1")


def test_a_thread_opens_beside_the_channel(window: Window, fake: FakeSlackClient) -> None:
    ts = fake.say("ana", "it-happens", "The VPN is slow")
    ana, ben = window("ana"), window("ben")
    ben.get_by_test_id(f"message-{ts}").hover()
    ben.get_by_test_id(f"reply-{ts}").click()
    ben.get_by_test_id("thread-composer-input").fill("Since when?")
    ben.keyboard.press("Enter")
    ana.get_by_test_id(f"thread-link-{ts}").click()
    expect(ana.get_by_test_id("thread-pane")).to_contain_text("Since when?")
    expect(ana.get_by_test_id("messages")).not_to_contain_text("Since when?")
    ana.get_by_test_id("thread-close").click()
    expect(ana.get_by_test_id("thread-pane")).to_be_hidden()


def test_people_edit_and_delete_their_own_messages(window: Window, fake: FakeSlackClient) -> None:
    ts = fake.say("ana", "it-happens", "teh mouse")
    other = fake.say("ben", "it-happens", "hm")
    ana = window("ana")
    message = ana.get_by_test_id(f"message-{ts}")
    message.hover()
    ana.get_by_test_id(f"edit-{ts}").click()
    ana.get_by_test_id("edit-input").fill("the mouse")
    ana.get_by_test_id("edit-save").click()
    expect(message).to_contain_text("the mouse (edited)")
    expect(ana.get_by_test_id(f"delete-{other}")).to_have_count(0)
    message.hover()
    ana.get_by_test_id(f"delete-{ts}").click()
    expect(message).to_have_count(0)


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
    modal.locator("select").first.select_option("Berlin")
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


def test_a_failing_command_leaves_what_was_typed(window: Window, receiver: Receiver) -> None:
    receiver.on_command = lambda _: Response("no", 500)
    ana = window("ana")
    write(ana, "/it my mouse")
    expect(ana.get_by_test_id("composer-error")).to_contain_text("dispatch_failed")
    expect(ana.get_by_test_id("composer-input")).to_have_value("/it my mouse")


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


def test_a_whisper_is_marked_and_seen_by_one_person(window: Window, web: WebClient) -> None:
    ana, ben = window("ana"), window("ben")
    web.chat_postEphemeral(channel=IT, user="U0ANA00001", text="psst")
    expect(ana.get_by_test_id("only-you")).to_have_text("👁 Only visible to you")
    web.chat_postMessage(channel=IT, text="for all")
    expect(ben.get_by_test_id("messages")).to_contain_text("for all")
    expect(ben.get_by_test_id("messages")).not_to_contain_text("psst")


def test_a_dm_from_the_app_is_marked_unread_until_opened(window: Window, web: WebClient) -> None:
    ana = window("ana")
    web.chat_postMessage(channel="U0ANA00001", text="Your number is *IT-1*")
    app = ana.get_by_test_id("dm-app")
    expect(app).to_contain_text("1")
    app.click()
    expect(ana.get_by_test_id("messages")).to_contain_text("Your number is IT-1")
    expect(app).to_have_text("Deskbell")


def test_each_person_sees_their_own_channels(window: Window) -> None:
    page = window("lena")
    expect(page.get_by_test_id("channel-it-oncall")).to_be_visible()
    page.get_by_test_id("person-switcher").click()
    page.get_by_test_id("person-gus").click()
    expect(page.get_by_test_id("channel-it-oncall")).to_have_count(0)
    expect(page.get_by_test_id("channel-it-happens")).to_be_visible()


def test_a_channel_is_found_joined_and_left(window: Window, fake: FakeSlackClient) -> None:
    ana, ben = window("ana"), window("ben")
    ben.get_by_test_id("channel-it-triage").click()
    expect(ana.get_by_test_id("channel-it-triage")).to_have_count(0)
    ana.get_by_test_id("browse-channels").click()
    expect(ana.get_by_test_id("browse-it-triage")).to_contain_text("5 members")
    ana.get_by_test_id("browse-it-triage").click()
    ana.get_by_test_id("join").click()
    expect(ana.get_by_test_id("composer-input")).to_be_visible()
    expect(ben.get_by_test_id("messages")).to_contain_text("has joined the channel")
    expect(ben.get_by_test_id("member-count")).to_have_text("6 members")
    ana.get_by_test_id("channel-menu").click()
    ana.get_by_test_id("channel-leave").click()
    expect(ana.get_by_test_id("join")).to_be_visible()
    expect(ben.get_by_test_id("messages")).to_contain_text("has left the channel")


def test_people_and_the_app_are_added_and_removed(window: Window) -> None:
    ben = window("ben")
    ben.get_by_test_id("channel-it-triage").click()
    for what, who, count in (("kick", "app", 4), ("invite", "app", 5), ("invite", "ana", 6)):
        ben.get_by_test_id("channel-menu").click()
        ben.get_by_test_id(f"channel-{what}").click()
        ben.get_by_test_id(f"{what}-{who}").click()
        expect(ben.get_by_test_id("member-count")).to_have_text(f"{count} members")
    ben.get_by_test_id("channel-menu").click()
    ben.get_by_test_id("channel-invite").click()
    ben.get_by_test_id("invite-cora").click()
    expect(ben.get_by_test_id("notice")).to_contain_text("not shared with their company")


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
    choice.select_option("Polski")
    expect(home).to_contain_text("Heard Polski")
    home.get_by_role("button", name="Take").click()
    expect(home).to_contain_text("Heard IT-1")
    expect(choice).to_have_value("Polski")


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


def test_people_from_next_door_see_no_home(window: Window) -> None:
    cora = window("cora")
    cora.get_by_test_id("dm-app").click()
    expect(cora.get_by_test_id("tab-messages")).to_be_visible()
    expect(cora.get_by_test_id("tab-home")).to_have_count(0)


def test_what_people_write_never_becomes_markup(window: Window) -> None:
    ana = window("ana")
    write(ana, "<img src=x onerror=alert(1)> <!here> &amp;")
    expect(ana.get_by_test_id("message-text").last).to_have_text(
        "<img src=x onerror=alert(1)> <!here> &amp;"
    )
    expect(ana.get_by_test_id("messages").locator("img, .mention")).to_have_count(0)


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
