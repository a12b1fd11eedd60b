"""The first ticket by hand: real pages over the deployed local desk, clicked as a person would."""

from collections.abc import Callable
from functools import partial

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.choosing import pick
from tests.browser.conftest import Windows
from tests.running_desk import Desk

pytestmark = [pytest.mark.browser, pytest.mark.e2e, pytest.mark.enable_socket]

SOON = 30_000
"""Milliseconds for the way through the deployed desk; a cold function takes its time."""
Window = Callable[..., Page]


@pytest.fixture
def window(windows: Windows, desk: Desk) -> Window:
    """A window of the running desk's workspace, as a person."""
    assert desk.stack.fake_slack_url
    return partial(windows, desk.stack.fake_slack_url)


def last_card(page: Page, words: str) -> Locator:
    """The last message in the channel that says these words."""
    card = page.get_by_test_id("messages").locator("[data-testid^='message-1']", has_text=words)
    expect(card.last).to_be_visible(timeout=SOON)
    return card.last


def fill_in_the_form(page: Page, help_with: str) -> None:
    page.get_by_test_id("composer-input").fill("/it")
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("modal-title")).to_be_visible(timeout=SOON)
    modal = page.get_by_test_id("modal")
    modal.locator("[data-block='request']").fill("A keyboard that types")
    modal.locator("[data-block='help']").fill(help_with)
    pick(page, modal.locator("[data-block='location']"), "austin")
    pick(page, modal.locator("[data-block='manager']"), "U0LENA0001")


def test_a_form_shows_its_faults_and_then_becomes_a_card_and_a_dm(window: Window) -> None:
    minjun = window("minjun")
    fill_in_the_form(minjun, "The space bar sticks")
    manager = minjun.get_by_test_id("modal").locator("[data-block='manager']")
    pick(minjun, manager, "U0MINJUN01")
    minjun.get_by_test_id("modal-submit").click()
    expect(minjun.get_by_test_id("field-error-manager")).to_be_visible(timeout=SOON)
    pick(minjun, manager, "U0LENA0001")
    minjun.get_by_test_id("modal-submit").click()
    expect(minjun.get_by_test_id("modal")).to_be_hidden(timeout=SOON)
    expect(last_card(minjun, "The space bar sticks")).to_contain_text("New IT request")
    minjun.get_by_test_id("dm-app").click()
    minjun.get_by_test_id("tab-messages").click()
    expect(minjun.get_by_test_id("messages")).to_contain_text("요청", timeout=SOON)


def test_the_shortcut_opens_the_same_form(window: Window) -> None:
    ola = window("ola")
    ola.get_by_test_id("shortcuts-button").click()
    ola.get_by_test_id("shortcut-it_form").click()
    expect(ola.get_by_test_id("modal-title")).to_have_text("Nowe zgłoszenie IT", timeout=SOON)
    expect(ola.get_by_test_id("modal")).to_contain_text("Potrzebne do (opcjonalnie)")


def test_an_emoji_makes_a_ticket_that_an_agent_takes_and_solves(window: Window, desk: Desk) -> None:
    ts = desk.slack.say("ola", "it-happens", "The projector in Warsaw is dark")
    ana, ben = window("ana"), window("ben")
    ana.get_by_test_id(f"message-{ts}").hover()
    ana.get_by_test_id(f"react-{ts}-ticket").click()
    ben.get_by_test_id("channel-it-triage").click()
    card = last_card(ben, "The projector in Warsaw is dark")
    card.get_by_role("button", name="Take").click()
    expect(card).to_contain_text("Ben Carter", timeout=SOON)
    message = ana.get_by_test_id("messages").get_by_test_id(f"message-{ts}")
    expect(message.get_by_test_id(f"reaction-{ts}-eyes")).to_be_visible(timeout=SOON)
    ana.get_by_test_id(f"thread-link-{ts}").click()
    thread = ana.get_by_test_id("thread-pane")
    expect(thread).to_contain_text("Ben Carter", timeout=SOON)
    card.get_by_role("button", name="solved").click()
    expect(message.get_by_test_id(f"reaction-{ts}-white_check_mark")).to_be_visible(timeout=SOON)
    expect(message.get_by_test_id(f"reaction-{ts}-eyes")).to_have_count(0)
    expect(thread.get_by_role("button", name="Take")).to_have_count(0)


def test_somebody_who_may_not_take_is_told_so_in_private(window: Window) -> None:
    ana, gus = window("ana"), window("gus")
    fill_in_the_form(ana, "Gus wants to help")
    ana.get_by_test_id("modal-submit").click()
    card = last_card(gus, "Gus wants to help")
    card.get_by_role("button", name="Take").click()
    expect(gus.get_by_test_id("only-you")).to_be_visible(timeout=SOON)
    expect(ana.get_by_test_id("only-you")).to_have_count(0)
