"""The control panel as a whole, and its tabs for the clock and for webhooks."""

import json

import pytest
from playwright.sync_api import Page, expect
from starlette.responses import Response

from tests.browser.conftest import Windows
from tests.browser.workspace import Window
from tests.functional.fake_slack.harness import Receiver
from tests.functional.fake_slack.travelling import python, started
from tools.fake_slack.client import FakeSlackClient

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]
TABS = ["traffic", "clock", "world", "faults", "webhooks", "install"]


def open_panel(page: Page, tab: str) -> Page:
    page.get_by_test_id("drawer-toggle").click()
    page.get_by_test_id(f"panel-tab-{tab}").click()
    return page


def test_the_panel_opens_and_closes_and_the_keyboard_returns_to_its_button(window: Window) -> None:
    page = window("ana")
    toggle = page.get_by_test_id("drawer-toggle")
    expect(page.get_by_test_id("drawer")).to_be_hidden()
    toggle.press("Enter")
    expect(page.get_by_test_id("panel-tab-traffic")).to_be_focused()
    expect(toggle).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Escape")
    expect(page.get_by_test_id("drawer")).to_be_hidden()
    expect(toggle).to_be_focused()
    toggle.click()
    page.get_by_test_id("panel-close").click()
    expect(page.get_by_test_id("drawer")).to_be_hidden()


def test_the_arrow_keys_go_round_the_tabs(window: Window) -> None:
    page = window("ana")
    page.get_by_test_id("drawer-toggle").click()
    for tab in [*TABS[1:], TABS[0]]:
        page.keyboard.press("ArrowRight")
        expect(page.get_by_test_id(f"panel-tab-{tab}")).to_be_focused()
        expect(page.get_by_test_id(f"panel-{tab}")).to_be_visible()
        expect(page.locator("[role='tab'][aria-selected='true'][id^='panel-']")).to_have_count(1)
    page.keyboard.press("End")
    expect(page.get_by_test_id("panel-install")).to_be_visible()
    page.keyboard.press("Home")
    expect(page.get_by_test_id("panel-traffic")).to_be_visible()


def test_the_panel_stands_on_the_right_or_below_and_remembers_it(window: Window) -> None:
    page = window("ana")
    page.get_by_test_id("drawer-toggle").click()
    expect(page.locator("body[data-panel='right']")).to_be_attached()
    page.get_by_test_id("panel-dock").click()
    expect(page.locator("body[data-panel='below']")).to_be_attached()
    page.get_by_test_id("panel-tab-clock").click()
    page.reload()
    page.wait_for_selector("body[data-ready]")
    page.get_by_test_id("drawer-toggle").click()
    expect(page.locator("body[data-panel='below']")).to_be_attached()
    expect(page.get_by_test_id("panel-clock")).to_be_visible()


def test_the_panel_is_resized_by_mouse_and_by_keyboard(window: Window) -> None:
    page = window("ana")
    page.get_by_test_id("drawer-toggle").click()
    drawer, grip = page.get_by_test_id("drawer"), page.get_by_test_id("panel-grip")

    def width() -> float:
        box = drawer.bounding_box()
        assert box
        return box["width"]

    before = width()
    grip.focus()
    page.keyboard.press("ArrowLeft")
    assert width() == before + 24
    expect(grip).to_have_attribute("aria-valuenow", str(round(before + 24)))
    box = grip.bounding_box()
    assert box
    page.mouse.move(box["x"] + 4, 300)
    page.mouse.down()
    page.mouse.move(box["x"] - 96, 300, steps=3)
    page.mouse.up()
    assert abs(width() - (before + 124)) < 6
    page.mouse.move(50, 300)
    assert abs(width() - (before + 124)) < 6


def test_on_a_telephone_the_panel_covers_the_page(window: Window) -> None:
    page = window("ana", width=320, height=640)
    page.get_by_test_id("drawer-toggle").click()
    for tab in TABS:
        place = page.get_by_test_id(f"panel-tab-{tab}").bounding_box()
        assert place
        assert place["x"] + place["width"] <= 320
        page.get_by_test_id(f"panel-tab-{tab}").click()
        box = page.get_by_test_id("drawer").bounding_box()
        assert box == {"x": 0, "y": 0, "width": 320, "height": 640}
        pane = page.get_by_test_id(f"panel-{tab}")
        expect(pane).to_be_visible()
        expect(pane.locator("input, button, select").first).to_be_visible()
        assert pane.evaluate("pane => pane.scrollWidth <= pane.clientWidth")
    page.get_by_test_id("panel-close").click()
    expect(page.get_by_test_id("drawer")).to_be_hidden()


@pytest.mark.parametrize(
    ("button", "seconds"),
    [("clock-1m", 60), ("clock-5m", 300), ("clock-1h", 3600), ("clock-1d", 86_400)],
)
def test_the_clock_jumps(
    window: Window, fake: FakeSlackClient, button: str, seconds: float
) -> None:
    page = open_panel(window("ana"), "clock")
    expect(page.get_by_test_id("clock-about")).to_contain_text("Only Slack's clock moves")
    page.get_by_test_id(button).click()
    expect(page.get_by_test_id("clock-outcome")).to_have_text(
        "The clock was moved; what was due was sent."
    )
    clock = fake.clock()
    assert abs(clock["now"] - clock["wall"] - seconds) < 1
    expect(page.get_by_test_id("clock-pace")).to_contain_text("ahead")


