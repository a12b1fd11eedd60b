"""What people do and see in the page of the running desk's workspace."""

from re import Pattern

from playwright.sync_api import Locator, Page, expect

from tests.browser.choosing import answer_to
from tests.browser.workspace import write

SOON = 60_000
"""Milliseconds for the way through the deployed desk; a cold function takes its time."""


def sees(shown: Locator, *words: str | Pattern[str]) -> None:
    """All of it, sooner or later."""
    for one in words:
        expect(shown).to_contain_text(one, timeout=SOON)


def last_message(page: Page, words: str) -> Locator:
    """The last message that says these words in what is open beside the list of channels."""
    found = page.get_by_test_id("messages").locator("article", has_text=words)
    expect(found.last).to_be_visible(timeout=SOON)
    return found.last


def say(page: Page, words: str) -> Locator:
    """The message as whoever wrote it sees it; others may have said the same before."""
    with page.expect_response(answer_to("message")) as answer:
        write(page, words)
    ts = answer.value.json()["ts"]
    return page.get_by_test_id("messages").get_by_test_id(f"message-{ts}")


def react(page: Page, message: Locator, emoji: str) -> None:
    """By the emoji picker, as any emoji can be put on a message."""
    ts = message.get_attribute("data-ts")
    message.hover()
    page.get_by_test_id(f"react-{ts}").click()
    page.get_by_test_id("emoji-search").fill(emoji)
    page.get_by_test_id(f"pick-{emoji}").click()


def thread_of(page: Page, ts: str | None) -> Locator:
    page.get_by_test_id(f"thread-link-{ts}").click(timeout=SOON)
    return page.get_by_test_id("thread-pane")


def press(inside: Locator, button: str) -> None:
    """The last one with these words on it; a screen reader may hear others."""
    inside.locator("button", has_text=button).last.click(timeout=SOON)


def fill_in(page: Page, inside: Locator, button: str = "Fill in") -> Locator:
    """Opens the form that waits there."""
    press(inside, button)
    expect(page.get_by_test_id("modal-title")).to_be_visible(timeout=SOON)
    return page.get_by_test_id("modal")


def send(page: Page) -> None:
    page.get_by_test_id("modal-submit").click()
    expect(page.get_by_test_id("modal")).to_be_hidden(timeout=SOON)


def messages_of_the_app(page: Page) -> Locator:
    page.get_by_test_id("dm-app").click()
    page.get_by_test_id("tab-messages").click()
    return page.get_by_test_id("messages")
