"""Which comments stand where, and in how many parts (A5-03, C-20)."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from deskbell.domain.decision import Comment
from deskbell.domain.effects import Place, ShowComment
from deskbell.domain.ids import Thread, Ts
from deskbell.domain.inputs import FileRef
from deskbell.domain.tickets.comments import blank_comment
from deskbell.domain.tickets.copies import MOST_SHOWN, show, show_among
from deskbell.domain.tickets.parts import LONGEST_PART, parts_of
from tests.builders import ANA, IT_HAPPENS, IT_TRIAGE, a_ticket


def a_comment(seconds: int, text: str, place: Place | None = Place.THREAD) -> Comment:
    channel = IT_TRIAGE if place is Place.TRIAGE else IT_HAPPENS
    ts = Ts(f"17954245{seconds:02}.000100")
    blank = blank_comment(a_ticket().ref, Thread(channel, ts), place)
    return replace(blank, author=ANA, texts=((ts, text),))


@given(st.text(alphabet=st.sampled_from('ab \n"\\<>@&\u0301한👩🏽‍💻\u202e'), max_size=12_000))
def test_the_parts_of_a_text_are_the_text(text: str) -> None:
    parts = parts_of(a_comment(1, text))
    assert "".join(parts).rstrip() == text.rstrip()
    assert all(len(part) <= LONGEST_PART for part in parts)


def test_a_mention_or_an_address_is_never_torn() -> None:
    text = "x" * (LONGEST_PART - 5) + "<@U0ANA00001> and so on"
    first, second = parts_of(a_comment(1, text))
    assert first == "x" * (LONGEST_PART - 5)
    assert second.startswith("<@U0ANA00001>")


def test_files_of_a_long_text_have_a_part_of_their_own() -> None:
    said = replace(a_comment(1, "x" * 1_000), files=(FileRef("F1", "a.png", ""),))
    assert parts_of(said) == ("x" * 1_000, "")


def test_nothing_is_to_be_read_of_what_is_deleted() -> None:
    assert parts_of(replace(a_comment(1, "oops"), deleted_ts=Ts("1795424600.000100"))) == ()


def test_a_note_is_copied_nowhere_and_a_published_one_to_the_requester() -> None:
    note = a_comment(1, "note", Place.TRIAGE)
    assert show(a_ticket(), None, note) == ()
    published = replace(note, internal=False)
    assert show(a_ticket(), note, published) == (ShowComment(Place.THREAD, note.message),)


def test_what_was_said_in_a_merged_tickets_thread_stands_on_every_surface() -> None:
    elsewhere = a_comment(1, "me too", place=None)
    assert show(a_ticket(), None, elsewhere) == (
        ShowComment(Place.THREAD, elsewhere.message),
        ShowComment(Place.TRIAGE, elsewhere.message),
    )


def test_a_late_reply_moves_what_comes_after_it() -> None:
    late, after = a_comment(1, "late"), a_comment(2, "after")
    assert show(a_ticket(), None, late, (after,)) == (
        ShowComment(Place.TRIAGE, late.message),
        ShowComment(Place.TRIAGE, after.message, again=True),
    )


def test_an_edit_moves_nothing() -> None:
    said, after = a_comment(1, "teh"), a_comment(2, "after")
    edited = replace(said, texts=(*said.texts, (Ts("1795424600.000100"), "the")))
    assert show(a_ticket(), said, edited, (after,)) == (
        ShowComment(Place.TRIAGE, said.message, change=True),
    )


def test_a_thread_that_is_read_late_stands_in_order_among_what_is_known() -> None:
    first, second, third = (a_comment(n, f"{n}") for n in (1, 2, 3))
    assert show_among(a_ticket(), (second,), (first, third)) == (
        ShowComment(Place.TRIAGE, second.message),
        ShowComment(Place.TRIAGE, third.message, again=True),
    )


def test_one_change_asks_for_no_more_than_a_transaction_takes() -> None:
    later = tuple(a_comment(n, f"{n}") for n in range(2, 99))
    assert len(show(a_ticket(), None, a_comment(1, "late"), later)) == MOST_SHOWN


def test_an_old_row_is_shown_by_whether_it_is_internal() -> None:
    old = replace(a_comment(1, "from before"), channel=None, place=None)
    assert show(a_ticket(), None, old) == (
        ShowComment(Place.TRIAGE, Thread(old.message.channel, old.source)),
    )
    assert show(a_ticket(), None, replace(old, internal=True)) == ()
