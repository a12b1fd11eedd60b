"""Prepared replies that do something besides (macros), as people in Slack see them (B-23)."""

from dataclasses import replace

import pytest

from deskbell.domain.ids import InboxId, PersonId
from deskbell.domain.inputs import Button, ButtonPressed, Dialog, DialogSubmitted
from deskbell.domain.settings.desk import Choice
from deskbell.domain.settings.replies import ME, Does, Ending, Reply
from deskbell.domain.tickets.ticket import Priority, Status
from tests.builders import ANA, BEN, IT_HAPPENS, IT_TRIAGE, JIWOO, a_desk, two_inboxes
from tests.functional.memory_desk import MemoryDesk
from tests.functional.states import MINUTE

WORDS = {"en": "Please restart.", "ko": "다시 켜 주세요.", "pl": "Uruchom ponownie."}
WAIT = Does(Priority.HIGH, "hardware", ME, state=Ending.WAIT, called=("wait", "high"))
REPLIES = {
    "wait": Reply("wait", "Restart, then wait", WORDS, WAIT),
    "solve": Reply("solve", "Restart, solved", WORDS, Does(state=Ending.SOLVE)),
    "move": Reply("move", "X-Team's", WORDS, Does(Priority.HIGH, inbox=InboxId("x-team"))),
    "give": Reply("give", "Jiwoo's", WORDS, Does(Priority.HIGH, assignee=JIWOO)),
}


@pytest.fixture
def desk() -> MemoryDesk:
    inboxes = two_inboxes()
    it = replace(inboxes[InboxId("it")], categories=(Choice("hardware", "Hardware"),))
    desk = MemoryDesk(a_desk(inboxes={**inboxes, it.id: it}, replies=REPLIES))
    root = desk.say(ANA, "My laptop does not start")
    desk.give(desk.reaction(ANA, root.ts, "ticket"))
    return desk


def choose(desk: MemoryDesk, reply: str, by: PersonId = BEN, revision: int | None = None) -> None:
    shown = desk.ticket.card_revision if revision is None else revision
    value = f"{desk.ticket.ref}|{shown}"
    desk.give(DialogSubmitted(Dialog.REPLY, value, by, IT_TRIAGE, None, {"reply": reply}))


def undo(desk: MemoryDesk, by: PersonId = BEN) -> None:
    value = f"{desk.ticket.ref}|{desk.ticket.card_revision}"
    desk.give(ButtonPressed(Button.UNDO, value, by, IT_TRIAGE, None, None))


def said(desk: MemoryDesk) -> list[str]:
    [message] = [post for post in desk.slack.in_channel(IT_HAPPENS) if post.author == ANA]
    return [post.shown.text for post in desk.ours(IT_HAPPENS, message.ts)][1:]


def test_one_choice_says_the_reply_and_does_all_that_belongs_to_it(desk: MemoryDesk) -> None:
    choose(desk, "wait")
    ticket = desk.ticket
    assert (ticket.status, ticket.assignee) == (Status.WAITING, BEN)
    assert (ticket.priority, ticket.category) == (Priority.HIGH, "hardware")
    assert said(desk) == ["Ben Carter: Please restart."]


def test_it_can_be_undone_all_at_once_and_what_was_said_stays(desk: MemoryDesk) -> None:
    choose(desk, "wait")
    desk.now += MINUTE
    undo(desk)
    ticket = desk.ticket
    assert (ticket.status, ticket.assignee) == (Status.NEW, None)
    assert (ticket.priority, ticket.category) == (Priority.NORMAL, None)
    assert said(desk) == ["Ben Carter: Please restart."]


def test_it_solves_with_a_word(desk: MemoryDesk) -> None:
    choose(desk, "solve")
    assert (desk.ticket.status, desk.ticket.solver) == (Status.SOLVED, BEN)
    assert said(desk) == ["Ben Carter: Please restart."]


def test_what_goes_to_another_team_has_the_reply_with_it_and_comes_back_by_undo(
    desk: MemoryDesk,
) -> None:
    choose(desk, "move")
    assert (desk.ticket.inbox, desk.ticket.priority) == ("x-team", Priority.HIGH)
    assert "Ben Carter: Please restart." in said(desk)
    undo(desk)
    assert (desk.ticket.inbox, desk.ticket.priority) == ("it", Priority.NORMAL)


def test_what_may_not_be_done_is_not_said_either_and_they_hear_why(desk: MemoryDesk) -> None:
    gone = replace(REPLIES["give"], does=Does(Priority.HIGH, assignee=ANA))
    desk.settings.desk = replace(desk.settings.desk, replies={"give": gone})
    choose(desk, "give")
    assert said(desk) == []
    assert (desk.ticket.priority, desk.ticket.assignee) == (Priority.NORMAL, None)
    assert desk.slack.whispers[-1].person == BEN


def test_on_a_card_that_has_changed_since_nothing_is_done_or_said(desk: MemoryDesk) -> None:
    choose(desk, "give", revision=desk.ticket.card_revision - 1)
    assert said(desk) == []
    assert desk.ticket.assignee is None


def test_the_history_has_each_step(desk: MemoryDesk) -> None:
    choose(desk, "give")
    events = [row.event for row in desk.aggregates.history(desk.ticket.ref)]
    assert events[-3:] == ["TicketClassified", "TicketAssigned", "CommentAdded"]


def test_what_waits_already_is_counted_before_it_waits_anew(desk: MemoryDesk) -> None:
    choose(desk, "wait")
    desk.now += MINUTE
    choose(desk, "wait", by=JIWOO)
    assert sum(desk.ticket.paused_for.values()) == 60


def test_only_the_team_does_so(desk: MemoryDesk) -> None:
    choose(desk, "wait", by=ANA)
    assert said(desk) == []
    assert desk.ticket.status is Status.NEW
