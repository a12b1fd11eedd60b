"""A guided request by hand: from the emoji to its end, clicked as people would, over the deployed
local desk."""

import pytest
from playwright.sync_api import expect

from tests.browser.choosing import pick
from tests.browser.desk_page import SOON, fill_in, messages_of_the_app, send, thread_of
from tests.browser.workspace import Window
from tests.running_desk import Desk

pytestmark = [pytest.mark.browser, pytest.mark.e2e, pytest.mark.enable_socket]


def asked_with(desk: Desk, person: str, emoji: str, words: str) -> str:
    """A message of theirs with that emoji on it; its timestamp."""
    ts = desk.slack.say(person, "it-happens", words)
    desk.slack.act(person, "react", channel="it-happens", ts=ts, name=emoji)
    return ts


def test_an_emoji_leads_through_forms_and_an_approval_to_a_ticket(
    desk_window: Window, desk: Desk
) -> None:
    ana, lena = desk_window("ana"), desk_window("lena")
    ts = asked_with(desk, "ana", "keyboard", "My screen stays black. Could I have another one?")
    thread = thread_of(ana, ts)
    expect(thread).to_contain_text("Keyboard, mouse, monitor, headset", timeout=SOON)
    expect(thread).to_contain_text("Step 1 of up to 4")

    form = fill_in(ana, thread)
    pick(ana, form.locator("[data-block='item']"), "other")
    expect(form.locator("[data-block='other_item']")).to_be_visible(timeout=SOON)
    form.locator("[data-block='other_item']").fill("A cable")
    pick(ana, form.locator("[data-block='item']"), "monitor")
    expect(form.locator("[data-block='other_item']")).to_have_count(0, timeout=SOON)
    pick(ana, form.locator("[data-block='office']"), "warsaw")
    send(ana)
    expect(thread).to_contain_text("“Accessory” is filled in.", timeout=SOON)

    expect(thread).to_contain_text("Step 2 of up to 4", timeout=SOON)
    form = fill_in(ana, thread)
    pick(ana, form.locator("[data-block='manager']"), "U0LENA0001")
    send(ana)

    asks = messages_of_the_app(lena)
    expect(asks).to_contain_text("Ana Reyes asks for a monitor.", timeout=SOON)
    asks.get_by_role("button", name="Approve").last.click()
    expect(thread).to_contain_text("IT gets it ready; ticket #", timeout=SOON)
    expect(thread.get_by_role("button", name="Fill in")).to_have_count(0)


def test_what_can_be_asked_for_is_in_the_home_tab_and_behind_the_command(
    desk_window: Window,
) -> None:
    ola = desk_window("ola")
    ola.get_by_test_id("dm-app").click()
    ola.get_by_test_id("tab-home").click()
    home = ola.get_by_test_id("home")
    expect(home).to_contain_text("O co mogę poprosić", timeout=SOON)
    home.get_by_role("button", name="Poproś").first.click()
    expect(ola.get_by_test_id("modal-title")).to_have_text("Dostęp", timeout=SOON)
    ola.keyboard.press("Escape")

    ola.get_by_test_id("channel-it-happens").click()
    ola.get_by_test_id("composer-input").fill("/it phone")
    ola.keyboard.press("Enter")
    expect(ola.get_by_test_id("modal-title")).to_have_text("Telefon lub SIM", timeout=SOON)
    ola.keyboard.press("Escape")


def test_a_checklist_shows_who_has_done_what(desk_window: Window, desk: Desk) -> None:
    """Of a lost device, which nobody reads about in the channel."""
    ana, lena = desk_window("ana"), desk_window("lena")
    ts = asked_with(desk, "ana", "sos", "My bag is gone")
    asks = messages_of_the_app(ana)
    expect(asks).to_contain_text("Lost or stolen device", timeout=SOON)
    form = fill_in(ana, asks)
    pick(ana, form.locator("[data-block='device']"), "laptop")
    form.get_by_role("radio", name="No").check()
    form.locator("[data-block='last_seen']").fill("On the train")
    form.locator("[data-block='reach_me']").fill("555-0100")
    send(ana)

    work = messages_of_the_app(lena)
    expect(work).to_contain_text("Until nobody can use it", timeout=SOON)
    item = work.get_by_role("button", name="Signed out everywhere").last
    item.click(timeout=SOON)
    expect(work).to_contain_text("✅ Signed out everywhere", timeout=SOON)
    expect(work.get_by_role("button", name="Signed out everywhere")).to_have_count(0)
    assert all(
        one["ts"] == ts or one.get("thread_ts") != ts for one in desk.slack.messages("it-happens")
    )
