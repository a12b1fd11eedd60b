"""An outage by hand, in the night in which the clocks change: reported by an emoji at 02:59, nobody
answers at the first level, acknowledged at the second in Polish, resolved and reviewed; with time
travel, clicked over the deployed local desk (A1-05)."""

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.choosing import pick
from tests.browser.desk_page import (
    fill_in,
    last_message,
    messages_of_the_app,
    press,
    react,
    say,
    sees,
    send,
    thread_of,
)
from tests.browser.workspace import Window
from tests.night_of_change import night_of_change
from tests.ports import free_port_base
from tests.running_desk import Desk, running_desk

pytestmark = [pytest.mark.browser, pytest.mark.e2e, pytest.mark.enable_socket]

MINUTE = timedelta(minutes=1)
SAID = "Nikt w biurze nie ma Wi-Fi"
LATER = "Kontroler Wi-Fi potrzebuje zapasowego zasilania"
REVIEWED = (
    re.compile(r"Reported: dzisiaj 2:59"),
    re.compile(r"Acknowledged after \d+ min by Adam Zielinski"),
    re.compile(r"Over: dzisiaj 2:\d\d, after [23]\d min"),
    re.compile(r"2:59:\d\d · Ola Nowak reported an outage."),
    re.compile(r"2:59:\d\d · Level 1, round 1: 1 was called. \(Ben Carter\)"),
    re.compile(r"2:0\d:\d\d · Level 2, round 1: 1 was called. \(Adam Zielinski\)"),
    re.compile(r"2:\d\d:\d\d · Adam Zielinski acknowledged it."),
    re.compile(r"2:\d\d:\d\d · Adam Zielinski resolved it."),
)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Of its own: that night, all that other tests have left on the shared one would be due."""
    with running_desk(tmp_path_factory.mktemp("night"), free_port_base()) as running:
        yield running


def form_after_the_emoji(ola: Page) -> Locator:
    react(ola, say(ola, SAID), "rotating_light")
    form = fill_in(ola, messages_of_the_app(ola), "Zgłoś awarię")
    sees(form, "Od razu wzywamy osobę na dyżurze, także w nocy.")
    expect(form.locator("[data-block='impact']")).to_have_value(SAID)
    pick(ola, form.locator("[data-block='service']"), "wifi")
    form.locator("[data-block='affected']").fill("Biuro w Warszawie")
    return form


def test_an_outage_in_the_night_in_which_the_clocks_change(desk_window: Window, desk: Desk) -> None:
    night = night_of_change(desk)
    ola, ben, adam, lena = (desk_window(person) for person in ("ola", "ben", "adam", "lena"))
    for called in (ben, adam):
        messages_of_the_app(called)
    lena.get_by_test_id("channel-it-oncall").click()
    desk.tick(night - 9 * MINUTE)
    form_after_the_emoji(ola)
    desk.tick(night)
    send(ola)

    sees(last_message(ola, "Właśnie wzywamy osobę na dyżurze"), "Wi-Fi")
    card = last_message(lena, SAID)
    sees(card, "Nobody has acknowledged yet · level 1 of 2, round 1 of 2")
    sees(card, "since today 2:59 · reported by Ola Nowak")
    sees(last_message(ben, SAID), "You are called because you are on call: IT outages, level 1.")

    desk.tick(night + 6 * MINUTE)
    page = last_message(adam, SAID)
    sees(page, "Wezwanie, bo masz dyżur: IT outages, poziom 2.", "Zgłoszona dzisiaj 2:59.")
    sees(page, re.compile(r"dzisiaj 2:1\d wzywamy wszystkich ponownie"))
    sees(card, "level 2 of 2, round 1 of 2", re.compile(r"Adam Zielinski · .*called today 2:0\d"))
    press(page, "Potwierdzam")
    sees(card, re.compile(r"Adam Zielinski has had it since today 2:\d\d"))
    expect(card.locator("button", has_text="Acknowledge")).to_have_count(0)
    last_message(ola, "zajmuje się Adam Zielinski")
    last_message(ben, "Adam Zielinski sees to outage")

    desk.tick(night + 25 * MINUTE)
    adam.get_by_test_id("channel-it-oncall").click()
    card = last_message(adam, SAID)
    press(card, "Resolve")
    last_message(ola, "jest zakończona")
    press(card, "Write the review")
    thread = thread_of(adam, card.get_attribute("data-ts"))
    review = thread.locator("article", has_text="Review of outage")
    sees(review, *REVIEWED)

    form = fill_in(adam, review, "Add an action item")
    form.locator("[data-block='text']").fill(LATER)
    pick(adam, form.locator("[data-block='inbox']"), "it")
    send(adam)
    messages_of_the_app(adam)
    last_message(adam, LATER)
    ola.get_by_test_id("channel-it-happens").click()
    expect(ola.get_by_test_id("messages").locator("article", has_text=SAID)).to_have_count(1)
