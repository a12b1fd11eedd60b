"""Windows of a fake workspace that is as at the start; the tests of the page import them."""

from collections.abc import Callable
from functools import partial

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Windows
from tools.fake_slack.client import FakeSlackClient

IT = "C0ITHAPPEN"
Window = Callable[..., Page]
"""Opens a window as a person, in #it-happens."""


@pytest.fixture
def window(windows: Windows, fake: FakeSlackClient, fake_url: str) -> Window:
    return partial(windows, fake_url)


def write(page: Page, words: str) -> None:
    page.get_by_test_id("composer-input").fill(words)
    page.keyboard.press("Enter")
