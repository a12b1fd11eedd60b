"""The pictures of docs/paging.md: an outage from the command to its review, mostly on phones."""

import subprocess
import sys
from datetime import UTC, datetime, timedelta

from tools.pictures.studio import ROOT, Studio, save
from tools.pictures.tickets import IT, opened_direct, phone, until

ON_CALL = "it-oncall"
SAID = "vpn: Nikt nie może się połączyć"


def play_and_take(studio: Studio) -> None:
    take_report(studio)
    take_card(studio)
    pass_minutes(studio, 6)
    take_page(studio)
    pass_minutes(studio, 20)
    take_review(studio)


def take_report(studio: Studio) -> None:
    slack = studio.slack
    with studio.window("ola", width=1000, height=820) as ola:
        slack.act("ola", "slash", channel=IT, command="/urgent", text=SAID)
        modal = ola.get_by_test_id("modal")
        modal.wait_for()
        save(modal, "outage-form")
    slack.act("ola", "submit", values={"affected": "Biuro w Warszawie"})
    until(studio, studio.channels[ON_CALL], "incident.acknowledge")


def take_card(studio: Studio) -> None:
    with phone(studio, "lena", studio.channels[ON_CALL]) as lena:
        card = lena.get_by_test_id("messages").get_by_text("Nobody has acknowledged").last
        card.scroll_into_view_if_needed()
        save(lena, "outage-card")


def take_page(studio: Studio) -> None:
    """Of the second line, who reads Polish or English, whoever has it."""
    for person in ("adam", "lena"):
        direct = opened_direct(studio, person)
        if "incident.acknowledge" in str(studio.slack.dms(person)):
            with phone(studio, person, direct) as reader:
                messages = reader.get_by_test_id("messages")
                messages.get_by_text("VPN").last.scroll_into_view_if_needed()
                save(reader, "outage-page")
                messages.get_by_role("button").last.click()
            return


def take_review(studio: Studio) -> None:
    slack, channel = studio.slack, studio.channels[ON_CALL]
    until(studio, channel, "incident.resolve")
    card = next(one for one in slack.messages(ON_CALL) if "incident.resolve" in str(one))
    for action in ("incident.resolve", "incident.review"):
        until(studio, channel, action)
        slack.act("lena", "click", channel=channel, ts=card["ts"], action_id=action)
    with studio.window("lena", height=900, thread=str(card["ts"]), channel=ON_CALL) as lena:
        lena.get_by_test_id("thread-pane").get_by_text("Review of outage").first.wait_for()
        save(lena, "outage-review")


def pass_minutes(studio: Studio, minutes: int) -> None:
    now = datetime.fromtimestamp(float(str(studio.slack.clock()["now"])), UTC)
    at = (now + timedelta(minutes=minutes)).isoformat()
    command = [sys.executable, "-m", "tools.local_cloud", "tick", "--at", at]
    subprocess.run(command, cwd=ROOT, env=studio.env, check=True)
