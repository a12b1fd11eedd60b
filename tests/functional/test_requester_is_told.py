"""Whoever asked by form follows no thread, and hears all the same how it stands (A5-06)."""

from dataclasses import replace

from deskbell.domain.ids import Thread
from deskbell.domain.inputs import Button, Dialog, Input
from deskbell.domain.settings.desk import Reply
from tests.builders import BEN, IT_HAPPENS, LENA, OLA, a_desk
from tests.functional.memory_desk import MemoryDesk


def test_a_form_requester_gets_one_message_in_their_language_for_each_reply() -> None:
    desk = MemoryDesk()
    desk.give(desk.form(OLA))
    [card] = desk.ours(IT_HAPPENS)
    before = len(desk.direct(OLA))
    said = desk.say(BEN, "Which monitor is it?", card.ts)
    desk.give(said, said)
    [told] = desk.direct(OLA)[before:]
    assert "Nowa odpowiedź w Twoim zgłoszeniu *#1* (Ben Carter)" in told.shown.text
    assert f"/archives/{IT_HAPPENS}/p{said.ts.replace('.', '')}" in told.shown.text
    assert Thread(IT_HAPPENS, said.ts) in desk.slack.posts


def test_a_form_requester_is_not_told_of_their_own_words() -> None:
    desk = MemoryDesk()
    desk.give(desk.form(OLA))
    [card] = desk.ours(IT_HAPPENS)
    before = len(desk.direct(OLA))
    desk.give(desk.say(OLA, "The left one", card.ts))
    assert desk.direct(OLA)[before:] == []


def after(desk: MemoryDesk, *given: Input) -> list[str]:
    """What Ola is told by direct message when this happens."""
    before = len(desk.direct(OLA))
    desk.give(*given)
    return [post.shown.text for post in desk.direct(OLA)[before:]]


def test_a_form_requester_hears_once_who_has_taken_it() -> None:
    desk = MemoryDesk()
    desk.give(desk.form(OLA))
    [card] = desk.ours(IT_HAPPENS)
    taken = desk.press(BEN, Button.TAKE, card)
    [told] = after(desk, taken)
    assert "Twoim zgłoszeniem *#1* zajmuje się Ben Carter" in told
    assert after(desk, taken) == []


def test_they_hear_that_it_is_given_to_somebody() -> None:
    desk = MemoryDesk()
    desk.give(desk.form(OLA))
    [card] = desk.ours(IT_HAPPENS)
    [told] = after(desk, desk.fill(LENA, Dialog.ASSIGN, card, to=BEN))
    assert "zajmuje się Ben Carter" in told


def test_they_hear_that_the_team_waits_for_them_and_until_when() -> None:
    desk = MemoryDesk()
    desk.give(desk.form(OLA))
    [card] = desk.ours(IT_HAPPENS)
    [told] = after(desk, desk.choose(BEN, Button.WAIT, card))
    assert "*#1* czeka na Twoją odpowiedź (pyta Ben Carter)" in told
    assert "<!date^" in told


def test_they_hear_that_it_is_solved_and_how_to_object() -> None:
    desk = MemoryDesk()
    desk.give(desk.form(OLA))
    [card] = desk.ours(IT_HAPPENS)
    [told] = after(desk, desk.press(BEN, Button.SOLVE, card))
    assert "zgłoszenie *#1* jest rozwiązane (Ben Carter)" in told
    assert "odpowiedz do <!date^" in told


def test_who_solves_their_own_request_is_told_nothing() -> None:
    desk = MemoryDesk()
    desk.give(desk.form(OLA))
    [card] = desk.ours(IT_HAPPENS)
    assert after(desk, desk.press(OLA, Button.SOLVE, card)) == []


def test_who_asked_in_a_thread_reads_it_there_and_gets_no_direct_message() -> None:
    desk = MemoryDesk()
    message = desk.say(OLA, "My monitor flickers")
    desk.give(desk.reaction(OLA, message.ts, "ticket"))
    assert after(desk, desk.reaction(BEN, message.ts, "eyes")) == []
    assert after(desk, desk.reaction(BEN, message.ts, "white_check_mark")) == []


def test_what_the_card_says_is_not_said_again_where_slack_takes_no_direct_message() -> None:
    desk = MemoryDesk()
    desk.give(desk.form(OLA))
    [card] = desk.ours(IT_HAPPENS)
    below = len(desk.ours(IT_HAPPENS, card.ts))
    desk.slack.people[OLA] = replace(desk.slack.people[OLA], deactivated=True)
    desk.give(desk.press(BEN, Button.TAKE, card))
    assert len(desk.ours(IT_HAPPENS, card.ts)) == below


def test_a_prepared_reply_is_told_like_any_other() -> None:
    reply = Reply("reboot", "Reboot", {"en": "Please start it again."})
    desk = MemoryDesk(a_desk(replies={"reboot": reply}))
    desk.give(desk.form(OLA))
    [card] = desk.ours(IT_HAPPENS)
    [told] = after(desk, desk.fill(BEN, Dialog.REPLY, card, reply="reboot"))
    assert "Nowa odpowiedź w Twoim zgłoszeniu *#1* (Ben Carter)" in told
