"""The thread is the ticket, whatever order its messages arrive in (A1-09, I3)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskbell.domain.decision import Comment
from deskbell.domain.ids import Ts
from deskbell.domain.inputs import MessageDeleted, MessageEdited
from deskbell.domain.tickets import commands as c
from deskbell.domain.tickets.comments import instant_of
from deskbell.domain.tickets.decide import decide
from deskbell.domain.tickets.ticket import Ticket
from tests.builders import ANA, IT_HAPPENS, NOW, ROOT, a_reply, a_request, a_ticket

SOURCE = Ts("1795424405.000100")
EDITED, EDITED_AGAIN, DELETED = (
    Ts("1795424406.000100"),
    Ts("1795424407.000100"),
    Ts("1795424408.000100"),
)


def edit(text: str, at: Ts, known: Comment | None) -> c.RecordEdit:
    edited = MessageEdited(IT_HAPPENS, SOURCE, ROOT.ts, ANA, text, at)
    return c.RecordEdit(edited, c.Heard(known))


def message(text: str, known: Comment | None) -> c.RecordMessage:
    return c.RecordMessage(a_reply(SOURCE, text), c.Heard(known))


def deletion(known: Comment | None) -> c.RecordDeletion:
    gone = MessageDeleted(IT_HAPPENS, SOURCE, ROOT.ts, DELETED)
    return c.RecordDeletion(gone, c.Heard(known))


STEPS: dict[str, Callable[[Comment | None], c.TicketCommand]] = {
    "message": lambda known: message("teh", known),
    "edit": lambda known: edit("the", EDITED, known),
    "second edit": lambda known: edit("the end", EDITED_AGAIN, known),
}


def play(steps: tuple[str, ...]) -> tuple[Ticket, Comment | None]:
    ticket, known = a_ticket(), None
    for name in steps:
        decision = decide(ticket, STEPS[name](known), NOW)
        if not decision.changes:
            continue
        [change] = decision.changes
        assert isinstance(change.after, Ticket)
        ticket = change.after
        [row] = change.rows
        assert isinstance(row, Comment)
        known = row
    return ticket, known


NUMBERED = [Ts(f"{int(SOURCE[:10]) + n}.000100") for n in range(12)]


def numbered(n: int, known: Comment | None) -> c.TicketCommand:
    """A message (0), its edits, and its deletion (12)."""
    match n:
        case 0:
            return message("0", known)
        case 12:
            return deletion(known)
        case _:
            return edit(str(n), NUMBERED[n], known)


def test_a_message_that_the_history_tells_after_its_edit_is_no_second_comment() -> None:
    _, known = play(("message",))
    read = replace(a_reply(SOURCE, "the"), edited_ts=EDITED)
    assert decide(a_ticket(), c.RecordMessage(read, c.Heard(known)), NOW).changes == ()


@given(st.permutations(range(13)), st.permutations(range(13)))
def test_what_a_thread_has_told_once_changes_nothing_when_it_comes_again(
    order: list[int], again: list[int]
) -> None:
    """So a comment needs no dedupe row, which its decisions say."""
    ticket, known = a_ticket(), None
    for n in order:
        decision = decide(ticket, numbered(n, known), NOW)
        for change in decision.changes:
            assert decision.idempotent
            assert isinstance(change.after, Ticket)
            [row] = change.rows
            assert isinstance(row, Comment)
            ticket, known = change.after, row
        assert decide(ticket, numbered(n, known), NOW).changes == ()
    assert [decide(ticket, numbered(n, known), NOW).changes for n in again] == [()] * 13


@pytest.mark.parametrize("order", list(permutations(STEPS)))
def test_the_last_edit_counts_and_every_version_is_kept_in_any_order(
    order: tuple[str, ...],
) -> None:
    ticket, comment = play(order)
    assert comment is not None
    assert [text for _, text in comment.texts] == ["teh", "the", "the end"]
    assert comment.author == ANA
    assert ticket.comments == 1


@given(st.lists(st.sampled_from(sorted(STEPS)), min_size=1, max_size=12))
def test_deliveries_repeated_in_any_order_converge(steps: list[str]) -> None:
    once = tuple(dict.fromkeys(steps))
    assert play(tuple(steps))[1] == play(tuple(sorted(once)))[1]


def test_a_deletion_before_the_message_leaves_a_tombstone_that_stays() -> None:
    gone = decide(a_ticket(), deletion(None), NOW).changes[0]
    [tombstone] = gone.rows
    assert isinstance(tombstone, Comment)
    assert isinstance(gone.after, Ticket)
    late = decide(gone.after, message("secret", tombstone), NOW)
    [row] = late.changes[0].rows
    assert isinstance(row, Comment)
    assert row.deleted_ts == DELETED


def test_comments_do_not_make_buttons_stale() -> None:
    ticket, _ = play(("message", "edit"))
    assert ticket.card_revision == a_ticket().card_revision


def test_an_edit_of_the_first_message_changes_the_ticket_and_its_cards() -> None:
    ticket = a_ticket()
    command = c.RecordText("My laptop starts again", EDITED, ANA, edited=True)
    [change] = decide(ticket, command, NOW).changes
    assert isinstance(change.after, Ticket)
    assert change.after.text == "My laptop starts again"
    assert change.after.card_revision == ticket.card_revision + 1


def test_an_older_edit_of_the_first_message_changes_nothing() -> None:
    ticket = a_ticket(text="newest", text_ts=EDITED_AGAIN)
    command = c.RecordText("older", EDITED, ANA, edited=True)
    assert decide(ticket, command, NOW).changes == ()


def test_the_text_of_a_form_is_what_was_submitted() -> None:
    command = c.RecordText("something else", EDITED, ANA, edited=True)
    assert decide(a_request(), command, NOW).changes == ()


def test_slack_timestamps_are_exact_to_the_microsecond() -> None:
    assert instant_of(Ts("1795424405.123457")) == datetime(
        2026, 11, 23, 9, 0, 5, 123457, tzinfo=UTC
    )


@given(st.permutations(range(12)))
def test_somebody_who_edits_for_ever_keeps_the_first_and_the_newest_versions(
    order: list[int],
) -> None:
    """The table takes no row above 400 KB, and a text may have 48 KB."""
    ticket, known = a_ticket(), None
    for n in order:
        decision = decide(ticket, numbered(n, known), NOW)
        for row in decision.changes[0].rows if decision.changes else ():
            assert isinstance(row, Comment)
            known = row
    assert known is not None
    assert [text for _, text in known.texts] == ["0", "7", "8", "9", "10", "11"]
