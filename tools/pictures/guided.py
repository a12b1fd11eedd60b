"""The pictures of docs/workflows.md: an emoji, a form that adapts, the catalogue."""

from tools.pictures.studio import Studio, save
from tools.pictures.tickets import IT, phone


def play_and_take(studio: Studio) -> None:
    take_form(studio)
    take_catalogue(studio)


def take_form(studio: Studio) -> None:
    slack = studio.slack
    asked = slack.say("ana", IT, "My screen stays black. Could I have another one?")
    slack.act("ana", "react", channel=IT, ts=asked, name="keyboard")
    with phone(studio, "ana", IT, asked) as ana:
        thread = ana.get_by_test_id("thread-pane")
        thread.get_by_role("button", name="Fill in").wait_for()
        save(ana, "guided-thread")
    with studio.window("ana", width=1000, height=760, thread=asked) as ana:
        ana.get_by_test_id("thread-pane").get_by_role("button", name="Fill in").click()
        modal = ana.get_by_test_id("modal")
        modal.wait_for()
        modal.locator("[data-block='item']").click()
        ana.get_by_test_id("option-other").click()
        modal.locator("[data-block='other_item']").fill("A stand for the screen")
        save(modal, "guided-form")
    slack.act("ana", "close", everything=True)


def take_catalogue(studio: Studio) -> None:
    with studio.window("ola", width=1000, height=900) as ola:
        ola.get_by_test_id("dm-app").click()
        ola.get_by_test_id("tab-home").click()
        home = ola.get_by_test_id("home")
        home.get_by_role("button", name="Poproś").first.scroll_into_view_if_needed()
        save(ola, "guided-catalogue")
