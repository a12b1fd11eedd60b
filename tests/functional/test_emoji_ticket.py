"""🎫 on a message, as people in Slack see it (A5-02, A1-09, A5-09)."""

from dataclasses import replace
from datetime import timedelta

import pytest

from deskbell.adapters.memory.workspace import Fault
from deskbell.domain.ids import InboxId, PersonId, Thread, Ts
from deskbell.domain.inputs import Button, MessageDeleted, MessageEdited
from deskbell.domain.tickets.ticket import Status
from deskbell.usecases.slack_ports import Never, Undelivered, Unknown
from tests.block_kit import assert_slack_takes
from tests.builders import (
    ADAM,
    ANA,
    BEN,
    BOT,
    IT_HAPPENS,
    IT_ONCALL,
    IT_TRIAGE,
    JIWOO,
    MINJUN,
    OLA,
    a_desk,
    an_inbox,
)
from tests.functional.memory_desk import MemoryDesk, later_than

MINUTE = timedelta(minutes=1)


@pytest.fixture
def desk() -> MemoryDesk:
    return MemoryDesk()


@pytest.fixture
def root(desk: MemoryDesk) -> Ts:
    """Ana's message, with Minjun's 🎫 on it."""
    message = desk.say(ANA, "My laptop does not start")
    desk.give(desk.reaction(MINJUN, message.ts, "ticket"))
    return message.ts


def texts(desk: MemoryDesk) -> list[str]:
    return [comment.texts[-1][1] for comment in desk.aggregates.comments(desk.ticket.ref)]


def test_there_is_one_card_in_the_thread_and_one_in_triage(desk: MemoryDesk, root: Ts) -> None:
    assert len(desk.ours(IT_HAPPENS, root)) == 1
    assert len(desk.ours(IT_TRIAGE)) == 1
    assert "My laptop does not start" in str(desk.ours(IT_TRIAGE)[0].shown.blocks)


def test_five_people_make_one_ticket_and_five_followers(desk: MemoryDesk, root: Ts) -> None:
    for person in (ANA, BEN, JIWOO, OLA):
        desk.give(desk.reaction(person, root, "ticket"))
    assert len(desk.ticket.followers) == 5
    assert len(desk.ours(IT_HAPPENS, root)) == 1


def test_a_redelivery_under_another_id_changes_nothing(desk: MemoryDesk) -> None:
    message = desk.say(ANA, "My laptop does not start")
    reaction = desk.reaction(MINJUN, message.ts, "ticket")
    for _ in range(3):
        desk.give(reaction, key="react:the same")
    assert desk.events(desk.ticket.ref) == ["TicketOpened"]


def test_the_emoji_on_a_reply_follows_the_ticket_of_its_thread(desk: MemoryDesk, root: Ts) -> None:
    reply = desk.say(OLA, "Mine too", root)
    desk.give(desk.reaction(OLA, reply.ts, "ticket"))
    assert OLA in desk.ticket.followers


def test_the_emoji_on_a_reply_makes_a_ticket_of_the_whole_thread(desk: MemoryDesk) -> None:
    message = desk.say(ANA, "My laptop does not start")
    reply = desk.say(OLA, "Mine too", message.ts)
    desk.give(desk.reaction(OLA, reply.ts, "ticket"))
    assert desk.ticket.message == Thread(IT_HAPPENS, message.ts)
    assert desk.ticket.requester == ANA
    assert texts(desk) == ["Mine too"]


def test_slack_down_delays_the_text_and_loses_nothing(desk: MemoryDesk) -> None:
    message = desk.say(ANA, "My laptop does not start")
    desk.say(OLA, "Mine too", message.ts)
    desk.slack.fail("conversations.replies", *[Fault(Unknown("timeout"))] * 3)
    desk.give(desk.reaction(MINJUN, message.ts, "ticket"))
    assert desk.ticket.text is None
    assert len(desk.ours(IT_TRIAGE)) == 1
    assert desk.ours(IT_HAPPENS, message.ts) == []
    for _ in range(5):
        desk.later(MINUTE)
    assert desk.ticket.text == "My laptop does not start"
    assert texts(desk) == ["Mine too"]
    assert len(desk.ours(IT_HAPPENS, message.ts)) == 1
    assert "My laptop does not start" in str(desk.ours(IT_TRIAGE)[0].shown.blocks)


