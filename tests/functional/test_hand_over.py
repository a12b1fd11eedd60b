"""A ticket changes hands: given to somebody, or offered and accepted (A1-10, A5-11)."""

from datetime import timedelta

from deskbell.adapters.memory.workspace import Post
from deskbell.domain.ids import PersonId
from deskbell.domain.inputs import Button, ButtonPressed, Dialog
from deskbell.domain.tickets.hand_over import HandOver
from deskbell.domain.tickets.ticket import Status
from tests.builders import ADAM, ANA, BEN, IT_HAPPENS, IT_TRIAGE, JIWOO, LENA, MINJUN
from tests.functional.memory_desk import MemoryDesk


def a_desk_with_a_ticket(taken_by: PersonId | None = None) -> tuple[MemoryDesk, Post]:
    """Ana's message is a ticket, and perhaps somebody's; its card in the triage channel."""
    desk = MemoryDesk()
    message = desk.say(ANA, "My laptop does not start")
    desk.give(desk.reaction(MINJUN, message.ts, "ticket"))
    [card] = desk.ours(IT_TRIAGE)
    if taken_by:
        desk.give(desk.press(taken_by, Button.TAKE, card))
    return desk, card


def offered() -> tuple[MemoryDesk, Post]:
    """Ben asks Jiwoo to take his ticket over; the direct message that Jiwoo gets."""
    desk, card = a_desk_with_a_ticket(taken_by=BEN)
    desk.give(desk.fill(BEN, Dialog.ASSIGN, card, to=JIWOO, word="I am away tomorrow"))
    [asked] = desk.direct(JIWOO)
    return desk, asked


def last_told(desk: MemoryDesk, person: PersonId) -> str:
    return desk.direct(person)[-1].shown.text


def test_what_nobody_has_is_at_once_theirs_to_whom_a_triager_gives_it() -> None:
    desk, card = a_desk_with_a_ticket()

    desk.give(desk.fill(LENA, Dialog.ASSIGN, card, to=BEN, word="You know this model"))

    assert (desk.ticket.status, desk.ticket.assignee) == (Status.ASSIGNED, BEN)
    assert "Taken* by Ben Carter" in str(desk.ours(IT_TRIAGE)[0].shown.blocks)
    told = last_told(desk, BEN)
    assert f"<@{LENA}> has given you *#1*: My laptop does not start" in told
    assert "You know this model" in told


def test_until_it_is_accepted_it_stays_with_whoever_has_it_and_the_card_says_who_is_asked() -> None:
    desk, asked = offered()

    assert desk.ticket.assignee == BEN
    [card] = desk.ours(IT_TRIAGE)
    assert "Ben Carter has asked Park Jiwoo to take it over" in str(card.shown.blocks)
    assert f"<@{BEN}> 님이 *#1* 티켓을 넘겨받아 달라고 해요" in asked.shown.text
    assert "I am away tomorrow" in asked.shown.text
    assert desk.events(desk.ticket.ref)[-1] == "HandOverOffered"


def test_who_accepts_has_it_and_who_asked_is_told() -> None:
    desk, asked = offered()

    desk.give(desk.press(JIWOO, Button.ACCEPT, asked))

    assert (desk.ticket.assignee, desk.ticket.hand_over) == (JIWOO, None)
    assert "has asked" not in str(desk.ours(IT_TRIAGE)[0].shown.blocks)
    assert f"<@{JIWOO}> has accepted *#1*" in last_told(desk, BEN)
    assert "*#1* 티켓을 맡으셨어요" in desk.slack.whispers[-1].shown.text, "Jiwoo sees it too"
    row = desk.history(desk.ticket.ref)[-1]
    assert (row.event, row.actor, row.reason.key) == (
        "TicketAssigned",
        f"person:{JIWOO}",
        "reason.accepted",
    )


def test_who_declines_gives_it_back_and_who_asked_is_told() -> None:
    desk, asked = offered()

    desk.give(desk.press(JIWOO, Button.DECLINE, asked))

    assert (desk.ticket.assignee, desk.ticket.hand_over) == (BEN, None)
    assert f"<@{JIWOO}> cannot take over *#1*" in last_told(desk, BEN)
    assert "*#1* 티켓은 그대로 두고" in desk.slack.whispers[-1].shown.text, "Jiwoo sees it too"
    assert desk.events(desk.ticket.ref)[-1] == "HandOverDeclined"


