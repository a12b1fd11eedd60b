"""What every view owes to eyes, keyboards and screen readers, in each width and language."""

from collections.abc import Callable
from itertools import pairwise
from typing import Any, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from slack_sdk import WebClient

from tests.browser.workspace import IT, Window
from tests.functional.fake_slack.harness import Receiver
from tests.functional.fake_slack.modal_parts import option, question, text
from tools.fake_slack.client import FakeSlackClient

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

WIDTHS = (320, 768, 1280, 1600)
PEOPLE = {
    "ana": "The log is /usr/local/share/" + "unreasonably-long-name-" * 8,
    "minjun": "노트북이 켜지지 않아요. 어제저녁까지는 잘 됐어요. " + "가나다라마바사" * 12,
    "ola": "Ciekawe: konstantynopolitańczykowianeczka " + "żółć" * 30,
}
"""Each with words that are hard to break."""
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
PANELS = ("traffic", "clock", "world", "faults", "webhooks", "install")
VIEWS = ("thread", "switcher", "message menu", "emoji", "modal", "home", *PANELS)
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
CARRY_ON = "Carry on in this thread: replies here are part of the ticket. "
OUT_OF_THE_WINDOW = """(width) => {
    const scrolls = (node) => node && node !== document.body && (
        getComputedStyle(node).overflowX !== 'visible' || scrolls(node.parentElement));
    return [...document.querySelectorAll('body *')]
        .filter((node) => node.checkVisibility({visibilityProperty: true}))
        .filter((node) => !node.closest('.sr, .skip, svg') && !scrolls(node.parentElement))
        .filter((node) => node.getBoundingClientRect().right > width + 1)
        .map((node) => node.dataset.testid || node.className || node.tagName);
}"""
SIDEWAYS = """() => [...document.querySelectorAll(
        '.scroller, .home, .modal, .menu, .panel-pane, .sidebar, .pane-header')]
    .filter((node) => node.checkVisibility() && node.scrollWidth > node.clientWidth + 1)
    .map((node) => node.dataset.testid || node.className)"""
FOCUS = """() => {
    const node = document.activeElement;
    const style = getComputedStyle(node);
    const { x, y, width, height } = node.getBoundingClientRect();
    return {
        id: node.dataset.testid ?? node.tagName,
        rings: [node, node.closest('.composer')].some((one) => one && (
            getComputedStyle(one).outlineStyle !== 'none'
            || getComputedStyle(one).boxShadow !== 'none')),
        seen: width > 0 && height > 0 && x >= 0 && y >= 0 && x < innerWidth && y < innerHeight,
    };
}"""
Shown = Callable[[Page, str], None]


@pytest.fixture
def root(fake: FakeSlackClient, web: WebClient) -> str:
    """The ts of a message by each person; the first has a card, a reaction and a reply."""
    stamps = [fake.say(person, "it-happens", words) for person, words in PEOPLE.items()]
    first = stamps[0]
    take: dict[str, Any] = {"type": "button", "action_id": "take", "text": text("Take")}
    more: dict[str, Any] = {"type": "overflow", "options": [option("Merge"), option("Close")]}
    card: list[dict[str, Any]] = [
        {"type": "header", "text": text("Nowe zgłoszenie do działu IT · 새 IT 요청")},
        {"type": "section", "fields": [text(words[:90]) for words in PEOPLE.values()]},
        {"type": "context", "elements": [{"type": "mrkdwn", "text": CARRY_ON * 3}]},
        {"type": "actions", "elements": [take | {"style": "primary"}, more]},
    ]
    web.chat_postMessage(channel=IT, text="card", blocks=card, thread_ts=first)
    web.chat_postMessage(channel=IT, text="card", blocks=card)
    web.chat_postEphemeral(channel=IT, user="U0ANA00001", text=PEOPLE["ola"])
    for person in ("ben", "ola"):
        fake.act(person, "react", channel="it-happens", ts=first, name="ticket")
    for person in PEOPLE:
        user = fake.state()["users"][person]
        web.views_publish(user_id=user, view={"type": "home", "blocks": card})
    return first