def test_two_emoji_in_one_unreadable_thread_end_as_one_ticket(desk: MemoryDesk) -> None:
    message = desk.say(ANA, "My laptop does not start")
    reply = desk.say(OLA, "Mine too", message.ts)
    desk.give(desk.reaction(MINJUN, message.ts, "ticket"))
    desk.slack.fail("conversations.replies", Fault(Unknown("timeout")))
    desk.give(desk.reaction(BEN, reply.ts, "ticket"))
    for _ in range(5):
        desk.later(MINUTE)
    alive = [ticket for ticket in desk.tickets if ticket.status is not Status.MERGED]
    assert len(alive) == 1
    assert BEN in alive[0].followers
    assert len(desk.ours(IT_HAPPENS, message.ts)) == 1


def test_replies_that_arrive_before_the_emoji_become_comments_in_slacks_order(
    desk: MemoryDesk,
) -> None:
    message = desk.say(ANA, "My laptop does not start")
    first = desk.say(ANA, "It beeps", message.ts)
    second = desk.say(OLA, "Mine too", message.ts)
    third = desk.say(OLA, "wrong thread", message.ts)
    edited = later_than(third.ts, 5)
    desk.slack.remove(Thread(IT_HAPPENS, third.ts))
    desk.give(
        MessageDeleted(IT_HAPPENS, third.ts, message.ts, edited),
        MessageEdited(IT_HAPPENS, first.ts, message.ts, ANA, "It beeps twice", edited),
        second,
        third,
        first,
    )
    assert desk.tickets == []
    desk.give(desk.reaction(MINJUN, message.ts, "ticket"))
    comments = desk.aggregates.comments(desk.ticket.ref)
    assert [c.source for c in comments] == [first.ts, second.ts, third.ts]
    assert texts(desk)[:2] == ["It beeps twice", "Mine too"]
    assert comments[2].deleted_ts == edited


def test_what_waited_too_long_for_a_ticket_is_forgotten(desk: MemoryDesk) -> None:
    message = desk.say(ANA, "Lunch?")
    reply = desk.say(OLA, "Yes", message.ts)
    desk.give(reply)
    desk.slack.remove(Thread(IT_HAPPENS, reply.ts))
    desk.later(timedelta(hours=2))
    desk.give(desk.reaction(MINJUN, message.ts, "ticket"))
    assert texts(desk) == []


def test_replies_under_the_triage_card_are_internal(desk: MemoryDesk, root: Ts) -> None:
    [card] = desk.ours(IT_TRIAGE)
    note = desk.say(BEN, "Battery, I think", card.ts)
    desk.give(replace(note, channel=IT_TRIAGE))
    [comment] = desk.aggregates.comments(desk.ticket.ref)
    assert comment.internal
    assert len(desk.slack.in_channel(IT_HAPPENS, root)) == 1


def test_take_and_solve_by_button_show_on_the_cards_and_on_the_message(
    desk: MemoryDesk, root: Ts
) -> None:
    [card] = desk.ours(IT_TRIAGE)
    desk.give(desk.press(BEN, Button.TAKE, card))
    message = desk.slack.posts[Thread(IT_HAPPENS, root)]
    assert {emoji for emoji, who in message.reactions.items() if BOT in who} == {"eyes"}
    assert "Ben Carter" in str(desk.ours(IT_HAPPENS, root)[0].shown.blocks)
    [card] = desk.ours(IT_TRIAGE)
    desk.give(desk.press(BEN, Button.SOLVE, card))
    assert {e for e, who in message.reactions.items() if BOT in who} == {"white_check_mark"}
    assert len(desk.ours(IT_TRIAGE)) == 1
    assert len(desk.ours(IT_HAPPENS, root)) == 1


