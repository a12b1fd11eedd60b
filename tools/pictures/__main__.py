"""Takes the documents' pictures anew; whoever changed how things look runs `make pictures`.

Look at each of them before you keep it.
"""

import shutil
import sys

from playwright.sync_api import sync_playwright

from tools.fake_slack.client import FakeSlackClient
from tools.pictures import first_ticket, guided, lending, low_scores, outages, tickets
from tools.pictures.studio import PICTURES, Studio, a_desk

MAX_BYTES = 200 * 1024


def main() -> int:
    chromium = shutil.which("chromium")
    if chromium is None:
        print("error: Chromium is not installed", file=sys.stderr)
        return 1
    PICTURES.mkdir(exist_ok=True)
    with (
        a_desk() as (url, env),
        FakeSlackClient(url) as slack,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        studio = Studio(browser, slack, slack.state()["channels"], env)
        vpn = first_ticket.play_the_story(studio)
        first_ticket.take_all(studio, vpn)
        tickets.play_and_take(studio)
        guided.play_and_take(studio)
        lending.play_and_take(studio)
        outages.play_and_take(studio)
        low_scores.play_and_take(studio)
        browser.close()
    large = [one.name for one in PICTURES.glob("*.png") if one.stat().st_size > MAX_BYTES]
    if large:
        print(f"error: larger than {MAX_BYTES} bytes: {', '.join(large)}", file=sys.stderr)
    return 1 if large else 0


if __name__ == "__main__":
    sys.exit(main())
