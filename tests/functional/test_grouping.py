"""Several messages of one person in an auto-ticket channel are one ticket (B-5)."""

from dataclasses import replace
from datetime import timedelta

import pytest

from deskbell.adapters.memory.books import memory_books
from deskbell.domain.ids import InboxId, PersonId
from deskbell.domain.inputs import Button, Dialog, DialogSubmitted, MessageEdited, MessagePosted
from deskbell.domain.settings.desk import EmojiAction
from deskbell.domain.tickets.ticket import Privacy, Status
from deskbell.usecases.audit.in_the_table import i2_what_is_sent_has_a_post
from tests.builders import ANA, BEN, BOT, IT_HAPPENS, IT_TRIAGE, OLA, a_desk, two_inboxes
from tests.functional.memory_desk import MemoryDesk, later_than

MINUTE = timedelta(minutes=1)


@pytest.fixture
def desk() -> MemoryDesk:
    inboxes = two_inboxes()
    inboxes[InboxId("it")] = replace(inboxes[InboxId("it")], auto=(IT_HAPPENS,))
    emoji = {**a_desk().emoji, "no_entry_sign": EmojiAction.NOT_A_TICKET}
    return MemoryDesk(a_desk(inboxes=inboxes, emoji=emoji))


def ask(desk: MemoryDesk, text: str, person: PersonId = ANA) -> MessagePosted:
    said = desk.say(person, text)
    desk.give(said)
    desk.now += MINUTE
    return said


def comments(desk: MemoryDesk) -> list[str]:
    return [one.texts[-1][1] for one in desk.aggregates.comments(desk.ticket.ref)]


def test_what_one_person_writes_within_an_hour_is_one_ticket(desk: MemoryDesk) -> None:
    ask(desk, "My laptop does not start")
    more = ask(desk, "It is the blue one")

    assert desk.ticket.text == "My laptop does not start"
    assert comments(desk) == ["It is the blue one"]
    [pointer] = desk.ours(IT_HAPPENS, more.ts)
    assert "*#1*" in pointer.shown.text
    assert len(desk.ours(IT_TRIAGE)) == 1


def test_what_is_said_below_the_second_message_is_said_to_the_ticket(desk: MemoryDesk) -> None:
    ask(desk, "My laptop does not start")
    more = ask(desk, "It is the blue one")
    desk.give(desk.say(BEN, "I see it", more.ts))

    assert comments(desk) == ["It is the blue one", "I see it"]


def test_an_edit_of_the_second_message_changes_the_comment_and_not_the_ticket(
    desk: MemoryDesk,
) -> None:
    ask(desk, "My laptop does not start")
    more = ask(desk, "It is the blue one")
    at = later_than(more.ts, 9)
    desk.give(MessageEdited(IT_HAPPENS, more.ts, None, ANA, "The red one", at))

    assert desk.ticket.text == "My laptop does not start"
    assert comments(desk) == ["The red one"]


def test_another_person_or_another_hour_is_another_ticket(desk: MemoryDesk) -> None:
    ask(desk, "My laptop does not start")
    ask(desk, "My laptop does not start either", OLA)
    desk.now += timedelta(hours=1)
    ask(desk, "And now my phone is gone")

    assert [ticket.requester for ticket in desk.tickets] == [ANA, OLA, ANA]


def test_after_the_first_one_is_solved_the_next_message_is_a_request_of_its_own(
    desk: MemoryDesk,
) -> None:
    first = ask(desk, "My laptop does not start")
    desk.give(desk.reaction(BEN, first.ts, "white_check_mark"))
    ask(desk, "Now the printer is jammed")

    assert len(desk.tickets) == 2


def test_kind_words_afterwards_are_not_part_of_it(desk: MemoryDesk) -> None:
    ask(desk, "My laptop does not start")
    ask(desk, "Thank you all!")

    assert not comments(desk)


def test_where_it_goes_on_is_not_said_while_a_private_ticket_is_merged_with_it(
    desk: MemoryDesk,
) -> None:
    ask(desk, "My laptop does not start")
    ask(desk, "Somebody reads my mail", OLA)
    first, second = desk.tickets
    desk.table.states[second.ref] = replace(second, privacy=Privacy.PRIVATE)
    value = f"{second.ref}|{second.card_revision}"
    desk.give(
        DialogSubmitted(Dialog.MERGE, value, BEN, IT_TRIAGE, None, {"number": f"#{first.number}"})
    )
    more = ask(desk, "It is the blue one")
    assert desk.ours(IT_HAPPENS, more.ts) == []

    [card] = [one for one in desk.ours(IT_TRIAGE) if f"#{second.number}" in str(one.shown)][-1:]
    desk.give(desk.press(BEN, Button.UNMERGE, card))

    assert desk.tickets[0].privacy is Privacy.PUBLIC
    books = memory_books(desk.table, desk.wall(), BOT)
    assert list(i2_what_is_sent_has_a_post(books)) == []


def test_told_twice_it_is_there_once(desk: MemoryDesk) -> None:
    ask(desk, "My laptop does not start")
    more = ask(desk, "It is the blue one")
    desk.give(more)

    assert comments(desk) == ["It is the blue one"]
    assert len(desk.ours(IT_HAPPENS, more.ts)) == 1


def test_that_the_second_one_is_no_request_does_not_cancel_the_first(desk: MemoryDesk) -> None:
    ask(desk, "My laptop does not start")
    more = ask(desk, "Lunch anybody")
    desk.give(desk.reaction(ANA, more.ts, "no_entry_sign"))

    assert desk.ticket.status is Status.NEW


def test_the_ticket_emoji_on_the_second_message_follows_the_ticket(desk: MemoryDesk) -> None:
    ask(desk, "My laptop does not start")
    more = ask(desk, "It is the blue one")
    desk.give(desk.reaction(OLA, more.ts, "ticket"))
    assert OLA in desk.ticket.followers
    assert len(desk.tickets) == 1
    desk.give(desk.reaction(OLA, more.ts, "ticket", added=False))
    assert OLA not in desk.ticket.followers


def test_the_ticket_emoji_on_what_we_say_below_the_second_message_is_nothing(
    desk: MemoryDesk,
) -> None:
    ask(desk, "My laptop does not start")
    more = ask(desk, "It is the blue one")
    [pointer] = desk.ours(IT_HAPPENS, more.ts)
    desk.give(desk.reaction(OLA, pointer.ts, "ticket"))
    assert OLA not in desk.ticket.followers


def test_the_asker_who_takes_the_emoji_off_their_second_message_cancels_nothing(
    desk: MemoryDesk,
) -> None:
    ask(desk, "My laptop does not start")
    more = ask(desk, "It is the blue one")
    desk.give(desk.reaction(ANA, more.ts, "ticket"))
    desk.give(desk.reaction(ANA, more.ts, "ticket", added=False))
    assert desk.ticket.status is Status.NEW


def test_a_message_that_was_sent_twice_is_one_ticket_and_both_lead_to_it(desk: MemoryDesk) -> None:
    first, again = (desk.say(ANA, "My laptop does not start") for _ in range(2))
    desk.give(*(replace(one, client_msg_id="11111111-2222") for one in (first, again)))
    desk.give(desk.say(BEN, "I see it", again.ts))
    assert comments(desk) == ["My laptop does not start", "I see it"]