def test_take_and_solve_by_emoji(desk: MemoryDesk, root: Ts) -> None:
    desk.give(desk.reaction(BEN, root, "eyes"))
    assert (desk.ticket.status, desk.ticket.assignee) == (Status.ASSIGNED, BEN)
    desk.give(desk.reaction(BEN, root, "white_check_mark"))
    assert desk.ticket.status is Status.SOLVED


def test_an_emoji_on_the_card_counts_for_its_ticket(desk: MemoryDesk, root: Ts) -> None:
    [card] = desk.ours(IT_HAPPENS, root)
    desk.give(desk.reaction(BEN, card.ts, "eyes"))
    assert desk.ticket.assignee == BEN


def test_an_emoji_on_a_reply_counts_for_the_ticket_of_its_thread(
    desk: MemoryDesk, root: Ts
) -> None:
    reply = desk.say(ANA, "It beeps twice", root)
    desk.give(reply, desk.reaction(BEN, reply.ts, "eyes"))
    assert desk.ticket.assignee == BEN


def test_an_emoji_on_a_reply_waits_for_the_ticket_of_its_thread(desk: MemoryDesk) -> None:
    message = desk.say(ANA, "My laptop does not start")
    reply = desk.say(ANA, "It beeps twice", message.ts)
    desk.give(desk.reaction(BEN, reply.ts, "eyes"))
    desk.give(desk.reaction(MINJUN, message.ts, "ticket"))
    assert desk.ticket.assignee == BEN


def test_eyes_before_the_ticket_emoji_take_the_ticket(desk: MemoryDesk) -> None:
    message = desk.say(ANA, "My laptop does not start")
    desk.give(desk.reaction(BEN, message.ts, "eyes"))
    desk.give(desk.reaction(MINJUN, message.ts, "ticket"))
    assert desk.ticket.assignee == BEN


def test_taking_the_emoji_off_within_two_minutes_cancels(desk: MemoryDesk, root: Ts) -> None:
    desk.now += MINUTE
    desk.give(desk.reaction(MINJUN, root, "ticket", added=False))
    assert desk.ticket.status is Status.CANCELLED
    assert "Take" not in str(desk.ours(IT_TRIAGE)[0].shown.blocks)


def test_somebody_elses_emoji_taken_off_early_leaves_the_ticket(desk: MemoryDesk) -> None:
    message = desk.say(ANA, "My laptop does not start")
    put_on = desk.reaction(MINJUN, message.ts, "ticket")
    desk.now += MINUTE
    desk.give(desk.reaction(OLA, message.ts, "ticket", added=False), put_on)
    assert desk.ticket.status is Status.NEW


def test_putting_the_emoji_on_again_brings_a_cancelled_ticket_back(
    desk: MemoryDesk, root: Ts
) -> None:
    desk.now += MINUTE
    desk.give(desk.reaction(MINJUN, root, "ticket", added=False))
    desk.now += MINUTE
    desk.give(desk.reaction(MINJUN, root, "ticket"))
    assert desk.ticket.status is Status.NEW
    assert desk.events(desk.ticket.ref)[-1] == "TicketReopened"
    assert "Take" in str(desk.ours(IT_TRIAGE)[0].shown.blocks)
    desk.give(desk.reaction(BEN, root, "ticket"))
    assert desk.ticket.followers == (MINJUN, BEN)


def test_an_emoji_taken_off_before_it_was_put_on_again_cancels_nothing(desk: MemoryDesk) -> None:
    message = desk.say(ANA, "My laptop does not start")
    taken_off = desk.reaction(MINJUN, message.ts, "ticket", added=False)
    desk.now += MINUTE
    desk.give(taken_off, desk.reaction(MINJUN, message.ts, "ticket"), taken_off)
    assert desk.ticket.status is Status.NEW


