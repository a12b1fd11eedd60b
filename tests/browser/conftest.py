"""Real windows of a real browser on a fake workspace; a script error in any fails the test."""

import shutil
from collections.abc import Iterator
from functools import partial
from typing import Protocol

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

from tests.browser.desk_page import SOON
from tests.browser.workspace import Window
from tests.functional.fake_slack.harness import (
    bolt,
    fake,
    fake_url,
    receiver,
    running_control,
    running_receiver,
    web,
)
from tests.running_desk import Desk
from tools.fake_slack.client import FakeSlackClient

__all__ = ["bolt", "fake", "fake_url", "receiver", "running_control", "running_receiver", "web"]

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


class Windows(Protocol):
    """Opens the workspace page at `url` as a person, in #it-happens."""

    def __call__(self, url: str, person: str, width: int = 1280, height: int = 800) -> Page: ...


# For this package only: Playwright keeps an event loop running while it is open.
@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    # The same engine without a browser's own windows opens a page in half the time.
    chromium = shutil.which("chromium-headless-shell") or shutil.which("chromium")
    if chromium is None:
        pytest.skip("Chromium is not installed: apt-get install chromium")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield running
        running.close()


@pytest.fixture
def windows(browser: Browser) -> Iterator[Windows]:
    """A script error or a refused request in any of them fails."""
    wrong: list[str] = []
    contexts = []

    def note(line: ConsoleMessage) -> None:
        if line.type == "error":
            wrong.append(line.text)

    def open_window(url: str, person: str, width: int = 1280, height: int = 800) -> Page:
        context = browser.new_context(viewport={"width": width, "height": height})
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(5_000)
        page.set_default_navigation_timeout(SOON)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("console", note)
        page.goto(f"{url}/?as={person}&channel=C0ITHAPPEN")
        page.wait_for_selector("body[data-ready]", timeout=SOON)
        return page

    yield open_window
    for context in contexts:
        context.close()
    assert wrong == []


@pytest.fixture
def window(windows: Windows, fake: FakeSlackClient, fake_url: str) -> Window:
    """Of a workspace that is as at the start."""
    return partial(windows, fake_url)


@pytest.fixture
def desk_window(windows: Windows, desk: Desk) -> Window:
    """Of the running desk's workspace, in which other tests have been."""
    url = desk.stack.fake_slack_url
    assert url

    def open_window(person: str) -> Page:
        page = windows(url, person)
        page.set_default_timeout(SOON)
        return page

    return open_window
