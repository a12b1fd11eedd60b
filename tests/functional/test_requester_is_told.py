"""Whoever asked by form follows no thread, and hears of each answer all the same (A5-06)."""

from deskbell.domain.ids import Thread
from tests.builders import BEN, IT_HAPPENS, OLA
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