def test_the_emoji_taken_off_a_reply_cancels_what_it_made(desk: MemoryDesk) -> None:
    message = desk.say(ANA, "My laptop does not start")
    reply = desk.say(OLA, "Mine too", message.ts)
    desk.give(desk.reaction(OLA, reply.ts, "ticket"))
    desk.now += MINUTE
    desk.give(desk.reaction(OLA, reply.ts, "ticket", added=False))
    assert desk.ticket.status is Status.CANCELLED


def test_a_follower_who_takes_the_emoji_off_follows_no_more(desk: MemoryDesk, root: Ts) -> None:
    desk.give(desk.reaction(BEN, root, "ticket"))
    desk.give(desk.reaction(BEN, root, "ticket", added=False))
    assert (desk.ticket.followers, desk.ticket.status) == ((MINJUN,), Status.NEW)
    desk.give(desk.reaction(MINJUN, root, "ticket", added=False))
    assert desk.ticket.status is Status.CANCELLED, "nobody else wants it any more"


def test_an_unknown_emoji_costs_no_call(desk: MemoryDesk, root: Ts) -> None:
    before = len(desk.slack.calls)
    desk.give(desk.reaction(ANA, root, "tada"))
    assert len(desk.slack.calls) == before


def test_a_channel_without_an_inbox_has_no_tickets() -> None:
    desk = MemoryDesk(desk=a_desk(inboxes={InboxId("it"): an_inbox(channels=())}))
    message = desk.say(ANA, "My laptop does not start")
    desk.give(desk.reaction(MINJUN, message.ts, "ticket"))
    assert desk.tickets == []


def test_an_archived_triage_channel_moves_the_card_and_tells_the_admin(desk: MemoryDesk) -> None:
    desk.slack.archived.add(IT_TRIAGE)
    message = desk.say(ANA, "My laptop does not start")
    desk.give(desk.reaction(MINJUN, message.ts, "ticket"))
    [card] = desk.ours(IT_ONCALL)
    assert "My laptop does not start" in str(card.shown.blocks)
    assert len(desk.direct(ADAM)) == 1
    desk.give(desk.press(BEN, Button.TAKE, card))
    assert "Ben Carter" in str(desk.ours(IT_ONCALL)[0].shown.blocks)


def test_admins_hear_once_of_an_archived_channel_that_is_the_fallback_as_well() -> None:
    desk = MemoryDesk(desk=replace(a_desk(), fallback_channel=IT_TRIAGE))
    desk.slack.archived.add(IT_TRIAGE)
    message = desk.say(ANA, "My laptop does not start")
    desk.give(desk.reaction(MINJUN, message.ts, "ticket"))
    desk.give(desk.reaction(BEN, message.ts, "eyes"))
    desk.give(desk.reaction(BEN, message.ts, "white_check_mark"))
    assert len(desk.direct(ADAM)) == 1
    assert "Solved" in str(desk.ours(IT_HAPPENS, message.ts)[0].shown.blocks)


def test_admins_hear_once_of_each_channel_that_refuses_a_card(desk: MemoryDesk) -> None:
    desk.slack.archived.update({IT_TRIAGE, IT_ONCALL})
    message = desk.say(ANA, "My laptop does not start")
    desk.give(desk.reaction(MINJUN, message.ts, "ticket"))
    desk.give(desk.reaction(BEN, message.ts, "eyes"))
    desk.give(desk.reaction(BEN, message.ts, "white_check_mark"))
    assert len(desk.direct(ADAM)) == 2


