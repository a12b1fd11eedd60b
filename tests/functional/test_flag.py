"""A call for the supervisor in a ticket's thread, as people in Slack see it (A1-15, A1-16)."""

from datetime import timedelta

import pytest

from deskbell.adapters.memory.workspace import Post
from deskbell.domain.ids import PersonId, Ts
from deskbell.domain.inputs import Button, ButtonPressed
from tests.builders import ADAM, ANA, BEN, IT_HAPPENS, JIWOO, LENA, MINJUN, a_desk, an_inbox
from tests.functional.memory_desk import MemoryDesk

MINUTE = timedelta(minutes=1)


@pytest.fixture
def desk() -> MemoryDesk:
    """Lena supervises first, then Jiwoo."""
    it = an_inbox(supervisors=(LENA, JIWOO))
    return MemoryDesk(a_desk(inboxes={it.id: it}))


@pytest.fixture
def root(desk: MemoryDesk) -> Ts:
    message = desk.say(ANA, "Payroll is wrong")
    desk.give(desk.reaction(ANA, message.ts, "ticket"))
    return message.ts


def flag(desk: MemoryDesk, person: PersonId, ts: Ts, *, added: bool = True) -> None:
    desk.give(desk.reaction(person, ts, "raising_hand", added=added))


def calls(desk: MemoryDesk, person: PersonId) -> list[Post]:
    return [post for post in desk.direct(person) if "🙋" in post.shown.text]


def whispers(desk: MemoryDesk, person: PersonId) -> str:
    return "\n".join(w.shown.text for w in desk.slack.whispers if w.person == person)


def test_the_supervisor_is_told_in_private_who_calls_and_where(desk: MemoryDesk, root: Ts) -> None:
    reply = desk.say(BEN, "I am stuck", root)
    desk.give(reply)
    flag(desk, BEN, reply.ts)
    [call] = calls(desk, LENA)
    assert "Ben Carter" in call.shown.text
    assert f"p{reply.ts.replace('.', '')}" in call.shown.text
    assert "Payroll is wrong" in call.shown.text
    assert "🙋" not in str([post.shown for post in desk.slack.in_channel(IT_HAPPENS, root)])
    assert "told about *#1* in private" in whispers(desk, BEN)


def test_the_next_supervisor_is_called_after_five_minutes(desk: MemoryDesk, root: Ts) -> None:
    flag(desk, BEN, root)
    desk.later(4 * MINUTE)
    assert calls(desk, JIWOO) == []
    desk.later(1 * MINUTE)
    assert len(calls(desk, JIWOO)) == 1
    assert len(calls(desk, LENA)) == 1


def test_after_the_last_supervisor_the_admins_are_called(desk: MemoryDesk, root: Ts) -> None:
    flag(desk, BEN, root)
    desk.later(5 * MINUTE)
    desk.later(5 * MINUTE)
    assert len(calls(desk, ADAM)) == 1
    desk.later(60 * MINUTE)
    assert [len(calls(desk, person)) for person in (LENA, JIWOO, ADAM)] == [1, 1, 1]


def test_i_have_it_ends_the_call_and_tells_whoever_called(desk: MemoryDesk, root: Ts) -> None:
    flag(desk, BEN, root)
    [call] = calls(desk, LENA)
    desk.give(desk.press(LENA, Button.ANSWER_FLAG, call))
    assert "Lena Fischer sees to *#1*" in calls(desk, BEN)[0].shown.text
    assert "You see to *#1* now" in desk.slack.whispers[-1].shown.text, "Lena sees that it counted"
    desk.later(5 * MINUTE)
    assert calls(desk, JIWOO) == []


def test_a_word_of_the_supervisor_in_the_thread_ends_the_call(desk: MemoryDesk, root: Ts) -> None:
    flag(desk, BEN, root)
    desk.give(desk.say(LENA, "I am here", root))
    assert desk.ticket.flag is None
    assert desk.events(desk.ticket.ref)[-1] == "FlagAnswered"
    desk.later(5 * MINUTE)
    assert calls(desk, JIWOO) == []


def test_a_word_of_somebody_else_does_not_end_the_call(desk: MemoryDesk, root: Ts) -> None:
    flag(desk, BEN, root)
    desk.give(desk.say(ANA, "Anybody?", root))
    assert desk.ticket.flag is not None


def test_taking_the_emoji_off_ends_the_call(desk: MemoryDesk, root: Ts) -> None:
    flag(desk, BEN, root)
    flag(desk, BEN, root, added=False)
    desk.later(5 * MINUTE)
    assert calls(desk, JIWOO) == []
    assert desk.events(desk.ticket.ref)[-2:] == ["TicketFlagged", "FlagCleared"]


def test_there_is_one_open_call_a_thread(desk: MemoryDesk, root: Ts) -> None:
    flag(desk, BEN, root)
    flag(desk, MINJUN, root)
    assert len(calls(desk, LENA)) == 1
    flag(desk, MINJUN, root, added=False)
    assert desk.ticket.flag is not None


def test_whoever_supervises_and_calls_is_not_called(desk: MemoryDesk, root: Ts) -> None:
    flag(desk, LENA, root)
    assert calls(desk, LENA) == []
    assert len(calls(desk, JIWOO)) == 1


def test_somebody_away_is_not_called(root: Ts, desk: MemoryDesk) -> None:
    desk.settings.desk = a_desk(inboxes=desk.desk.inboxes, away=frozenset({LENA}))
    flag(desk, BEN, root)
    assert calls(desk, LENA) == []
    assert len(calls(desk, JIWOO)) == 1


def test_without_supervisors_the_lead_is_called(root: Ts, desk: MemoryDesk) -> None:
    it = an_inbox()
    desk.settings.desk = a_desk(inboxes={it.id: it})
    flag(desk, BEN, root)
    assert len(calls(desk, LENA)) == 1


def test_the_menu_calls_the_supervisor_too(desk: MemoryDesk, root: Ts) -> None:
    value = f"{desk.ticket.ref}|{desk.ticket.card_revision}"
    desk.give(ButtonPressed(Button.FLAG, value, ANA, IT_HAPPENS, Ts("1.1"), root))
    assert len(calls(desk, LENA)) == 1


def test_nobody_is_called_to_a_ticket_that_is_over(desk: MemoryDesk, root: Ts) -> None:
    desk.give(desk.reaction(ANA, root, "ticket", added=False))
    flag(desk, BEN, root)
    assert calls(desk, LENA) == []


def test_a_call_ends_with_its_ticket(desk: MemoryDesk, root: Ts) -> None:
    flag(desk, BEN, root)
    desk.give(desk.reaction(ANA, root, "ticket", added=False))
    desk.later(5 * MINUTE)
    assert calls(desk, JIWOO) == []
    assert desk.ticket.flag is None


def test_a_call_that_slack_tells_of_after_it_was_taken_back_is_none(
    desk: MemoryDesk, root: Ts
) -> None:
    raised = desk.reaction(BEN, root, "raising_hand")
    desk.now += timedelta(seconds=1)
    desk.give(desk.reaction(BEN, root, "raising_hand", added=False))
    desk.give(raised)
    assert calls(desk, LENA) == []
    assert desk.ticket.flag is None


def test_a_call_that_is_taken_back_and_made_again_counts(desk: MemoryDesk, root: Ts) -> None:
    desk.give(desk.reaction(BEN, root, "raising_hand", added=False))
    desk.now += timedelta(seconds=1)
    flag(desk, BEN, root)
    assert len(calls(desk, LENA)) == 1
