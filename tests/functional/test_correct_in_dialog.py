"""What was said in a dialog is changed or taken back by whoever said it (A5-07, C-19)."""

from datetime import timedelta

import pytest

from deskbell.domain.ids import PersonId
from deskbell.domain.inputs import Dialog, DialogSubmitted
from tests.builders import BEN, IT_TRIAGE, LENA
from tests.functional.two_way import TwoSides


@pytest.fixture
def sides() -> TwoSides:
    sides = TwoSides()
    sides.dialog(BEN, "Come to the third flor", audience="everybody")
    sides.desk.now += timedelta(minutes=5)
    return sides


def correct(sides: TwoSides, *, by: PersonId = BEN, key: str | None = None, **values: str) -> None:
    ticket = sides.desk.ticket
    value = f"{ticket.ref}|{ticket.card_revision}"
    given = DialogSubmitted(Dialog.CORRECT, value, by, IT_TRIAGE, None, values)
    sides.desk.give(given, key=key)


def test_who_said_it_says_it_anew_and_it_changes_on_both_sides(sides: TwoSides) -> None:
    correct(sides, text="Come to the third floor")
    assert sides.told_requester() == ["Ben Carter (edited): Come to the third floor"]
    assert sides.told_triage() == ["Ben Carter (edited): Come to the third floor"]
    [comment] = sides.desk.aggregates.comments(sides.desk.ticket.ref)
    assert comment.texts[0][1] == "Come to the third flor"
    assert sides.broken() == []


def test_an_empty_text_takes_it_back_on_both_sides(sides: TwoSides) -> None:
    correct(sides)
    assert sides.told_requester() == []
    assert sides.told_triage() == []
    assert sides.broken() == []


def test_it_is_the_last_thing_that_they_said_there(sides: TwoSides) -> None:
    sides.dialog(BEN, "And bring it along", audience="everybody")
    sides.dialog(LENA, "I am there, too", audience="everybody")
    correct(sides)
    assert sides.told_requester() == [
        "Ben Carter: Come to the third flor",
        "Lena Fischer: I am there, too",
    ]


def test_what_was_taken_back_once_takes_nothing_else_back_when_it_comes_again(
    sides: TwoSides,
) -> None:
    sides.dialog(BEN, "And bring it along", audience="everybody")
    correct(sides, key="once")
    correct(sides, key="once")
    assert sides.told_requester() == ["Ben Carter: Come to the third flor"]


def test_somebody_elses_words_are_not_theirs_to_change_and_they_are_told(sides: TwoSides) -> None:
    correct(sides, by=LENA, text="Stay where you are")
    assert sides.told_requester() == ["Ben Carter: Come to the third flor"]
    assert "you have said nothing on *#1*" in sides.desk.slack.whispers[-1].shown.text