def test_a_card_that_its_thread_cannot_have_is_no_second_one_in_the_fallback_channel() -> None:
    desk = MemoryDesk(desk=replace(a_desk(), fallback_channel=IT_TRIAGE))
    message = desk.say(ANA, "My laptop does not start")
    locked = Fault(Never(Undelivered.NOT_INSIDE, "not_in_channel"))
    desk.slack.fail("chat.postMessage", locked)
    desk.give(desk.reaction(MINJUN, message.ts, "ticket"))
    assert len(desk.ours(IT_TRIAGE)) == 1
    assert len(desk.direct(ADAM)) == 1


def test_a_thread_that_slack_will_never_show_still_becomes_a_ticket(desk: MemoryDesk) -> None:
    message = desk.say(ANA, "My laptop does not start")
    never = Fault(Never(Undelivered.NOT_INSIDE, "not_in_channel"))
    desk.slack.fail("conversations.replies", never, never)
    desk.give(desk.reaction(MINJUN, message.ts, "ticket"))
    for _ in range(3):
        desk.later(MINUTE)
    assert desk.ticket.text == ""
    assert len(desk.ours(IT_HAPPENS, message.ts)) == 1


def test_every_version_has_one_audit_row_with_an_actor_a_cause_and_a_reason(
    desk: MemoryDesk, root: Ts
) -> None:
    for change in (
        desk.reaction(BEN, root, "eyes"),
        desk.say(ANA, "Thanks", root),
        desk.reaction(PersonId("U0NOBODY01"), root, "ticket"),
        desk.reaction(BEN, root, "white_check_mark"),
    ):
        desk.give(change)
    rows = desk.history(desk.ticket.ref)
    assert [row.version for row in rows] == list(range(1, desk.ticket.version + 1))
    assert all(row.actor and row.cause and row.reason.key for row in rows)


def test_the_emoji_on_a_card_of_ours_makes_no_ticket(desk: MemoryDesk, root: Ts) -> None:
    [card] = desk.ours(IT_HAPPENS, root)
    desk.give(desk.reaction(MINJUN, card.ts, "ticket"))
    desk.give(desk.reaction(MINJUN, card.ts, "ticket", added=False))
    assert desk.ticket.status is Status.NEW


def test_a_message_of_somebody_who_has_left_becomes_a_ticket_like_any_other(
    desk: MemoryDesk,
) -> None:
    desk.slack.people[ANA] = replace(desk.slack.people[ANA], deactivated=True)
    message = desk.say(ANA, "My laptop does not start")
    desk.give(desk.reaction(MINJUN, message.ts, "ticket"))
    assert desk.ticket.requester == ANA
    assert "Ana Reyes" in str(desk.ours(IT_TRIAGE)[0].shown.blocks)
    desk.give(desk.reaction(BEN, message.ts, "eyes"))
    assert desk.ticket.assignee == BEN


def test_a_very_long_message_is_a_ticket_whose_card_quotes_its_beginning(desk: MemoryDesk) -> None:
    message = desk.say(ANA, "It does not start. " * 600)
    desk.give(desk.reaction(ANA, message.ts, "ticket"))
    [card] = desk.ours(IT_TRIAGE)
    assert "It does not start." in str(card.shown.blocks)
    assert_slack_takes(card.shown)


def test_a_hand_that_put_the_same_emoji_on_keeps_it_when_the_bots_goes(desk: MemoryDesk) -> None:
    message = desk.say(ANA, "My laptop does not start")
    desk.give(desk.reaction(ANA, message.ts, "ticket"))
    desk.slack.posts[Thread(IT_HAPPENS, message.ts)].reactions["eyes"] = [BEN]
    desk.give(desk.reaction(BEN, message.ts, "eyes"))
    assert desk.slack.posts[Thread(IT_HAPPENS, message.ts)].reactions["eyes"] == [BEN, BOT]
    desk.give(desk.reaction(BEN, message.ts, "white_check_mark"))
    shown = desk.slack.posts[Thread(IT_HAPPENS, message.ts)].reactions
    assert shown["eyes"] == [BEN]
    assert BOT in shown["white_check_mark"]
