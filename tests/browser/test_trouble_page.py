"""What people see and keep when the page does not reach the server."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, Route, expect
from slack_sdk import WebClient

from tests.browser.workspace import IT
from tests.functional.fake_slack.harness import Receiver
from tests.functional.fake_slack.modal_parts import modal, opens, question
from tools.fake_slack.client import FakeSlackClient

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]
TROUBLE = "We had some trouble connecting. Try again?"
FAILURES: dict[str, Callable[[Route], None]] = {
    "cut": lambda route: route.abort(),
    "500": lambda route: route.fulfill(status=500, body="Internal Server Error"),
}
Fail = Callable[[Route], None]


@pytest.fixture
def ana(browser: Browser, fake: FakeSlackClient, fake_url: str) -> Iterator[Page]:
    """Ana's window; requests may fail in it, scripts may not."""
    wrong: list[str] = []
    context = browser.new_context()
    page = context.new_page()
    page.set_default_timeout(5_000)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.goto(f"{fake_url}/?as=ana&channel={IT}")
    page.wait_for_selector("body[data-ready]")
    yield page
    context.close()
    assert wrong == []


@pytest.mark.parametrize("fail", FAILURES.values(), ids=FAILURES)
def test_a_message_that_is_not_sent_stays_in_the_composer_and_is_sent_later(
    ana: Page, fake: FakeSlackClient, fail: Fail
) -> None:
    field = ana.get_by_test_id("composer-input")
    ana.route("**/_control/act", fail, times=1)
    field.fill("My laptop is broken")
    field.press("Enter")
    expect(ana.get_by_test_id("composer-error")).to_contain_text(TROUBLE)
    expect(field).to_have_value("My laptop is broken")
    field.press("Enter")
    expect(ana.get_by_test_id("composer-error")).to_be_hidden()
    assert fake.messages("it-happens")[-1]["text"] == "My laptop is broken"


def test_what_the_server_refuses_is_said_in_its_own_words(ana: Page) -> None:
    refusal = {"ok": False, "error": "there is no such person: 'zoe'"}
    ana.route("**/_control/act", lambda route: route.fulfill(status=400, json=refusal))
    ana.get_by_test_id("composer-input").fill("Hello")
    ana.keyboard.press("Enter")
    expect(ana.get_by_test_id("composer-error")).to_contain_text("there is no such person: 'zoe'")


def test_a_file_that_cannot_be_read_is_said_and_its_words_stay(ana: Page) -> None:
    """As when it was deleted after it was chosen."""
    ana.evaluate("() => { FileReader.prototype.readAsDataURL = function () { this.onerror(); }; }")
    ana.get_by_test_id("composer-file").set_input_files(
        {"name": "gone.txt", "mimeType": "text/plain", "buffer": b"x"}
    )
    ana.get_by_test_id("composer-input").fill("Please read")
    ana.keyboard.press("Enter")
    expect(ana.get_by_test_id("composer-error")).to_contain_text("gone.txt cannot be read")
    expect(ana.get_by_test_id("composer-input")).to_have_value("Please read")


@pytest.mark.parametrize("fail", FAILURES.values(), ids=FAILURES)
def test_a_form_that_is_not_sent_says_so_and_can_be_sent_again(
    ana: Page, web: WebClient, receiver: Receiver, fail: Fail
) -> None:
    receiver.on_command = opens(web, modal(question("request", {"type": "plain_text_input"})))
    ana.get_by_test_id("composer-input").fill("/it")
    ana.keyboard.press("Enter")
    form = ana.get_by_test_id("modal")
    form.locator("input").fill("A mouse")
    ana.route("**/_control/act", fail, times=1)
    ana.get_by_test_id("modal-submit").click()
    expect(ana.get_by_test_id("modal-error")).to_have_text(TROUBLE)
    expect(form.locator("input")).to_have_value("A mouse")
    expect(ana.get_by_test_id("modal-submit")).to_have_attribute("aria-busy", "false")
    ana.get_by_test_id("modal-submit").click()
    expect(form).to_be_hidden()


def test_messages_are_marked_read_when_the_connection_is_back(
    ana: Page, fake: FakeSlackClient
) -> None:
    ana.route("**/_page/read", FAILURES["cut"], times=1)
    with ana.expect_event("requestfailed"):
        fake.say("ben", "it-happens", "Hello")
    with ana.expect_response("**/_page/read") as heard:
        pass
    assert heard.value.ok


def test_a_channel_that_did_not_load_is_there_when_it_is_chosen_again(
    ana: Page, fake: FakeSlackClient
) -> None:
    fake.say("xena", "x-team", "Hello")
    ana.route("**/_page/messages**", FAILURES["cut"], times=1)
    with ana.expect_event("requestfailed"):
        ana.get_by_test_id("channel-x-team").click()
    expect(ana.get_by_test_id("notice")).to_have_text(TROUBLE)
    ana.get_by_test_id("channel-x-team").click()
    expect(ana.get_by_test_id("message-text")).to_have_text(["Hello"])
