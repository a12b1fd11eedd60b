"""Prepared replies, as people in Slack see them."""

import pytest

from deskbell.domain.ids import PersonId, Ts
from deskbell.domain.inputs import Dialog, DialogSubmitted
from deskbell.domain.settings.desk import Reply
from tests.builders import ANA, BEN, IT_HAPPENS, IT_TRIAGE, OLA, a_desk
from tests.functional.memory_desk import MemoryDesk

RESTART = Reply(
    "restart",
    "Restart",
    {
        "en": "{requester}, please restart. {agent} of {inbox} looks at {number} then.",
        "pl": "{requester}, uruchom ponownie.",
    },
)


@pytest.fixture
def desk() -> MemoryDesk:
    return MemoryDesk(a_desk(replies={"restart": RESTART}))


def ask(desk: MemoryDesk, person: PersonId) -> Ts:
    message = desk.say(person, "My laptop does not start")
    desk.give(desk.reaction(person, message.ts, "ticket"))
    return message.ts


def answer(desk: MemoryDesk, root: Ts, by: PersonId = BEN) -> None:
    value = f"{desk.ticket.ref}|{desk.ticket.card_revision}"
    desk.give(DialogSubmitted(Dialog.REPLY, value, by, IT_HAPPENS, root, {"reply": "restart"}))


def test_it_stands_in_the_thread_and_in_triage_in_the_agents_name(desk: MemoryDesk) -> None:
    root = ask(desk, ANA)
    answer(desk, root)
    said = "Ben Carter: @Ana Reyes, please restart. @Ben Carter of IT looks at #1 then."
    assert [p.shown.text for p in desk.ours(IT_HAPPENS, root)][1:] == [said]
    [card] = desk.ours(IT_TRIAGE)
    assert [p.shown.text for p in desk.ours(IT_TRIAGE, card.ts)] == [said]


def test_it_is_in_the_requesters_language(desk: MemoryDesk) -> None:
    root = ask(desk, OLA)
    answer(desk, root)
    assert "uruchom ponownie" in desk.ours(IT_HAPPENS, root)[-1].shown.text


def test_it_is_a_comment_of_the_ticket(desk: MemoryDesk) -> None:
    root = ask(desk, ANA)
    answer(desk, root)
    [comment] = desk.aggregates.comments(desk.ticket.ref)
    assert (comment.author, comment.internal) == (BEN, False)
    assert desk.ticket.comments == 1


def test_only_the_team_replies_so(desk: MemoryDesk) -> None:
    root = ask(desk, ANA)
    answer(desk, root, by=ANA)
    assert list(desk.aggregates.comments(desk.ticket.ref)) == []


def test_the_same_submission_twice_is_said_once(desk: MemoryDesk) -> None:
    root = ask(desk, ANA)
    value = f"{desk.ticket.ref}|{desk.ticket.card_revision}"
    submitted = DialogSubmitted(Dialog.REPLY, value, BEN, IT_HAPPENS, root, {"reply": "restart"})
    for _ in range(2):
        desk.give(submitted, key="view:V1:hash")
    assert len(desk.ours(IT_HAPPENS, root)) == 2