def test_the_clock_is_moved_by_any_amount_and_to_any_time(
    window: Window, fake: FakeSlackClient
) -> None:
    page = open_panel(window("ana"), "clock")
    page.get_by_test_id("clock-amount").fill("2")
    page.get_by_test_id("clock-unit").select_option("days")
    page.get_by_test_id("clock-by").click()
    expect(page.get_by_test_id("clock-pace")).to_contain_text("2 d")
    page.get_by_test_id("clock-until").fill("2031-03-02T09:00:00")
    page.get_by_test_id("clock-to").click()
    expect(page.get_by_test_id("clock-slack")).to_contain_text("2031-03-0")
    assert fake.clock()["now"] > 1_900_000_000


def test_the_clock_stands_still_runs_and_hurries(window: Window, fake: FakeSlackClient) -> None:
    page = open_panel(window("ana"), "clock")
    pace = page.get_by_test_id("clock-pace")
    page.get_by_test_id("clock-freeze").click()
    expect(pace).to_contain_text("frozen")
    page.get_by_test_id("clock-run").click()
    expect(pace).to_contain_text("runs")
    page.get_by_test_id("clock-speed").select_option("60")
    expect(pace).to_contain_text("runs 60 × as fast")
    assert fake.clock()["speed"] == 60


def test_signatures_can_be_off(window: Window, fake: FakeSlackClient) -> None:
    page = open_panel(window("ana"), "clock")
    page.get_by_test_id("clock-skew").fill("-600")
    page.get_by_test_id("clock-sign").click()
    expect(page.get_by_test_id("clock-outcome")).to_contain_text("off by -600 s")
    assert fake.clock()["sign_skew"] == -600


def test_with_a_desk_its_scheduled_work_runs_and_its_words_are_seen(windows: Windows) -> None:
    with started(python("import sys; print('Timers fired as of', sys.argv[1])")) as fake:
        page = open_panel(windows(fake.base_url, "ana"), "clock")
        expect(page.get_by_test_id("clock-about")).to_contain_text("as make tick does")
        page.get_by_test_id("clock-1d").click()
        expect(page.get_by_test_id("clock-output")).to_contain_text("Timers fired as of 20")
        expect(page.get_by_test_id("clock-outcome")).to_contain_text("is done.")
        page.close()


def test_there_is_one_journey_at_a_time(windows: Windows) -> None:
    with started(python("import time; time.sleep(60)")) as fake:
        page = open_panel(windows(fake.base_url, "ana"), "clock")
        page.get_by_test_id("clock-by").click()
        for move in ("clock-by", "clock-to", "clock-1m", "clock-1d"):
            expect(page.get_by_test_id(move)).to_be_disabled()
        page.close()


def test_a_desk_that_is_not_up_is_seen(windows: Windows) -> None:
    with started(python("import sys; sys.exit('error: The desk is not up')")) as fake:
        page = open_panel(windows(fake.base_url, "ana"), "clock")
        page.get_by_test_id("clock-until").fill("2031-03-02T09:00:00")
        page.get_by_test_id("clock-to").click()
        expect(page.get_by_test_id("clock-outcome")).to_have_text("It failed (exit code 1).")
        expect(page.get_by_test_id("clock-output")).to_have_text("error: The desk is not up")
        page.close()


def test_an_nps_answer_is_sent_and_the_desks_answer_explained(
    window: Window, receiver: Receiver
) -> None:
    page = open_panel(window("ana"), "webhooks")
    expect(page.get_by_test_id("webhook-url")).to_have_text(f"{receiver.url}/hooks/nps")
    for name, value in [
        ("score", "2"),
        ("member_id", "11672"),
        ("experience_date", "2026-03-05"),
        ("segment", "west"),
        ("source_event_id", "survey-7"),
        ("comment", "Za długo to trwało"),
    ]:
        page.get_by_test_id(f"nps-{name}").fill(value)
    page.get_by_test_id("nps-send").click()
    expect(page.get_by_test_id("webhook-outcome")).to_have_text("The desk answered 200: taken in.")
    assert json.loads(receiver.hooks()[0].body) == {
        "source_event_id": "survey-7",
        "member_id": "11672",
        "score": 2,
        "experience_date": "2026-03-05",
        "comment": "Za długo to trwało",
        "segment": "west",
    }
    page.get_by_test_id("webhook-w1").locator("summary").click()
    page.get_by_test_id("webhook-again-w1").click()
    expect(page.get_by_test_id("webhook-w1")).to_contain_text("×2")
    assert len(receiver.hooks()) == 2


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (404, "it has no such address, so nothing was taken in"),
        (401, "it does not believe the signature"),
        (422, "it refuses the answer. no"),
        (500, "a survey system would send this again"),
    ],
)
def test_what_a_refusal_of_a_webhook_means_is_told(
    window: Window, receiver: Receiver, status: int, words: str
) -> None:
    receiver.on_hook = lambda _received: Response("no", status)
    page = open_panel(window("ana"), "webhooks")
    page.get_by_test_id("nps-sign").select_option("wrong")
    page.get_by_test_id("nps-send").click()
    expect(page.get_by_test_id("webhook-outcome")).to_contain_text(words)
    expect(page.get_by_test_id("webhook-outcome")).to_have_class("panel-outcome bad")
    expect(page.get_by_test_id("webhook-w1")).to_contain_text("nps, score 3, member 11672")
    page.get_by_test_id("panel-tab-traffic").click()
    expect(page.get_by_test_id("traffic-webhook-nps")).to_contain_text(str(status))
