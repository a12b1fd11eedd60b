"""Channels in which each message is a request: no emoji, no form, and no ticket for a greeting."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from deskbell.domain.ids import InboxId
from deskbell.domain.inputs import FileRef, MessageEdited, MessagePosted
from deskbell.domain.settings.desk import EmojiAction
from deskbell.domain.tickets.ticket import Status
from tests.builders import (
    ANA,
    BEN,
    IT_HAPPENS,
    IT_TRIAGE,
    MINJUN,
    X_TEAM,
    a_desk,
    two_inboxes,
)
from tests.functional.memory_desk import MemoryDesk, later_than


@pytest.fixture
def desk() -> MemoryDesk:
    inboxes = two_inboxes()
    inboxes[InboxId("it")] = replace(inboxes[InboxId("it")], auto=(IT_HAPPENS,))
    emoji = {**a_desk().emoji, "no_entry_sign": EmojiAction.NOT_A_TICKET}
    return MemoryDesk(a_desk(inboxes=inboxes, emoji=emoji))


def ask(desk: MemoryDesk, text: str, **where: Any) -> MessagePosted:
    said = desk.say(ANA, text, **where)
    desk.give(said)
    return said


def edited(message: MessagePosted, text: str) -> MessageEdited:
    return MessageEdited(
        channel=message.channel,
        ts=message.ts,
        thread_ts=None,
        author=message.author,
        text=text,
        edited_ts=later_than(message.ts, 5),
    )


def test_each_message_at_the_top_level_becomes_a_ticket_of_its_author(desk: MemoryDesk) -> None:
    said = ask(desk, "My laptop does not start")

    assert (desk.ticket.requester, desk.ticket.text) == (ANA, "My laptop does not start")
    assert len(desk.ours(IT_HAPPENS, said.ts)) == 1
    assert len(desk.ours(IT_TRIAGE)) == 1
    assert desk.history(desk.ticket.ref)[0].reason.key == "reason.opened_by_itself"


@pytest.mark.parametrize("text", ["hi", "Thanks!", "dzień dobry", "감사합니다", ":wave:", "👍"])
def test_kind_words_make_no_ticket(desk: MemoryDesk, text: str) -> None:
    ask(desk, text)

    assert not desk.tickets


def test_a_file_without_a_word_is_a_request(desk: MemoryDesk) -> None:
    said = desk.say(ANA, "")
    desk.give(replace(said, files=(FileRef("F1", "error.png", "https://files.example"),)))

    assert desk.ticket.requester == ANA


def test_a_reply_makes_no_ticket_of_its_own(desk: MemoryDesk) -> None:
    said = ask(desk, "My laptop does not start")
    ask(desk, "It is the blue one", thread_ts=said.ts)

    assert desk.ticket.comments == 1


def test_in_other_channels_a_message_alone_makes_no_ticket(desk: MemoryDesk) -> None:
    ask(desk, "My laptop does not start", channel=X_TEAM)

    assert not desk.tickets


def test_a_message_and_the_ticket_emoji_on_it_make_one_ticket(desk: MemoryDesk) -> None:
    said = desk.say(ANA, "My laptop does not start")
    desk.give(desk.reaction(MINJUN, said.ts, "ticket"), said)
    assert len(desk.tickets) == 1

    other = desk.say(ANA, "My phone is gone")
    desk.give(other, desk.reaction(MINJUN, other.ts, "ticket"), other)
    assert len(desk.tickets) == 2
    assert MINJUN in desk.tickets[1].followers


def test_a_greeting_that_is_edited_into_a_question_becomes_a_ticket(desk: MemoryDesk) -> None:
    said = ask(desk, "hi")
    desk.slack.posts[next(iter(desk.slack.posts))].shown = replace(
        next(iter(desk.slack.posts.values())).shown, text="hi, my laptop does not start"
    )
    desk.give(edited(said, "hi, my laptop does not start"))

    assert desk.ticket.text == "hi, my laptop does not start"
    assert len(desk.ours(IT_HAPPENS, said.ts)) == 1


def test_what_was_said_long_ago_becomes_no_ticket_when_it_is_edited(desk: MemoryDesk) -> None:
    said = desk.say(ANA, "My laptop does not start")
    desk.now += timedelta(days=2)
    desk.give(edited(said, "My laptop does not start any more"))

    assert not desk.tickets


def test_its_author_takes_a_ticket_back_with_one_emoji_within_the_undo_window(
    desk: MemoryDesk,
) -> None:
    said = ask(desk, "Lunch anybody")
    desk.give(desk.reaction(ANA, said.ts, "no_entry_sign"))

    assert desk.ticket.status is Status.CANCELLED
    assert desk.history(desk.ticket.ref)[-1].reason.key == "reason.dismissed_by_emoji"


def test_an_agent_may_say_so_as_well_and_no_one_else(desk: MemoryDesk) -> None:
    said = ask(desk, "Lunch anybody")
    desk.give(desk.reaction(MINJUN, said.ts, "no_entry_sign"))
    assert desk.ticket.is_open

    desk.give(desk.reaction(BEN, said.ts, "no_entry_sign"))
    assert desk.ticket.status is Status.CANCELLED


def test_after_the_undo_window_the_ticket_stays(desk: MemoryDesk) -> None:
    said = ask(desk, "Lunch anybody")
    desk.now += timedelta(minutes=3)
    desk.give(desk.reaction(ANA, said.ts, "no_entry_sign"))

    assert desk.ticket.status is Status.NEW


def test_the_emoji_may_be_told_before_the_message(desk: MemoryDesk) -> None:
    said = desk.say(ANA, "Lunch anybody")
    desk.give(desk.reaction(ANA, said.ts, "no_entry_sign"))
    desk.give(said)

    assert desk.ticket.status is Status.CANCELLED


def test_the_guide_says_that_each_message_becomes_a_ticket_and_how_to_say_it_is_none(
    desk: MemoryDesk,
) -> None:
    desk.receive(desk.join(ANA))

    [guide] = desk.direct(ANA)
    shown = str(guide.shown.blocks)
    assert "each message becomes a ticket" in shown
    assert ":no_entry_sign:" in shown
    assert ":ticket:" not in shown