def test_a_second_press_on_an_answered_offer_changes_nothing_and_says_so() -> None:
    desk, asked = offered()
    desk.give(desk.press(JIWOO, Button.DECLINE, asked))

    desk.give(desk.press(JIWOO, Button.ACCEPT, asked))

    assert desk.ticket.assignee == BEN
    assert "넘겨받을 수 없어요" in desk.slack.whispers[-1].shown.text


def test_an_offer_can_be_accepted_though_the_card_has_changed_since() -> None:
    desk, asked = offered()
    [card] = desk.ours(IT_TRIAGE)
    desk.give(desk.fill(BEN, Dialog.CLASSIFY, card, priority="high"))

    desk.give(desk.press(JIWOO, Button.ACCEPT, asked))

    assert desk.ticket.assignee == JIWOO


def test_nobody_else_can_accept_it() -> None:
    desk, asked = offered()

    desk.give(desk.press(ADAM, Button.ACCEPT, asked))

    assert desk.ticket.assignee == BEN


def test_an_agent_may_take_over_from_a_colleague_who_is_told() -> None:
    desk, card = a_desk_with_a_ticket(taken_by=BEN)

    desk.give(desk.fill(JIWOO, Dialog.ASSIGN, card, to=JIWOO))

    assert desk.ticket.assignee == JIWOO
    assert f"<@{JIWOO}> has taken *#1* over from you" in last_told(desk, BEN)


def test_only_people_of_the_inbox_can_be_given_it() -> None:
    desk, card = a_desk_with_a_ticket()

    desk.give(desk.fill(BEN, Dialog.ASSIGN, card, to=MINJUN))

    assert desk.ticket.assignee is None
    assert "Kim Minjun does not work in IT" in desk.slack.whispers[-1].shown.text


def test_a_requester_cannot_give_it_to_anybody() -> None:
    desk, _ = a_desk_with_a_ticket()
    message = desk.ticket.message
    assert message
    [card] = desk.ours(IT_HAPPENS, message.ts)

    desk.give(desk.fill(ANA, Dialog.ASSIGN, card, to=BEN))

    assert desk.ticket.assignee is None
    assert "only the team" in desk.slack.whispers[-1].shown.text


def test_what_is_solved_meanwhile_cannot_be_accepted_any_more() -> None:
    desk, asked = offered()
    [card] = desk.ours(IT_TRIAGE)
    desk.give(desk.press(BEN, Button.SOLVE, card))

    desk.give(desk.press(JIWOO, Button.ACCEPT, asked))

    assert (desk.ticket.status, desk.ticket.assignee) == (Status.SOLVED, BEN)


def undo(desk: MemoryDesk, by: PersonId) -> None:
    """The button below what they were told when they answered."""
    told = desk.slack.whispers[-1]
    assert f"{Button.UNDO}" in str(told.shown.blocks)
    value = f"{desk.ticket.ref}|{desk.ticket.card_revision}"
    assert value in str(told.shown.blocks)
    desk.give(ButtonPressed(Button.UNDO, value, by, told.channel, None, None))


def test_who_accepts_by_mistake_undoes_it_and_it_is_offered_as_before() -> None:
    desk, asked = offered()
    desk.give(desk.press(JIWOO, Button.ACCEPT, asked))

    undo(desk, JIWOO)

    assert desk.ticket.assignee == BEN
    assert desk.ticket.hand_over == HandOver(JIWOO, BEN)
    assert f"<@{JIWOO}> has taken the answer about *#1* back" in last_told(desk, BEN)
    desk.give(desk.press(JIWOO, Button.DECLINE, asked))
    assert desk.events(desk.ticket.ref)[-1] == "HandOverDeclined"
    assert desk.ticket.assignee == BEN


def test_who_declines_by_mistake_undoes_it_and_can_accept() -> None:
    desk, asked = offered()
    desk.give(desk.press(JIWOO, Button.DECLINE, asked))

    undo(desk, JIWOO)

    assert "has taken the answer about *#1* back" in last_told(desk, BEN)
    desk.give(desk.press(JIWOO, Button.ACCEPT, asked))
    assert (desk.ticket.assignee, desk.ticket.hand_over) == (JIWOO, None)


def test_after_two_minutes_an_answer_stays_and_they_are_told_so() -> None:
    desk, asked = offered()
    desk.give(desk.press(JIWOO, Button.ACCEPT, asked))
    desk.now += timedelta(minutes=2, seconds=1)

    undo(desk, JIWOO)

    assert desk.ticket.assignee == JIWOO
