"""A desk to play the stories on, and windows to take pictures of; each story uses it."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, Locator, Page

from tools.fake_slack.client import FakeSlackClient

ROOT = Path(__file__).parents[2]
PICTURES = ROOT / "docs" / "pictures"
PORT_BASE = "4890"
SOON_MS = 60_000
"""For the way through the desk; a cold function takes its time."""


@dataclass(frozen=True, slots=True)
class Studio:
    """Opens windows of the running desk's workspace."""

    browser: Browser
    slack: FakeSlackClient
    channels: Mapping[str, str]
    """Ids by name; a direct message goes by its id."""
    env: Mapping[str, str]
    """Of whoever works on that desk from outside."""

    @contextmanager
    def window(
        self,
        person: str,
        width: int = 1280,
        height: int = 800,
        scheme: Literal["light", "dark"] = "light",
        thread: str | None = None,
        channel: str = "it-happens",
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
        place = self.channels.get(channel, channel)
        beside = f"&thread={thread}" if thread else ""
        page.goto(f"{self.slack.base_url}/?as={person}&channel={place}{beside}")
        page.wait_for_selector("body[data-ready]")
        yield page
        context.close()


@contextmanager
def a_desk() -> Iterator[tuple[str, Mapping[str, str]]]:
    """The address of a fresh workspace with the desk behind it, and the desk's environment."""
    with tempfile.TemporaryDirectory() as state:
        env = {**os.environ, "DESK_STATE": state}
        env.setdefault("PORT_BASE", PORT_BASE)
        for name in ("SLACK_API_URL", "DESK_FILE"):
            env.pop(name, None)
        desk = [sys.executable, "-m", "tools.local_cloud"]
        subprocess.run([*desk, "up"], cwd=ROOT, env=env, check=True)
        try:
            yield f"http://127.0.0.1:{int(env['PORT_BASE']) + 1}", env
        finally:
            subprocess.run([*desk, "down"], cwd=ROOT, env=env, check=True)


def save(shown: Page | Locator, name: str) -> None:
    shown.screenshot(path=PICTURES / f"{name}.png", animations="disabled", caret="hide")
