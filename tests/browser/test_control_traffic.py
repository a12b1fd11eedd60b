"""The traffic tab of the control panel: every request both ways, opened, copied, sent again."""

import shutil
import subprocess

import pytest
from playwright.sync_api import Page, expect
from slack_bolt import App
from slack_sdk import WebClient
from starlette.responses import Response

from tests.browser.workspace import IT, Window
from tests.functional.fake_slack.harness import BOT_TOKEN, SIGNING_SECRET, Receiver, read_by
from tools.fake_slack.client import FakeSlackClient

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]
EVENT, CALL = "traffic-event-message", "traffic-call-chat.postMessage"


@pytest.fixture
def traffic(window: Window) -> Window:
    """The page of a person with the traffic tab open."""

    def open_page(person: str) -> Page:
        page = window(person)
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        page.get_by_test_id("drawer-toggle").click()
        expect(page.get_by_test_id("panel-traffic")).to_be_visible()
        return page

    return open_page


def copied(page: Page, entry: str, button: str) -> str:
    page.get_by_test_id(entry).get_by_test_id(button).click()
    expect(page.get_by_test_id(entry).get_by_role("status")).to_have_text("Copied.")
    return str(page.evaluate("navigator.clipboard.readText()"))


def run(script: str, **secrets: str) -> str:
    """What the terminal shows."""
    shell = shutil.which("sh")
    assert shell
    done = subprocess.run(
        [shell, "-c", script],
        env={"PATH": "/usr/bin:/bin", **secrets},
        capture_output=True,
        check=True,
        text=True,
    )
    return done.stdout


def test_requests_appear_as_they_happen_newest_first(
    traffic: Window, fake: FakeSlackClient, web: WebClient
) -> None:
    page = traffic("ana")
    expect(page.get_by_test_id("traffic-list")).to_contain_text("Nothing was sent or called yet")
    fake.say("ana", "it-happens", "my laptop is slow")
    fake.wait()
    event = page.get_by_test_id(EVENT)
    expect(event).to_contain_text("#it-happens · Ana Reyes")
    expect(event).to_contain_text("200")
    web.auth_test()
    expect(page.get_by_test_id("traffic-call-auth.test")).to_contain_text("ok")
    first = page.locator("[data-testid='traffic-list'] > details").first
    expect(first).to_have_attribute("data-testid", "traffic-call-auth.test")
    expect(page.get_by_test_id("traffic-kind").locator("option").first).to_have_text(
        "Everything (3)"
    )
    expect(page.get_by_test_id("traffic-verification-url_verification")).to_be_visible()


def test_an_open_line_stays_open_and_shows_the_attempts_that_follow(
    traffic: Window, fake: FakeSlackClient, receiver: Receiver
) -> None:
    receiver.on_event = lambda _received: Response("broken", 500)
    fake.clock(mode="frozen")
    fake.say("ana", "it-happens", "my laptop is slow")
    fake.wait()
    page = traffic("ana")
    event = page.get_by_test_id(EVENT)
    event.locator("summary").click()
    expect(event.get_by_test_id("attempt")).to_have_count(1)
    expect(event).to_contain_text('"text": "my laptop is slow"')
    expect(event.get_by_test_id("attempt")).to_contain_text("500 (http_error)")
    expect(event.get_by_test_id("attempt")).to_contain_text("X-Slack-Signature: v0=")
    expect(event.get_by_test_id("attempt")).to_contain_text("broken")
    fake.advance(2)
    fake.wait()
    expect(event.get_by_test_id("attempt")).to_have_count(2)
    expect(event.get_by_test_id("attempt").last).to_contain_text("x-slack-retry-num: 1")
    expect(event.locator("summary")).to_contain_text("500 ×2")


def test_a_call_shows_arguments_answer_and_both_clocks(
    traffic: Window, fake: FakeSlackClient, web: WebClient
) -> None:
    fake.advance(3600)
    web.chat_postMessage(channel=IT, text="안녕하세요")
    page = traffic("ana")
    call = page.get_by_test_id(CALL)
    call.locator("summary").click()
    expect(call).to_contain_text('"text": "안녕하세요"')
    expect(call).to_contain_text('"ok": true')
    expect(call).to_contain_text("Slack's clock")
    expect(call).to_contain_text("Wall clock")
    expect(call).to_contain_text("#it-happens (C0ITHAPPEN)")
    expect(call).not_to_contain_text(BOT_TOKEN)


