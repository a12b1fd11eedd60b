"""The pictures of docs/paging.md: an outage in the night in which the clocks change, from the form
to its review, mostly on phones."""

import subprocess
import sys
from datetime import UTC, date, datetime, timedelta

from playwright.sync_api import Locator, Page

from tools.pictures.studio import ROOT, Studio, save
from tools.pictures.tickets import IT, newest, opened_direct, phone, until

ON_CALL = "it-oncall"
SAID = "vpn: Nikt nie może się połączyć"
ADAMS_FIRST_WEEK = date(2026, 1, 5)
"""Of the second line; Lena has every other one."""
MINUTE = timedelta(minutes=1)


def play_and_take(studio: Studio) -> None:
    night = adams_night(studio)
    travel(studio, night - 2 * MINUTE)
    take_report(studio, night)
    take_card(studio)
    travel(studio, night + 6 * MINUTE)
    take_page(studio)
    travel(studio, night + 25 * MINUTE)
    take_review(studio)


def adams_night(studio: Studio) -> datetime:
    """02:59 in Warsaw, right before it is 02:00 again, in a week of Adam's, who reads Polish."""
    now = datetime.fromtimestamp(float(str(studio.slack.clock()["now"])), UTC)
    year = now.year
    while True:
        last = datetime(year, 10, 31, 0, 59, tzinfo=UTC)
        night = last - timedelta(days=last.isoweekday() % 7)
        weeks = (night.date() - ADAMS_FIRST_WEEK).days // 7
        if night > now and weeks % 2 == 0:
            return night
        year += 1


def take_report(studio: Studio, night: datetime) -> None:
    slack = studio.slack
    with studio.window("ola", width=1000, height=820) as ola:
        slack.act("ola", "slash", channel=IT, command="/urgent", text=SAID)
        modal = ola.get_by_test_id("modal")
        modal.locator("[data-block='affected']").fill("Biuro w Warszawie")
        save(modal, "outage-form")
        travel(studio, night)
        ola.get_by_test_id("modal-submit").click()
        until(studio, studio.channels[ON_CALL], "incident.acknowledge")


def take_card(studio: Studio) -> None:
    with phone(studio, "lena", ON_CALL) as lena:
        shown(lena, "Nobody has acknowledged")
        save(lena, "outage-card")


def take_page(studio: Studio) -> None:
    direct = opened_direct(studio, "adam")
    until(studio, direct, "incident.acknowledge")
    with phone(studio, "adam", direct) as adam:
        page = shown(adam, "poziom 2")
        save(adam, "outage-page")
        page.locator("button", has_text="Potwierdzam").click()
    direct = opened_direct(studio, "ola")
    until(studio, direct, "Adam Zielinski")
    with phone(studio, "ola", direct) as ola:
        shown(ola, "Adam Zielinski")
        save(ola, "outage-told")


def take_review(studio: Studio) -> None:
    slack, channel = studio.slack, studio.channels[ON_CALL]
    until(studio, channel, "incident.resolve")
    card = next(one for one in slack.messages(ON_CALL) if "incident.resolve" in str(one))
    for action in ("incident.resolve", "incident.review"):
        until(studio, channel, action)
        slack.act("adam", "click", channel=channel, ts=card["ts"], action_id=action)
    with studio.window("lena", 1000, 940, thread=str(card["ts"]), channel=ON_CALL) as lena:
        thread = lena.get_by_test_id("thread-pane")
        thread.get_by_text("Review of outage").first.wait_for()
        save(thread, "outage-review")


def shown(page: Page, words: str) -> Locator:
    """The newest message, once it says this."""
    newest(page).get_by_text(words).first.wait_for()
    newest(page).scroll_into_view_if_needed()
    return newest(page)


def travel(studio: Studio, at: datetime) -> None:
    command = [sys.executable, "-m", "tools.local_cloud", "tick", "--at", at.isoformat()]
    subprocess.run(command, cwd=ROOT, env=studio.env, check=True)
