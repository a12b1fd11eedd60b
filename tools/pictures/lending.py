"""The pictures of docs/loans.md and of a checklist: a laptop from the emoji to the time to come,
and what has to be done for somebody."""

import subprocess
import sys
import tempfile
from pathlib import Path

from tools.pictures.studio import ROOT, Studio, save
from tools.pictures.tickets import IT, opened_direct, phone, until

WISH = "Mój laptop jest w naprawie. Czy mogę wypożyczyć jakiś na tydzień?"
LAPTOPS = "office,id,serial,model,state\nwarsaw,WAW-1,SN-0001,ThinkPad X1,available\n"


def play_and_take(studio: Studio) -> None:
    bring_laptops(studio)
    take_loan(studio)
    take_checklist(studio)


def bring_laptops(studio: Studio) -> None:
    """As an operator does."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "laptops.csv"
        file.write_text(LAPTOPS, encoding="utf-8")
        command = [sys.executable, "-m", "tools.desk", "inventory", "import", str(file), "--local"]
        subprocess.run(command, cwd=ROOT, env=studio.env, check=True)


def take_loan(studio: Studio) -> None:
    slack = studio.slack
    asked = slack.say("ola", IT, WISH)
    slack.act("ola", "react", channel=IT, ts=asked, name="computer")
    with studio.window("ola", width=1000, height=820, thread=asked) as ola:
        thread = ola.get_by_test_id("thread-pane")
        thread.get_by_role("button", name="Borrow a laptop").click()
        modal = ola.get_by_test_id("modal")
        modal.locator("[data-block='office']").click()
        ola.get_by_test_id("option-warsaw").click()
        save(modal, "loan-form")
        ola.get_by_test_id("modal-submit").click()
        modal.wait_for(state="hidden")
    direct = opened_direct(studio, "ola")
    until(studio, direct, "loan.slot")
    with phone(studio, "ola", direct) as ola:
        ola.get_by_test_id("messages").get_by_text("ThinkPad X1").last.scroll_into_view_if_needed()
        save(ola, "loan-kept")


def take_checklist(studio: Studio) -> None:
    """For a new colleague; the lead of IT has ticked the first thing."""
    slack = studio.slack
    asked = slack.say("minjun", IT, "Somebody starts with us on Monday in a week.")
    slack.act("minjun", "react", channel=IT, ts=asked, name="seedling")
    with studio.window("minjun", thread=asked) as minjun:
        minjun.get_by_test_id("thread-pane").get_by_role("button", name="Fill in").click()
        minjun.get_by_test_id("modal").wait_for()
    values = {"newcomer": "Iga Wolska", "first_day": "2026-12-07", "office": "warsaw"}
    slack.act("minjun", "submit", values={**values, "manager": "minjun"})
    direct = opened_direct(studio, "lena")
    until(studio, direct, "request.tick")
    with phone(studio, "lena", direct) as lena:
        messages = lena.get_by_test_id("messages")
        messages.get_by_role("button", name="Computer set up").click()
        messages.get_by_text("✅ Computer set up").wait_for()
    with phone(studio, "lena", direct) as lena:  # without what hovers over a message just clicked
        lena.get_by_text("✅ Computer set up").scroll_into_view_if_needed()
        save(lena, "guided-checklist")
