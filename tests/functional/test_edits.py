"""What was edited, as people in Slack see it: both versions, for whoever may read them (A1-09)."""

from dataclasses import replace

import pytest

from deskbell.domain.ids import PersonId, Thread
from deskbell.domain.inputs import Button, ButtonPressed, MessageEdited
from deskbell.domain.tickets.ticket import Privacy
from tests.builders import ADAM, ANA, BEN, IT_HAPPENS, IT_TRIAGE, JIWOO, MINJUN, XENA
from tests.functional.memory_desk import MemoryDesk
from tests.functional.two_way import TwoSides


@pytest.fixture
def talk() -> TwoSides:
    return TwoSides()


def edited(talk: TwoSides, person: PersonId) -> str:
    """What they are shown, and nobody else, after "What was edited" in the card's menu."""
    before = len(talk.desk.slack.whispers)
    ticket = talk.desk.ticket
    value = f"{ticket.ref}|{ticket.card_revision}"
    talk.desk.give(
        ButtonPressed(Button.EDITS, value, person, IT_HAPPENS, talk.root.ts, talk.root.ts)
    )
    [shown] = talk.desk.slack.whispers[before:]
    assert (shown.person, shown.channel, shown.thread_ts) == (person, IT_HAPPENS, talk.root.ts)
    return "\n".join([shown.shown.text, str(shown.shown.blocks)])


def test_an_edit_shows_both_versions(talk: TwoSides) -> None:
    said = talk.answer(BEN, "I come at two")
    talk.desk.give(talk.edit(said, "I come at four"))
    for reader in (BEN, ANA):
        shown = edited(talk, reader)
        assert "I come at two" in shown
        assert "I come at four" in shown
        assert "Ben Carter" in shown


def test_the_copy_says_that_it_was_edited(talk: TwoSides) -> None:
    said = talk.answer(ANA, "It is red")
    assert talk.told_triage() == ["Ana Reyes: It is red"]
    talk.desk.give(talk.edit(said, "It is blue"))
    assert talk.told_triage() == ["Ana Reyes (edited): It is blue"]
    assert talk.broken() == []


def test_of_an_edit_that_came_first_the_copy_says_so_too(talk: TwoSides) -> None:
    said = talk.write(ANA, "It is red", talk.root.ts, IT_HAPPENS)
    edit = talk.edit(said, "It is blue")
    talk.desk.give(edit)
    talk.desk.give(said)
    assert talk.told_triage() == ["Ana Reyes (edited): It is blue"]
    assert "It is red" in edited(talk, ANA)


def test_the_request_itself_shows_what_it_said_at_first(talk: TwoSides) -> None:
    for text in ("My laptop does not start today", "My laptop does not start at all", "Solved"):
        at = talk.desk.slack.edit(Thread(IT_HAPPENS, talk.root.ts), text)
        talk.desk.give(MessageEdited(IT_HAPPENS, talk.root.ts, None, ANA, text, at))
    shown = edited(talk, BEN)
    for text in ("My laptop does not start'", "does not start at all", "Solved"):
        assert text.rstrip("'") in shown
    assert "does not start today" not in shown, "the first and the last two are kept"


def test_an_edited_note_is_for_the_team_alone(talk: TwoSides) -> None:
    note = talk.note(BEN, "She broke it")
    talk.desk.give(talk.edit(note, "It is broken"))
    assert "She broke it" in edited(talk, JIWOO)
    assert "Nothing was edited" in edited(talk, ANA)


def test_what_a_note_said_before_it_was_published_stays_with_the_team(talk: TwoSides) -> None:
    note = talk.note(BEN, "She broke it")
    talk.desk.give(talk.edit(note, "It is broken"))
    talk.publish(BEN, note)
    assert "She broke it" in edited(talk, JIWOO)
    assert "She broke it" not in edited(talk, ANA)


def test_whoever_has_nothing_to_do_with_it_reads_no_earlier_words(talk: TwoSides) -> None:
    said = talk.answer(ANA, "My password is hunter2")
    talk.desk.give(talk.edit(said, "I cannot log in"))
    assert "hunter2" not in edited(talk, MINJUN)


def test_what_was_deleted_stays_gone(talk: TwoSides) -> None:
    said = talk.answer(ANA, "My password is hunter2")
    talk.desk.give(talk.edit(said, "I cannot log in"))
    talk.desk.give(talk.delete(said))
    assert "Nothing was edited" in edited(talk, BEN)


def test_of_a_restricted_ticket_only_those_who_may_know_of_it_read_it(talk: TwoSides) -> None:
    said = talk.answer(ANA, "It is red")
    talk.desk.give(talk.edit(said, "It is blue"))
    talk.desk.table.states[talk.ref] = replace(talk.desk.ticket, privacy=Privacy.RESTRICTED)
    assert "It is red" not in edited(talk, BEN)
    assert "It is red" in edited(talk, ADAM)


def test_of_a_long_text_the_part_that_changed_is_shown(talk: TwoSides) -> None:
    begin = "All of it is as it was before. " * 60
    said = talk.answer(ANA, f"{begin}At nine.")
    talk.desk.give(talk.edit(said, f"{begin}At noon."))
    shown = edited(talk, BEN)
    assert "At nine." in shown
    assert "At noon." in shown


def test_the_menu_offers_it_to_whoever_works_at_the_desk(talk: TwoSides) -> None:
    said = talk.note(BEN, "One")
    talk.desk.give(talk.edit(said, "Two"))
    talk.desk.give(talk.desk.choose(BEN, Button.EDITS, talk.card))
    assert talk.desk.slack.whispers[-1].channel == IT_TRIAGE


def test_a_ticket_that_is_not_there_shows_nothing() -> None:
    desk = MemoryDesk()
    desk.give(ButtonPressed(Button.EDITS, "T#NONE|1", XENA, IT_HAPPENS, None, None))
    assert desk.slack.whispers == []
