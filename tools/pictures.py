"""Takes the documents' pictures of a short story that it plays on a desk of its own.

Whoever changed how the page looks runs `make pictures` and looks at each picture.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, Locator, Page, sync_playwright

from tools.fake_slack.client import FakeSlackClient

ROOT = Path(__file__).parents[1]
PICTURES = ROOT / "docs" / "pictures"
PORT_BASE = "4890"
MAX_BYTES = 200 * 1024
SOON_MS = 60_000
"""For the way through the desk; a cold function takes its time."""
IT = "it-happens"
PANELS = {"clock": 560, "world": 720, "faults": 790, "webhooks": 520, "install": 400}
"""Tabs of the control panel, and how high a picture of each is."""
MINJUNS_FORM = {
    "request": "Second monitor for the Seoul office",
    "location": "seoul",
    "manager": "lena",
    "help": "I moved desks last week. A 27-inch one like before would be perfect.",
    "urgency": "normal",
}


@dataclass(frozen=True, slots=True)
class Studio:
    """Opens windows of the running desk's workspace."""

    browser: Browser
    slack: FakeSlackClient

    @contextmanager
    def window(
        self,
        person: str,
        width: int = 1280,
        height: int = 800,
        scheme: Literal["light", "dark"] = "light",
        thread: str | None = None,
        sharpness: float = 1,
    ) -> Iterator[Page]:
        context = self.browser.new_context(
            viewport={"width": width, "height": height},
            device_scale_factor=sharpness,
            color_scheme=scheme,
            reduced_motion="reduce",
        )
        page = context.new_page()
        page.set_default_timeout(SOON_MS)
        beside = f"&thread={thread}" if thread else ""
        page.goto(f"{self.slack.base_url}/?as={person}&channel=C0ITHAPPEN{beside}")
        page.wait_for_selector("body[data-ready]")
        yield page
        context.close()


def main() -> int:
    chromium = shutil.which("chromium")
    if chromium is None:
        print("error: Chromium is not installed", file=sys.stderr)
        return 1
    PICTURES.mkdir(exist_ok=True)
    with a_desk() as url, FakeSlackClient(url) as slack, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        vpn = play_the_story(Studio(browser, slack))
        take_all(Studio(browser, slack), vpn)
        browser.close()
    large = [one.name for one in PICTURES.glob("*.png") if one.stat().st_size > MAX_BYTES]
    if large:
        print(f"error: larger than {MAX_BYTES} bytes: {', '.join(large)}", file=sys.stderr)
    return 1 if large else 0


@contextmanager
def a_desk() -> Iterator[str]:
    """The address of a fresh workspace with the desk behind it."""
    with tempfile.TemporaryDirectory() as state:
        env = {**os.environ, "DESK_STATE": state}
        env.setdefault("PORT_BASE", PORT_BASE)
        for name in ("SLACK_API_URL", "DESK_FILE"):
            env.pop(name, None)
        desk = [sys.executable, "-m", "tools.local_cloud"]
        subprocess.run([*desk, "up"], cwd=ROOT, env=env, check=True)
        try:
            yield f"http://127.0.0.1:{int(env['PORT_BASE']) + 1}"
        finally:
            subprocess.run([*desk, "down"], cwd=ROOT, env=env, check=True)


def play_the_story(studio: Studio) -> str:
    """Ana's VPN becomes a ticket that Ben takes; Minjun sends the form. The ts of Ana's message."""
    slack = studio.slack
    slack.say(
        "lena",
        IT,
        "The new headsets have arrived in Warsaw and Austin. Ask here if yours "
        "is due for a change :headphones:",
    )
    vpn = slack.say(
        "ana",
        IT,
        "The VPN will not let me in since this morning: “certificate "
        "expired”. I have a customer call at 2 :telephone_receiver:",
    )
    with studio.window("ben", thread=vpn) as ben:
        for person in ("ana", "ben"):
            slack.act(person, "react", channel=IT, ts=vpn, name="ticket")
        thread = ben.get_by_test_id("thread-pane")
        thread.get_by_role("button", name="Take").click()
        thread.get_by_text("Taken").wait_for()
        slack.say("ola", IT, "Same in Warsaw, two of us so far.", vpn)
        slack.say(
            "ben",
            IT,
            "Got it: the gateway's certificate ran out at midnight. Renewing it now, five minutes.",
            vpn,
        )
        slack.say("ana", IT, "You are a hero. Connected again :sparkles:", vpn)
        slack.act("minjun", "slash", channel=IT, command="/it")
        slack.wait("view", user="minjun", timeout=60)
        slack.act("minjun", "submit", values=MINJUNS_FORM)
        ben.get_by_text("27-inch").wait_for()
    slack.wait("idle", timeout=60)
    return vpn


def take_all(studio: Studio, vpn: str) -> None:
    with studio.window("ben", thread=vpn) as ben:
        ben.get_by_test_id("messages").get_by_test_id(f"message-{vpn}").hover()
        save(ben, "first-ticket")
    with studio.window("ben") as ben:
        ben.get_by_test_id("dm-app").click()
        ben.get_by_test_id("home").get_by_text("My team's queue").wait_for()
        save(ben, "home-tab")
    with studio.window("ola", scheme="dark", thread=vpn) as ola:
        save(ola, "dark")
    with studio.window("ana", width=390, height=780, thread=vpn, sharpness=1.5) as ana:
        save(ana, "phone")
    with studio.window("minjun", height=840) as minjun:
        minjun.get_by_test_id("composer-input").fill("/it")
        minjun.keyboard.press("Enter")
        minjun.get_by_test_id("modal-title").wait_for()
        minjun.get_by_test_id("modal-submit").click()
        save(minjun, "form-korean")
    with studio.window("ana") as ana:
        ana.get_by_test_id("person-switcher").click()
        save(ana, "people")
    take_the_panel(studio)


def take_the_panel(studio: Studio) -> None:
    with studio.window("lena", height=720) as lena:
        lena.get_by_test_id("drawer-toggle").click()
        lena.get_by_test_id("traffic-call-chat.postMessage").first.click()
        save(lena, "panel-traffic")
    slack = studio.slack
    slack.fault("call", "ratelimited", method="chat.postMessage", retry_after=30)
    slack.fault("delivery", "duplicate", copies=2)
    with studio.window("lena", width=1400, sharpness=1.25) as lena:
        lena.get_by_test_id("drawer-toggle").click()
        for tab, height in PANELS.items():
            lena.set_viewport_size({"width": 1400, "height": height})
            lena.get_by_test_id(f"panel-tab-{tab}").click()
            lena.get_by_test_id(f"panel-{tab}").locator("button").first.wait_for()
            save(lena.get_by_test_id("drawer"), f"panel-{tab}")
    slack.clear_faults()


def save(shown: Page | Locator, name: str) -> None:
    shown.screenshot(path=PICTURES / f"{name}.png", animations="disabled", caret="hide")


if __name__ == "__main__":
    sys.exit(main())
