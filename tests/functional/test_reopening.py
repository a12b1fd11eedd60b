"""What comes after the end: objections reopen, thanks do not, months later is another ticket
(C-11)."""

import pytest

from deskbell.domain.inputs import Button, MessageEdited
from deskbell.domain.tickets.ticket import Status, Ticket
from tests.builders import ANA, BEN, IT_HAPPENS, IT_TRIAGE, OLA
from tests.functional.memory_desk import later_than
from tests.functional.states import DAY, HOUR, MINUTE, SECOND, Ticketed
from tests.memory_slack import buttons


@pytest.fixture
def desk() -> Ticketed:
    desk = Ticketed()
    desk.take()
    desk.solve()
    return desk


def the_other(desk: Ticketed) -> Ticket:
    [other] = [ticket for ticket in desk.tickets if ticket.ref != desk.first]
    return other


def test_the_requester_writing_that_it_still_fails_reopens_it_with_its_assignee(
    desk: Ticketed,
) -> None:
    desk.now += HOUR
    desk.reply(ANA, "Thanks, but it still fails")
    assert (desk.asked().status, desk.asked().assignee) == (Status.ASSIGNED, BEN)
    assert "Ana Reyes has reopened" in desk.heard(BEN)[-1]
    assert "*Taken* by Ben Carter" in desk.shown()
    assert desk.events(desk.first)[-2:] == ["CommentAdded", "TicketReopened"]
    desk.later(10 * DAY)
    assert desk.asked().status is Status.ASSIGNED, "the old closing time means nothing any more"


@pytest.mark.parametrize("thanks", ["thanks!", "감사합니다", "dzięki wielkie", ":pray:"])
def test_thanks_reopen_nothing_and_whoever_meant_more_is_asked_in_private(
    desk: Ticketed, thanks: str
) -> None:
    desk.reply(ANA, thanks)
    assert desk.asked().status is Status.SOLVED
    [whisper] = desk.slack.whispers
    assert whisper.person == ANA
    assert "Reopen anyway" in str(whisper.shown.blocks)


def test_reopen_anyway_works_for_half_an_hour(desk: Ticketed) -> None:
    desk.reply(ANA, "thanks!")
    desk.now += 30 * MINUTE
    desk.pick(Button.REOPEN_ANYWAY, ANA)
    assert (desk.asked().status, desk.asked().assignee) == (Status.ASSIGNED, BEN)


def test_reopen_anyway_can_be_undone_as_well(desk: Ticketed) -> None:
    desk.reply(ANA, "thanks!")
    desk.pick(Button.REOPEN_ANYWAY, ANA)
    desk.pick(Button.UNDO, ANA)
    assert desk.asked().status is Status.SOLVED


def test_reopen_anyway_after_half_an_hour_changes_nothing_and_says_so(desk: Ticketed) -> None:
    desk.reply(ANA, "thanks!")
    desk.now += 30 * MINUTE + SECOND
    desk.pick(Button.REOPEN_ANYWAY, ANA)
    assert desk.asked().status is Status.SOLVED
    assert "can no longer be reopened" in desk.slack.whispers[-1].shown.text


def test_somebody_elses_words_under_a_solved_ticket_reopen_nothing(desk: Ticketed) -> None:
    desk.reply(OLA, "Mine still fails")
    assert desk.asked().status is Status.SOLVED


def test_a_closed_ticket_comes_back_within_the_window(desk: Ticketed) -> None:
    desk.later(3 * DAY)
    assert desk.asked().status is Status.CLOSED
    desk.reply(ANA, "It fails again")
    assert desk.asked().status is Status.ASSIGNED


def test_after_the_window_a_linked_follow_up_begins_and_the_old_ticket_stays_closed(
    desk: Ticketed,
) -> None:
    desk.later(3 * DAY + SECOND)
    desk.reply(ANA, "It fails again, two months later")
    new = the_other(desk)
    assert desk.asked().status is Status.CLOSED
    assert (new.status, new.requester) == (Status.NEW, ANA)
    assert new.text == "It fails again, two months later"
    assert "Goes on as #2" in desk.shown()
    cards = [str(post.shown.blocks) for post in desk.ours(IT_HAPPENS, desk.root)]
    assert "Goes on from #1" in cards[-1]
    assert "It fails again" in str(desk.ours(IT_TRIAGE)[-1].shown.blocks)


def test_thanks_after_the_window_are_only_a_comment(desk: Ticketed) -> None:
    desk.later(30 * DAY)
    desk.reply(ANA, "thank you so much")
    assert [ticket.ref for ticket in desk.tickets] == [desk.first]
    assert desk.slack.whispers == []


def test_the_thread_goes_on_with_the_follow_up(desk: Ticketed) -> None:
    desk.later(4 * DAY)
    desk.reply(ANA, "It fails again")
    desk.reply(ANA, "And it beeps")
    new = the_other(desk)
    assert len(desk.tickets) == 2
    comments = desk.aggregates.comments(new.ref)
    assert [comment.texts[-1][1] for comment in comments] == ["And it beeps"]
    desk.give(desk.reaction(BEN, desk.root, "eyes"))
    assert the_other(desk).assignee == BEN


def test_an_edit_of_what_was_said_before_stays_with_the_old_ticket(desk: Ticketed) -> None:
    desk.reply(OLA, "Mine too")
    [comment] = desk.aggregates.comments(desk.first)
    desk.later(4 * DAY)
    desk.reply(ANA, "It fails again")
    edited = later_than(comment.source, 60)
    desk.give(MessageEdited(IT_HAPPENS, comment.source, desk.root, OLA, "Mine as well", edited))
    texts = [one.texts[-1][1] for one in desk.aggregates.comments(desk.first)]
    assert "Mine as well" in texts


def test_reopen_on_the_card_brings_it_back(desk: Ticketed) -> None:
    card = desk.ours(IT_HAPPENS, desk.root)[0]
    assert buttons(card, Button.REOPEN)
    desk.give(desk.press(ANA, Button.REOPEN, card))
    assert desk.asked().status is Status.ASSIGNED


def test_reopen_on_the_card_after_the_window_says_what_to_do_instead(desk: Ticketed) -> None:
    desk.later(4 * DAY)
    desk.pick(Button.REOPEN)
    assert desk.asked().status is Status.CLOSED
    assert "can write in its thread" in desk.slack.whispers[-1].shown.text


def test_an_edit_after_the_end_reopens_nothing(desk: Ticketed) -> None:
    """bad_inputs.md 49."""
    desk.reply(ANA, "thanks!")
    [comment] = desk.aggregates.comments(desk.first)
    edited = later_than(comment.source, 60)
    desk.give(MessageEdited(IT_HAPPENS, comment.source, desk.root, ANA, "Still broken", edited))
    assert desk.asked().status is Status.SOLVED


def test_the_follow_up_is_talked_about_in_the_same_thread_and_nothing_is_said_there_twice(
    desk: Ticketed,
) -> None:
    desk.later(4 * DAY)
    desk.reply(ANA, "It fails again")
    before = len(desk.ours(IT_HAPPENS, desk.root))
    desk.reply(ANA, "And it beeps")
    desk.reply(BEN, "Let me look")
    assert len(desk.ours(IT_HAPPENS, desk.root)) == before
    card = desk.ours(IT_TRIAGE)[-1]
    below = "".join(post.shown.text for post in desk.ours(IT_TRIAGE, card.ts))
    assert "And it beeps" in below
