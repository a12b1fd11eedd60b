"""The pictures of docs/tickets.md: what comes after a ticket is there, one small story each."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Locator, Page

from tools.fake_slack.state.messages import Json, JsonObject
from tools.pictures.studio import Studio, save

IT, TRIAGE = "it-happens", "it-triage"
SOON = 25
LAPTOP = "My laptop does not start: the fan spins, the screen stays black."
PHONE_WIDTH = 390


def play_and_take(studio: Studio) -> None:
    """After the stories of `first_ticket`, in the same workspace."""
    take_triage(studio)
    take_hand_over(studio)
    take_waiting(studio)
    take_approval(studio)
    take_move(studio)
    take_merge(studio)
    take_private(studio)


def take_triage(studio: Studio) -> None:
    asked = ask(studio, "ana", LAPTOP)
    choose(studio, "ben", "laptop", "ticket.classify", priority="urgent", category="hardware")
    until(studio, TRIAGE, "Urgent")
    with studio.window("ben", width=1000, height=620, channel=TRIAGE) as ben:
        newest(ben).scroll_into_view_if_needed()
        save(ben, "ticket-triage")
        ben.set_viewport_size({"width": 1000, "height": 940})
        newest(ben).get_by_role("button", name="What else").click()
        ben.get_by_test_id("modal-title").wait_for()
        save(ben.get_by_test_id("modal"), "ticket-more")
    studio.slack.act("ben", "close", everything=True)
    studio.slack.say("ana", IT, "It did start once, after an hour off the dock.", asked)


def take_hand_over(studio: Studio) -> None:
    slack = studio.slack
    press(studio, "ben", TRIAGE, "laptop", "ticket.take")
    until(studio, TRIAGE, how_it_stands("👀 *Taken* by Ben Carter"))
    word = "You know these docks; I am away this afternoon."
    choose(studio, "ben", "laptop", "ticket.assign", to="jiwoo", word=word)
    direct = opened_direct(studio, "jiwoo")
    until(studio, direct, "laptop")
    with phone(studio, "jiwoo", direct) as jiwoo:
        newest(jiwoo).scroll_into_view_if_needed()
        save(jiwoo, "ticket-hand-over")
    [offer] = [one for one in slack.messages(direct) if "laptop" in str(one["text"])]
    slack.act("jiwoo", "click", channel=direct, ts=offer["ts"], action_id="ticket.accept")
    until(studio, TRIAGE, how_it_stands("👀 *Taken* by Park Jiwoo"))


def take_waiting(studio: Studio) -> None:
    asked = message(studio, IT, "laptop")["ts"]
    question = "Does it also happen with the charger plugged straight into the laptop?"
    studio.slack.say("jiwoo", IT, question, asked)
    choose(studio, "jiwoo", "laptop", "ticket.wait")
    until(studio, IT, "*Waiting* for Ana Reyes")
    with phone(studio, "ana", IT, asked) as ana:
        ana.get_by_test_id("thread-pane").get_by_text("please answer").wait_for()
        save(ana, "ticket-waiting")


def take_approval(studio: Studio) -> None:
    studio.slack.act("minjun", "close", everything=True)
    ask(studio, "minjun", "A second screen for the demo room, please.")
    press(studio, "jiwoo", TRIAGE, "second screen", "ticket.take")
    until(studio, TRIAGE, "please.\\n👀 *Taken* by Park Jiwoo")
    what = "A 27-inch screen for the demo room: 320 EUR, in stock."
    everybody = ["lena", "adam"]
    choose(studio, "jiwoo", "second screen", "ticket.ask_approval", what=what, approvers=everybody)
    direct = opened_direct(studio, "lena")
    until(studio, direct, "27-inch")
    with phone(studio, "lena", direct) as lena:
        lena.get_by_role("button", name="Approve").wait_for()
        save(lena, "ticket-approval")
    with phone(studio, "minjun", IT, message(studio, IT, "second screen")["ts"]) as minjun:
        minjun.get_by_test_id("thread-pane").get_by_text("Approval: 0 of 2").wait_for()
        save(minjun, "ticket-approval-asked")


def take_move(studio: Studio) -> None:
    asked = ask(studio, "ana", "Acme's people need access to our shared drive, every week anew.")
    word = "X-Team looks after Acme's accounts."
    choose(studio, "ben", "shared drive", "ticket.move", inbox="x-team", word=word)
    until(studio, IT, "is with X-Team now")
    until(studio, "x-team-comms", "Moved here from IT")
    with studio.window("ana", width=1000, height=720, thread=asked) as ana:
        save(ana.get_by_test_id("thread-pane"), "ticket-moved")
    with studio.window("xena", width=1000, height=460, channel="x-team-comms") as xena:
        newest(xena).get_by_text("Moved here").wait_for()
        save(xena, "ticket-moved-there")


def take_merge(studio: Studio) -> None:
    ask(studio, "minjun", "The projector in the big meeting room shows no picture.")
    ask(studio, "ola", "Projektor w dużej sali nie działa, za godzinę mamy klienta.")
    number = number_of(card(studio, TRIAGE, "projector in the big"))
    choose(studio, "ben", "Projektor w", "ticket.merge", number=number)
    until(studio, TRIAGE, "*Merged* into")
    until(studio, TRIAGE, "Merged into this one")
    with studio.window("ben", height=1600, channel=TRIAGE) as ben:
        newest(ben).wait_for()  # and so has read all that was new
    with studio.window("ben", width=1000, height=560, channel=TRIAGE) as ben:
        newest(ben).scroll_into_view_if_needed()
        save(ben, "ticket-merged")


def take_private(studio: Studio) -> None:
    asked = ask(studio, "ola", "Na moim odcinku wypłaty są dane innej osoby.")
    choose(studio, "ben", "odcinku", "ticket.conceal")
    direct = opened_direct(studio, "ola")
    until(studio, direct, "odcinku")
    until(studio, IT, "goes on in private")
    with phone(studio, "ola", direct) as ola:
        save(ola, "ticket-private")
    with phone(studio, "ana", IT, asked) as ana:
        save(ana, "ticket-private-outside")


def ask(studio: Studio, person: str, words: str) -> str:
    """The ts of a message that is a ticket by now."""
    asked = studio.slack.say(person, IT, words)
    studio.slack.act(person, "react", channel=IT, ts=asked, name="ticket")
    until(studio, TRIAGE, words[:30])
    return asked


def choose(studio: Studio, person: str, words: str, entry: str, **answers: Json) -> None:
    """An entry of *More…* on the triage card with these words, and its dialog if it has one."""
    slack = studio.slack
    slack.wait("idle", timeout=SOON)
    press(studio, person, TRIAGE, words, "ticket.more")
    slack.wait("view", user=person, timeout=SOON)
    slack.act(person, "click", action_id=entry)
    slack.act(person, "submit" if answers else "close", values=dict(answers))


def press(studio: Studio, person: str, channel: str, words: str, action: str) -> None:
    ts = card(studio, channel, words)["ts"]
    studio.slack.act(person, "click", channel=channel, ts=ts, action_id=action)


def card(studio: Studio, channel: str, words: str) -> JsonObject:
    found = studio.slack.messages(channel)
    return next(one for one in reversed(found) if one.get("bot_id") and words in str(one))


def message(studio: Studio, channel: str, words: str) -> JsonObject:
    return next(one for one in studio.slack.messages(channel) if words in str(one["text"]))


def number_of(found: JsonObject) -> str:
    return str(found["text"]).split("#")[1].split()[0]


def opened_direct(studio: Studio, person: str) -> str:
    return str(studio.slack.act(person, "open_dm")["channel"])


def how_it_stands(status: str) -> str:
    """Of the laptop, as the card's first section has it in JSON: others may be taken as well."""
    return f"{LAPTOP}\\n{status}"


def until(studio: Studio, channel: str, words: str) -> None:
    studio.slack.wait("message", channel=channel, contains=words, timeout=SOON)
    studio.slack.wait("idle", timeout=SOON)


def newest(page: Page) -> Locator:
    return page.get_by_test_id("messages").locator("[data-testid^=message-]").last


@contextmanager
def phone(studio: Studio, person: str, channel: str, thread: str | None = None) -> Iterator[Page]:
    with studio.window(person, PHONE_WIDTH, 680, channel=channel, thread=thread) as page:
        yield page
