"""The first ticket by hand: real pages over the deployed local desk, clicked as a person would."""

from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, expect

from tests.browser.choosing import pick
from tests.browser.desk_page import SOON, last_message
from tests.browser.workspace import Window, write

pytestmark = [pytest.mark.browser, pytest.mark.e2e, pytest.mark.enable_socket]


def fill_in_the_form(page: Page, help_with: str) -> None:
    page.get_by_test_id("composer-input").fill("/it")
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("modal-title")).to_be_visible(timeout=SOON)
    modal = page.get_by_test_id("modal")
    modal.locator("[data-block='request']").fill("A keyboard that types")
    modal.locator("[data-block='help']").fill(help_with)
    pick(page, modal.locator("[data-block='location']"), "austin")
    pick(page, modal.locator("[data-block='manager']"), "U0LENA0001")


def test_a_form_shows_its_faults_and_then_becomes_a_card_and_a_dm(desk_window: Window) -> None:
    minjun = desk_window("minjun")
    fill_in_the_form(minjun, "The space bar sticks")
    manager = minjun.get_by_test_id("modal").locator("[data-block='manager']")
    pick(minjun, manager, "U0MINJUN01")
    minjun.get_by_test_id("modal-submit").click()
    expect(minjun.get_by_test_id("field-error-manager")).to_be_visible(timeout=SOON)
    pick(minjun, manager, "U0LENA0001")
    minjun.get_by_test_id("modal-submit").click()
    expect(minjun.get_by_test_id("modal")).to_be_hidden(timeout=SOON)
    expect(last_message(minjun, "The space bar sticks")).to_contain_text("Requested by: Kim Minjun")
    minjun.get_by_test_id("dm-app").click()
    minjun.get_by_test_id("tab-messages").click()
    expect(minjun.get_by_test_id("messages")).to_contain_text("요청", timeout=SOON)


def test_the_shortcut_opens_the_same_form(desk_window: Window) -> None:
    ola = desk_window("ola")
    ola.get_by_test_id("shortcuts-button").click()
    ola.get_by_test_id("shortcut-it_form").click()
    expect(ola.get_by_test_id("modal-title")).to_have_text("Nowe zgłoszenie IT", timeout=SOON)
    expect(ola.get_by_test_id("modal")).to_contain_text("Potrzebne do (opcjonalnie)")
    ola.keyboard.press("Escape")
    expect(ola.get_by_test_id("modal")).to_be_hidden()


@dataclass(frozen=True, slots=True)
class Requester:
    """Who asks, what they write, and words of theirs in the page and on the Home tab."""

    key: str
    asks: str
    thread: str
    new_request: str
    adds: str


REQUESTERS = (
    Requester(
        "ana", "My laptop is as hot as a stove", "Thread", "New request (/it)", "It hums, too"
    ),
    Requester(
        "minjun", "모니터가 자꾸 깜빡거려요", "스레드", "새 요청 (/it)", "이제 아예 안 켜져요"
    ),
    Requester(
        "ola",
        "Rzutnik w Warszawie nie świeci",
        "Wątek",
        "Nowe zgłoszenie (/it)",
        "Żarówka chyba się przepaliła",
    ),
)


@pytest.mark.parametrize("requester", REQUESTERS, ids=lambda one: one.key)
def test_three_people_see_the_first_ticket_through_each_in_their_own_window(
    desk_window: Window, requester: Requester
) -> None:
    asking, ben, lena = desk_window(requester.key), desk_window("ben"), desk_window("lena")
    lena.get_by_test_id("channel-it-triage").click()
    write(asking, requester.asks)
    asked = last_message(ben, requester.asks)
    ts = asked.get_attribute("data-ts")
    asked.hover()
    ben.get_by_test_id(f"react-{ts}-ticket").click()
    expect(last_message(lena, requester.asks)).to_contain_text("New")

    own = asking.get_by_test_id("messages").get_by_test_id(f"message-{ts}")
    own.get_by_test_id(f"thread-link-{ts}").click(timeout=SOON)
    thread = asking.get_by_test_id("thread-pane")
    expect(thread.get_by_role("heading", name=requester.thread)).to_be_visible()
    ben.get_by_test_id(f"thread-link-{ts}").click()
    ben.get_by_test_id("thread-pane").get_by_role("button", name="Take").click()
    expect(thread).to_contain_text("Taken by Ben Carter", timeout=SOON)
    expect(own.get_by_test_id(f"reaction-{ts}-eyes")).to_be_visible(timeout=SOON)
    triage = last_message(lena, requester.asks)
    expect(triage).to_contain_text("Taken by Ben Carter", timeout=SOON)

    asking.get_by_test_id("thread-composer-input").fill(requester.adds)
    asking.keyboard.press("Enter")
    expect(ben.get_by_test_id("thread-messages")).to_contain_text(requester.adds)
    asked.hover()
    ben.get_by_test_id(f"react-{ts}-white_check_mark").click()
    expect(thread).to_contain_text("Solved by Ben Carter", timeout=SOON)
    expect(triage).to_contain_text("Solved by Ben Carter", timeout=SOON)
    expect(own.get_by_test_id(f"reaction-{ts}-eyes")).to_have_count(0, timeout=SOON)
    expect(thread.get_by_role("button", name="Take")).to_have_count(0)
    asking.get_by_test_id("dm-app").click()
    home = asking.get_by_test_id("home")
    expect(home.get_by_text(requester.new_request)).to_be_visible(timeout=SOON)


def test_somebody_who_may_not_take_is_told_so_in_private(desk_window: Window) -> None:
    ana, gus = desk_window("ana"), desk_window("gus")
    fill_in_the_form(ana, "Gus wants to help")
    ana.get_by_test_id("modal-submit").click()
    card = last_message(gus, "Gus wants to help")
    card.get_by_role("button", name="Take").click()
    expect(gus.get_by_test_id("only-you")).to_be_visible(timeout=SOON)
    expect(ana.get_by_test_id("only-you")).to_have_count(0)
