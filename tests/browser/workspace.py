"""What the tests of the page share: a window's type, the first channel, and writing in it."""

from collections.abc import Callable

from playwright.sync_api import Page

IT = "C0ITHAPPEN"
Window = Callable[..., Page]
"""Opens a window as a person, in #it-happens."""


def write(page: Page, words: str) -> None:
    page.get_by_test_id("composer-input").fill(words)
    page.keyboard.press("Enter")
