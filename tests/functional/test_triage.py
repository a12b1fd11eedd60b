"""What triagers do with a ticket on its card: how soon, what about, no request (A1-10, A5-11)."""

import json

from deskbell.adapters.memory.workspace import Post
from deskbell.domain.inputs import Button, Dialog
from deskbell.domain.settings.desk import Choice
from deskbell.domain.tickets.ticket import Priority, Status
from tests.builders import ANA, BEN, IT_HAPPENS, IT_TRIAGE, JIWOO, MINJUN, OLA, a_desk, an_inbox
from tests.functional.memory_desk import MemoryDesk

CATEGORIES = (Choice("hardware", "Hardware"), Choice("access", "Accounts & access"))


def a_triage_desk() -> tuple[MemoryDesk, Post]:
    """Ana's message is a ticket; its card in the triage channel."""
    inbox = an_inbox(categories=CATEGORIES)
    desk = MemoryDesk(a_desk(inboxes={inbox.id: inbox}))
    message = desk.say(ANA, "My laptop does not start")
    desk.give(desk.reaction(MINJUN, message.ts, "ticket"))
    [card] = desk.ours(IT_TRIAGE)
    return desk, card


def shown(desk: MemoryDesk) -> list[str]:
    """What the ticket's cards say, in the thread and in triage."""
    message = desk.ticket.message
    assert message
    cards = [*desk.ours(IT_HAPPENS, message.ts), *desk.ours(IT_TRIAGE)]
    return [json.dumps(card.shown.blocks, ensure_ascii=False) for card in cards]


def whispers(desk: MemoryDesk) -> list[str]:
    return [seen.shown.text for seen in desk.slack.whispers]


def test_every_card_shows_the_priority_and_the_category_that_an_agent_chose() -> None:
    desk, card = a_triage_desk()

    desk.give(desk.fill(BEN, Dialog.CLASSIFY, card, priority="urgent", category="access"))

    cards = shown(desk)
    assert len(cards) == 2
    for words in cards:
        assert "Priority: *Urgent* · Category: *Accounts &amp; access*" in words
    assert (desk.ticket.priority, desk.ticket.category) == (Priority.URGENT, "access")
    assert desk.events(desk.ticket.ref)[-1] == "TicketClassified"


def test_what_is_left_empty_stays_as_it_is() -> None:
    desk, card = a_triage_desk()

    desk.give(desk.fill(BEN, Dialog.CLASSIFY, card, priority="high"))
    desk.give(desk.fill(JIWOO, Dialog.CLASSIFY, card, category="hardware"))

    assert (desk.ticket.priority, desk.ticket.category) == (Priority.HIGH, "hardware")


def test_a_requester_who_chooses_a_priority_is_told_that_the_team_does() -> None:
    desk, _ = a_triage_desk()
    message = desk.ticket.message
    assert message
    [card] = desk.ours(IT_HAPPENS, message.ts)

    desk.give(desk.fill(ANA, Dialog.CLASSIFY, card, priority="urgent"))

    assert desk.ticket.priority is Priority.NORMAL
    assert desk.events(desk.ticket.ref)[-1] == "ActionRefused"
    assert "only the team" in whispers(desk)[-1]


def test_a_dialog_of_a_card_that_has_changed_meanwhile_changes_nothing_and_says_so() -> None:
    desk, card = a_triage_desk()
    late = desk.fill(BEN, Dialog.CLASSIFY, card, priority="low")
    desk.give(desk.press(JIWOO, Button.TAKE, card))

    desk.give(late)

    assert desk.ticket.priority is Priority.NORMAL
    assert "looked different" in whispers(desk)[-1]


def test_a_category_of_another_inbox_is_refused() -> None:
    desk, card = a_triage_desk()

    desk.give(desk.fill(BEN, Dialog.CLASSIFY, card, category="billing"))

    assert desk.ticket.category is None
    assert "no such category" in whispers(desk)[-1]


def test_choosing_what_it_has_already_changes_nothing() -> None:
    desk, card = a_triage_desk()

    [handled] = desk.give(desk.fill(BEN, Dialog.CLASSIFY, card, priority="normal"))

    assert handled.ignored == "classified_already"


def test_what_is_no_request_is_closed_with_a_friendly_word_to_whoever_wrote_it() -> None:
    desk, card = a_triage_desk()
    message = desk.ticket.message
    assert message

    desk.give(desk.fill(BEN, Dialog.DISMISS, card, word="This is an announcement"))

    assert desk.ticket.status is Status.CANCELLED
    assert desk.events(desk.ticket.ref)[-1] == "TicketDismissed"
    told = desk.ours(IT_HAPPENS, message.ts)[-1].shown.text
    assert told.startswith("Thank you for writing! Ben Carter closed *#1*")
    assert "This is an announcement" in told
    assert "Cancelled" in shown(desk)[-1]


def test_the_ticket_emoji_brings_back_what_was_said_to_be_no_request() -> None:
    desk, card = a_triage_desk()
    message = desk.ticket.message
    assert message
    desk.give(desk.fill(BEN, Dialog.DISMISS, card))

    desk.give(desk.reaction(ANA, message.ts, "ticket"))

    assert desk.ticket.status is Status.NEW


def test_a_requester_cannot_say_that_it_is_no_request() -> None:
    desk, card = a_triage_desk()

    desk.give(desk.fill(ANA, Dialog.DISMISS, card))

    assert desk.ticket.status is Status.NEW


def test_nobody_is_reminded_of_a_form_request_that_is_none() -> None:
    desk = MemoryDesk()
    desk.give(desk.form(OLA))
    desk.advance(desk.ticket.ref, "acknowledge_request", "route_request")
    [card] = desk.ours(IT_HAPPENS)

    desk.give(desk.fill(BEN, Dialog.DISMISS, card))

    assert not [name for _, name in desk.table.timers if name == "reminder"]
    assert "Ben Carter" in desk.direct(OLA)[-1].shown.text