def test_the_list_is_filtered_by_text_kind_and_errors(
    traffic: Window, fake: FakeSlackClient, web: WebClient
) -> None:
    fake.say("ana", "it-happens", "my printer")
    fake.wait()
    web.auth_test()
    page = traffic("ana")
    lines = page.locator("[data-testid='traffic-list'] > details")
    expect(lines).to_have_count(3)
    page.get_by_test_id("traffic-text").fill("PRINTER")
    expect(lines).to_have_count(1)
    expect(lines.first).to_have_attribute("data-testid", EVENT)
    page.get_by_test_id("traffic-text").fill("")
    page.get_by_test_id("traffic-kind").select_option("call")
    expect(lines).to_have_count(1)
    expect(lines.first).to_have_attribute("data-testid", "traffic-call-auth.test")
    page.get_by_test_id("traffic-errors").check()
    expect(page.get_by_test_id("traffic-list")).to_contain_text("nothing that fits")


def test_the_list_pauses_and_goes_on(
    traffic: Window, fake: FakeSlackClient, web: WebClient
) -> None:
    page = traffic("ana")
    web.auth_test()
    expect(page.get_by_test_id("traffic-call-auth.test")).to_have_count(1)
    pause = page.get_by_test_id("traffic-pause")
    pause.click()
    expect(pause).to_have_attribute("aria-pressed", "true")
    web.api_test()
    page.clock.install()
    page.clock.fast_forward(5000)
    expect(page.get_by_test_id("traffic-call-api.test")).to_have_count(0)
    pause.click()
    expect(page.get_by_test_id("traffic-call-api.test")).to_have_count(1)


def test_older_requests_come_on_demand(traffic: Window, web: WebClient) -> None:
    for _ in range(101):
        web.auth_test()
    page = traffic("ana")
    lines = page.locator("[data-testid='traffic-list'] > details")
    expect(lines).to_have_count(100)
    page.get_by_test_id("traffic-more").click()
    expect(lines).to_have_count(101)
    expect(page.get_by_test_id("traffic-more")).to_be_hidden()


def test_a_delivery_is_sent_again(
    traffic: Window, fake: FakeSlackClient, receiver: Receiver
) -> None:
    fake.say("ana", "it-happens", "once more")
    fake.wait()
    page = traffic("ana")
    page.get_by_test_id(EVENT).locator("summary").click()
    page.get_by_test_id(EVENT).get_by_test_id("send-again").click()
    expect(page.get_by_test_id(EVENT)).to_have_count(2)
    fake.wait()
    first, second = receiver.of("events")
    assert first.body == second.body


def test_a_call_is_replayed(traffic: Window, fake: FakeSlackClient, web: WebClient) -> None:
    web.chat_postMessage(channel=IT, text="once more")
    page = traffic("ana")
    page.get_by_test_id(CALL).locator("summary").click()
    page.get_by_test_id(CALL).get_by_test_id("replay").click()
    expect(page.get_by_test_id(CALL)).to_have_count(2)
    assert [one["text"] for one in fake.messages("it-happens")] == ["once more", "once more"]


@pytest.mark.skipif(not shutil.which("curl"), reason="needs curl")
@pytest.mark.parametrize("button", ["copy-curl", "copy-signed"])
def test_a_copied_delivery_runs_in_a_terminal_with_a_right_signature(
    traffic: Window, fake: FakeSlackClient, receiver: Receiver, bolt: App, button: str
) -> None:
    fake.say("ana", "it-happens", "it's 50% \"broken\"; 'really' \\ $HOME")
    fake.wait()
    page = traffic("ana")
    page.get_by_test_id(EVENT).locator("summary").click()
    script = copied(page, EVENT, button)
    assert "200 OK" in run(script, SLACK_SIGNING_SECRET=SIGNING_SECRET)
    assert ("DESK_STATE" in script) is (button == "copy-curl")
    first, second = receiver.of("events")
    assert first.body == second.body
    assert read_by(bolt, second) != 401


@pytest.mark.skipif(not shutil.which("curl"), reason="needs curl")
def test_a_copied_call_runs_in_a_terminal_with_the_token_from_the_environment(
    traffic: Window, fake: FakeSlackClient, web: WebClient
) -> None:
    blocks = [{"type": "section", "text": {"type": "mrkdwn", "text": "it's *new*"}}]
    web.chat_postMessage(channel=IT, text="it's new", blocks=blocks)
    page = traffic("ana")
    page.get_by_test_id(CALL).locator("summary").click()
    script = copied(page, CALL, "copy-curl")
    assert BOT_TOKEN not in script
    assert '"ok":true' in run(script, SLACK_BOT_TOKEN=BOT_TOKEN)
    assert len(fake.messages("it-happens")) == 2
