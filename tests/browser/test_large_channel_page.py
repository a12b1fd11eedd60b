"""A channel with ten thousand messages: it opens, scrolls and goes on as a small one does."""

import threading
import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Windows
from tests.functional.fake_slack.harness import ROOT, config_of, serving, url_of
from tools.fake_slack.client import FakeSlackClient
from tools.fake_slack.seed.manifest import load_manifest
from tools.fake_slack.server import FakeSlackServer, listen
from tools.fake_slack.state.messages import Message

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

MANY = 10_000
KEPT = 200
APART_S = 60
FIRST = 1_794_000_000
WRITERS = ("U0XENA0001", "U0LENA0001", "U0CORA0001")
SCROLL = """async (scroller, by) => {
    // By a step a frame; answers with what was seen, and how far a message moved by itself.
    const seen = new Set();
    let most = 0, jumped = 0;
    for (let step = 0; step < 120; step += 1) {
        const middle = [...scroller.querySelectorAll(".message")]
            .find((one) => one.getBoundingClientRect().bottom > 400);
        scroller.scrollTop += by;
        const before = middle.getBoundingClientRect().top;
        await new Promise(requestAnimationFrame);
        const after = scroller.querySelector(`[data-ts="${middle.dataset.ts}"]`);
        if (after) jumped = Math.max(jumped, Math.abs(after.getBoundingClientRect().top - before));
        const all = scroller.querySelectorAll(".message");
        for (const one of all) seen.add(one.dataset.ts);
        most = Math.max(most, all.length);
    }
    return {seen: seen.size, most, jumped};
}"""


def stamp(number: int) -> str:
    return f"{FIRST + number * APART_S}.000100"


@pytest.fixture(scope="module")
def large() -> Iterator[FakeSlackClient]:
    """A workspace whose #x-team was busy for a week."""
    listener = listen(0)
    url = url_of(listener)
    manifest = load_manifest(ROOT / "slack_manifest.yaml", "http://127.0.0.1:9")
    server = FakeSlackServer(config_of(url, manifest))
    channel = server.app.state.holder.slack.workspace.channels["C0XTEAM001"]
    for number in range(MANY):
        text, user = f"Message {number} " + "with words " * (number % 40), WRITERS[number % 3]
        channel.add(Message(channel=channel.id, ts=stamp(number), text=text, user=user))
    with FakeSlackClient(url) as client:
        for _ in serving(server, listener):
            yield client


@pytest.fixture
def ana(windows: Windows, large: FakeSlackClient) -> Page:
    page = windows(large.base_url, "ana")
    page.get_by_test_id("channel-x-team").click()
    expect(page.get_by_test_id(f"message-{stamp(MANY - 1)}")).to_be_visible()
    return page


def test_older_messages_come_on_demand_without_a_jump_and_the_page_stays_small(ana: Page) -> None:
    scroller = ana.get_by_test_id("messages")
    assert scroller.locator(".message").count() < KEPT
    up = scroller.evaluate(SCROLL, -300)
    assert up["seen"] > KEPT
    assert up["most"] <= KEPT
    assert up["jumped"] < 2
    expect(ana.get_by_test_id(f"message-{stamp(MANY - 1)}")).to_have_count(0)
    down = scroller.evaluate(SCROLL, 200)
    assert down["jumped"] < 2
    ana.get_by_test_id("jump-latest").click()
    expect(ana.get_by_test_id(f"message-{stamp(MANY - 1)}")).to_be_visible()


def test_the_beginning_and_any_day_are_reached_at_once(ana: Page) -> None:
    ana.locator("[data-testid^=day-]").last.click()
    ana.get_by_test_id("jump-start").click()
    expect(ana.get_by_test_id(f"message-{stamp(0)}")).to_be_in_viewport()
    ana.locator("[data-testid^=day-]").first.click()
    ana.get_by_test_id("jump-date").fill("2026-11-09")
    first_of_day = ana.get_by_test_id("messages").locator("[data-testid='day-2026-11-09']")
    expect(first_of_day).to_be_in_viewport()


def test_an_old_message_opens_by_its_address(ana: Page, large: FakeSlackClient) -> None:
    address = f"/archives/C0XTEAM001/p{stamp(5_000).replace('.', '')}"
    ana.goto(f"{large.base_url}{address}?as=ana")
    expect(ana.get_by_test_id(f"message-{stamp(5_000)}")).to_be_focused()
    expect(ana.get_by_test_id("jump-latest")).to_be_visible()


def test_a_burst_of_messages_arrives_whole_and_typing_goes_on(
    ana: Page, large: FakeSlackClient
) -> None:
    field = ana.get_by_test_id("composer-input")
    said: list[str] = []

    def burst() -> None:
        said.extend(large.say("xena", "x-team", f"Burst {number}") for number in range(100))

    started = time.monotonic()
    busy = threading.Thread(target=burst)
    busy.start()
    field.press_sequentially("Still typing")
    busy.join()
    expect(ana.get_by_test_id(f"message-{said[-1]}")).to_be_in_viewport()
    expect(field).to_have_value("Still typing")
    assert time.monotonic() - started < 10
    assert ana.get_by_test_id("messages").locator(".message").count() <= KEPT