@pytest.fixture
def shown(fake: FakeSlackClient, web: WebClient, receiver: Receiver, root: str) -> Shown:
    """Brings a page to one of the views."""
    form = {
        "type": "modal",
        "title": text("Nowe zgłoszenie"),
        "submit": text("Wyślij"),
        "blocks": [
            question("request", {"type": "plain_text_input", "multiline": True}),
            question("office", {"type": "static_select", "options": [option("Warszawa")]}),
            question("urgency", {"type": "radio_buttons", "options": [option(PEOPLE["ola"][:70])]}),
            question("manager", {"type": "users_select"}, optional=True),
        ],
    }

    def bring(page: Page, view: str) -> None:
        message = page.get_by_test_id("messages").get_by_test_id(f"message-{root}")
        match view:
            case "thread":
                page.get_by_test_id(f"thread-link-{root}").click()
                expect(page.get_by_test_id("thread-messages")).to_contain_text("Carry on")
            case "switcher":
                open_sidebar(page)
                page.get_by_test_id("person-switcher").click()
            case "message menu" | "emoji":
                message.hover()
                tool = "more" if view == "message menu" else "react"
                message.get_by_test_id(f"{tool}-{root}").click()
            case "modal":
                page.get_by_test_id("composer-input").fill("/it")
                page.keyboard.press("Enter")
                page.get_by_test_id("modal-submit").click()
                expect(page.get_by_test_id("field-error-office")).to_be_visible()
            case "home":
                open_sidebar(page)
                page.get_by_test_id("dm-app").click()
                expect(page.get_by_test_id("home")).to_contain_text("Carry on")
            case _:
                page.get_by_test_id("drawer-toggle").click()
                page.get_by_test_id(f"panel-tab-{view}").click()
                expect(page.get_by_test_id(f"panel-{view}").locator("button").first).to_be_visible()

    def open_form(received: Any) -> Any:
        web.views_open(trigger_id=received.fields["trigger_id"], view=form)
        return receiver.on_event(received)

    receiver.on_command = open_form
    return bring


def open_sidebar(page: Page) -> None:
    """On a phone it is behind a button."""
    button = page.get_by_test_id("menu-button")
    if button.is_visible():
        button.click()


@pytest.mark.parametrize("person", PEOPLE)
@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_runs_out_of_the_window_at_any_width_in_any_language(
    window: Window, shown: Shown, width: int, person: str
) -> None:
    for view in ("thread", "home", "modal"):
        page = window(person, width=width)
        shown(page, view)
        assert page.evaluate("document.documentElement.scrollWidth") == width
        assert page.evaluate(OUT_OF_THE_WINDOW, width) == [], view
        assert page.evaluate(SIDEWAYS) == [], view


@pytest.mark.parametrize("view", VIEWS)
def test_a_checker_of_accessibility_finds_no_fault(window: Window, shown: Shown, view: str) -> None:
    """Names, roles, labels, contrast in both colours, sizes: axe-core's rules of WCAG."""
    axe = Axe()
    page = window("ana")
    shown(page, view)
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        found = axe.run(page, options={"runOnly": RULES, "resultTypes": ["violations"]})
        assert found.violations_count == 0, f"{scheme}: {found.generate_report()}"


def test_the_tab_key_walks_from_the_top_through_sidebar_and_messages_to_the_message_box(
    window: Window, root: str
) -> None:
    page = window("ana")
    page.get_by_test_id("skip").focus()
    walked = ["skip"]
    for _ in range(80):
        page.keyboard.press("Tab")
        at = page.evaluate(FOCUS)
        assert at["seen"], at
        assert at["rings"], at
        walked.append(at["id"])
        if at["id"] == "composer-input":
            break
    landmarks = ("skip", "drawer-toggle", "person-switcher", "channel-it-happens", "dm-app")
    expected = (*landmarks, "channel-menu", "messages", "composer-input")
    assert [one for one in walked if one in expected] == [*expected]
    assert all(one != two for one, two in pairwise(walked)), "the focus is never stuck"
