"""The faults tab of the control panel: what breaks on purpose, and how it is mended."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from tests.browser.workspace import Window
from tests.functional.fake_slack.harness import Receiver
from tools.fake_slack.client import FakeSlackClient
from tools.fake_slack.sending.fault_kinds import ON_CALLS, Do

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]
Faults = Callable[[], Page]
SETTINGS_IN_FORMS: dict[str, dict[str, Any]] = {
    "ratelimited": {"retry_after": 30},
    "http_status": {"status": 500, "body": "html"},
    "error": {"error": "internal_error"},
    "slow": {"seconds": 5},
    "limit": {"per_minute": 1, "times": None},
    "read_lag": {"seconds": 5, "times": None},
    "duplicate": {"copies": 1, "seconds": 0, "new_event_ids": True},
    "delay": {"seconds": 5},
    "reorder": {"copies": 2, "kind": "event"},
    "replay": {"seconds": 5},
    "outage": {"lasts": 300, "times": None},
    "stale": {"seconds": -600},
    "oversized": {"size": 2_000_000},
}
"""What each form asks for when nothing is changed in it."""


@pytest.fixture
def faults(window: Window) -> Faults:
    """A page with the faults tab open."""

    def open_page() -> Page:
        page = window("ana")
        page.get_by_test_id("drawer-toggle").click()
        page.get_by_test_id("panel-tab-faults").click()
        expect(page.get_by_test_id("fault-list")).to_have_text("Nothing. Slack behaves.")
        return page

    return open_page


def offered(page: Page, on: str) -> set[str]:
    options = page.get_by_test_id(f"fault-{on}-do").locator("option")
    return {str(option.get_attribute("value")) for option in options.all()}


def test_every_fault_there_is_can_be_chosen(faults: Faults) -> None:
    page = faults()
    assert offered(page, "call") == {do.value for do in ON_CALLS}
    assert offered(page, "delivery") == {do.value for do in Do} - {do.value for do in ON_CALLS}


@pytest.mark.parametrize("on", ["call", "delivery"])
def test_every_form_adds_its_fault_and_every_fault_can_be_removed(
    faults: Faults, fake: FakeSlackClient, on: str
) -> None:
    page = faults()
    for number, do in enumerate(sorted(offered(page, on)), start=1):
        page.get_by_test_id(f"fault-{on}-do").select_option(do)
        page.get_by_test_id(f"fault-{on}-add").click()
        expect(page.get_by_test_id(f"fault-F{number}")).to_be_visible()
        [added] = fake.faults()
        wanted: dict[str, Any] = {"on": on, "do": do, **SETTINGS_IN_FORMS.get(do, {})}
        assert {name: added[name] for name in wanted} == wanted
        page.get_by_test_id(f"fault-remove-F{number}").click()
        expect(page.get_by_test_id("fault-list")).to_have_text("Nothing. Slack behaves.")
    assert fake.faults() == []


def test_a_fault_hits_what_was_chosen_and_as_often(
    faults: Faults, fake: FakeSlackClient, web: WebClient
) -> None:
    page = faults()
    page.get_by_test_id("fault-call-do").select_option("error")
    page.get_by_test_id("fault-call-error").fill("fatal_error")
    page.get_by_test_id("fault-call-method").fill("auth.test, chat.update")
    page.get_by_test_id("fault-call-times").fill("2")
    page.get_by_test_id("fault-call-add").click()
    line = page.get_by_test_id("fault-F1")
    expect(line).to_contain_text("method auth.test, chat.update")
    expect(line).to_contain_text("hit 0 ×")
    assert web.api_test()["ok"]
    with pytest.raises(SlackApiError, match="fatal_error"):
        web.auth_test()
    expect(line).to_contain_text("hit 1 ×")
    expect(line).to_contain_text("1 left")
    with pytest.raises(SlackApiError, match="fatal_error"):
        web.auth_test()
    expect(page.get_by_test_id("fault-list")).to_have_text("Nothing. Slack behaves.")


def test_deliveries_are_chosen_by_kind_type_channel_and_person(
    faults: Faults, fake: FakeSlackClient
) -> None:
    page = faults()
    page.get_by_test_id("fault-delivery-do").select_option("delay")
    page.get_by_test_id("fault-delivery-seconds").fill("7")
    page.get_by_test_id("fault-delivery-kind").select_option("event")
    page.get_by_test_id("fault-delivery-type").fill("message")
    page.get_by_test_id("fault-delivery-channel").fill("#it-happens")
    page.get_by_test_id("fault-delivery-user").fill("ana")
    page.get_by_test_id("fault-delivery-chance").fill("50")
    page.get_by_test_id("fault-delivery-lasts").fill("60")
    page.get_by_test_id("fault-delivery-add").click()
    expect(page.get_by_test_id("fault-F1")).to_contain_text("50 %")
    [added] = fake.faults()
    wanted = {
        "seconds": 7,
        "kind": "event",
        "type": "message",
        "channel": "C0ITHAPPEN",
        "user": "U0ANA00001",
        "probability": 0.5,
        "lasts": 60,
        "times": 1,
    }
    assert {name: added[name] for name in wanted} == wanted


def test_an_outage_needs_an_end(faults: Faults, fake: FakeSlackClient) -> None:
    page = faults()
    page.get_by_test_id("fault-delivery-do").select_option("outage")
    page.get_by_test_id("fault-delivery-lasts").fill("")
    page.get_by_test_id("fault-delivery-add").click()
    expect(page.locator("[data-testid='fault-delivery-lasts']:invalid")).to_be_focused()
    assert fake.faults() == []


def test_held_events_are_released_in_another_order(
    faults: Faults, fake: FakeSlackClient, receiver: Receiver
) -> None:
    page = faults()
    page.get_by_test_id("fault-delivery-do").select_option("hold")
    page.get_by_test_id("fault-delivery-times").fill("")
    page.get_by_test_id("fault-delivery-add").click()
    expect(page.get_by_test_id("fault-F1")).to_be_visible()
    for text in ("first", "second"):
        fake.say("ana", "it-happens", text)
    fake.wait()
    expect(page.get_by_test_id("held")).to_contain_text("2 held back")
    page.get_by_test_id("release-reverse").click()
    expect(page.get_by_test_id("held")).to_have_count(0)
    assert [event["text"] for event in receiver.events("message")] == ["second", "first"]
    fake.say("ana", "it-happens", "third")
    page.get_by_test_id("release-fifo").click()
    expect(page.get_by_test_id("held")).to_have_count(0)
    assert receiver.events("message")[-1]["text"] == "third"


@pytest.mark.parametrize(
    ("preset", "does"),
    [
        ("down", ["http_status", "outage"]),
        ("network", ["slow", "drop_after", "drop_before", "cut_answer", "delay"]),
        ("limits", ["ratelimited"]),
        ("twice", ["duplicate"]),
        ("reads", ["read_lag"]),
    ],
)
def test_ready_made_faults_are_one_click_and_one_click_mends_them(
    faults: Faults, fake: FakeSlackClient, preset: str, does: list[str]
) -> None:
    page = faults()
    page.get_by_test_id(f"preset-{preset}").click()
    expect(page.locator("[data-testid='fault-list'] > div")).to_have_count(len(does))
    assert [one["do"] for one in fake.faults()] == does
    page.get_by_test_id("fault-clear").click()
    expect(page.get_by_test_id("fault-list")).to_have_text("Nothing. Slack behaves.")


def test_all_open_triggers_expire_at_once(faults: Faults) -> None:
    page = faults()
    page.get_by_test_id("expire-triggers").click()
    expect(page.get_by_test_id("fault-outcome")).to_contain_text("have expired")


def test_event_deliveries_are_switched_off_and_on(
    faults: Faults, fake: FakeSlackClient, receiver: Receiver
) -> None:
    page = faults()
    expect(page.get_by_test_id("event-flow")).to_have_text("Events are sent.")
    page.get_by_test_id("event-switch").click()
    expect(page.get_by_test_id("event-flow")).to_have_text("No events are sent.")
    fake.say("ana", "it-happens", "nobody hears me")
    fake.wait()
    assert receiver.events("message") == []
    page.get_by_test_id("event-switch").click()
    expect(page.get_by_test_id("event-flow")).to_have_text("Events are sent.")
