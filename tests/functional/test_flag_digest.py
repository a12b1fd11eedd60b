"""The lead's digest of the calls for a supervisor (A1-16)."""

from dataclasses import replace

import pytest

from deskbell.domain.ids import InboxId, Ref, Ts, flags_ref
from deskbell.domain.inputs import Button, RetryRequested
from deskbell.domain.tickets.ticket import Privacy
from deskbell.usecases.ports import RowState
from tests.builders import ANA, BEN, INSTALL, JIWOO, LENA, a_desk, an_inbox
from tests.functional.memory_desk import MemoryDesk
from tests.functional.states import DAY, HOUR

LOG: Ref = flags_ref(INSTALL, an_inbox().id)


@pytest.fixture
def desk() -> MemoryDesk:
    """Monday, 04:00 in New York; Jiwoo supervises, Lena leads."""
    it = an_inbox(supervisors=(JIWOO,))
    return MemoryDesk(a_desk(inboxes={it.id: it}))


def a_ticket(desk: MemoryDesk, text: str = "Payroll is wrong") -> Ts:
    message = desk.say(ANA, text)
    desk.give(desk.reaction(ANA, message.ts, "ticket"))
    return message.ts


def calls(desk: MemoryDesk, root: Ts, *, added: bool = True) -> None:
    desk.give(desk.reaction(BEN, root, "raising_hand", added=added))


def digests(desk: MemoryDesk) -> list[str]:
    texts = [post.shown.text for post in desk.direct(LENA)]
    return [text for text in texts if "digest" in text]


def until_nine(desk: MemoryDesk) -> None:
    """Of New York."""
    desk.later(desk.now.replace(hour=14, minute=0, second=0) - desk.now)


def test_the_lead_gets_each_call_with_agent_topic_and_outcome(desk: MemoryDesk) -> None:
    root = a_ticket(desk)
    desk.give(desk.reaction(BEN, root, "eyes"))
    calls(desk, root)
    [call] = [one for one in desk.direct(JIWOO) if "🙋" in one.shown.text]
    desk.give(desk.press(JIWOO, Button.ANSWER_FLAG, call))
    assert digests(desk) == []
    until_nine(desk)
    [digest] = digests(desk)
    assert "*IT*: 1 call for a supervisor since the last digest" in digest
    assert "Ben Carter, no category: Ben Carter called in *#1*; Park Jiwoo saw to it" in digest


def test_each_call_is_in_one_digest_only(desk: MemoryDesk) -> None:
    root = a_ticket(desk)
    calls(desk, root)
    until_nine(desk)
    desk.later(DAY)
    desk.later(DAY)
    assert len(digests(desk)) == 1
    calls(desk, root, added=False)
    calls(desk, root)
    desk.later(DAY)
    assert len(digests(desk)) == 2
    assert "1 call for a supervisor" in digests(desk)[1]


def test_where_nobody_calls_nothing_comes(desk: MemoryDesk) -> None:
    a_ticket(desk)
    desk.later(DAY)
    desk.later(7 * DAY)
    assert digests(desk) == []


def test_what_came_of_it_is_as_of_now(desk: MemoryDesk) -> None:
    first, second = a_ticket(desk), a_ticket(desk, "The door is locked")
    calls(desk, first)
    calls(desk, second)
    calls(desk, first, added=False)
    until_nine(desk)
    [digest] = digests(desk)
    assert "called in *#1*; it was not needed any more" in digest
    assert "nobody's yet, no category: Ben Carter called in *#2*; nobody has answered yet" in digest


def test_it_comes_on_working_days_alone(desk: MemoryDesk) -> None:
    desk.now += 4 * DAY + 12 * HOUR  # Friday afternoon
    calls(desk, a_ticket(desk))
    desk.later(DAY)
    desk.later(DAY)
    assert digests(desk) == []
    desk.later(DAY)
    assert len(digests(desk)) == 1


def test_many_calls_come_in_messages_that_slack_takes(desk: MemoryDesk) -> None:
    for number in range(8):
        calls(desk, a_ticket(desk, f"Number {number}"))
    until_nine(desk)
    first, *more = digests(desk)
    assert [text.count("•") for text in (first, *more)] == [2, 2, 2, 2]
    assert "8 calls for a supervisor" in first


def test_of_a_ticket_that_the_lead_may_not_know_it_says_so(desk: MemoryDesk) -> None:
    root = a_ticket(desk)
    calls(desk, root)
    [ticket] = desk.tickets
    desk.table.states[ticket.ref] = replace(
        ticket, inbox=InboxId("gone"), privacy=Privacy.RESTRICTED
    )
    until_nine(desk)
    assert "you may not see this ticket" in digests(desk)[0]


def test_a_digest_that_slack_refused_can_be_sent_again(desk: MemoryDesk) -> None:
    calls(desk, a_ticket(desk))
    desk.slack.people[LENA] = replace(desk.slack.people[LENA], deactivated=True)
    until_nine(desk)
    [row] = [one for one in desk.table.outbox.values() if one.state is RowState.PARKED]
    desk.slack.people[LENA] = replace(desk.slack.people[LENA], deactivated=False)
    desk.give(RetryRequested(row.ref, row.id, "adam"))
    assert len(digests(desk)) == 1


def test_the_history_says_who_called_and_that_the_lead_was_told(desk: MemoryDesk) -> None:
    calls(desk, a_ticket(desk))
    until_nine(desk)
    assert [(row.event, row.actor) for row in desk.history(LOG)] == [
        ("FlagLogged", f"person:{BEN}"),
        ("FlagsDigested", "timer:digest"),
    ]
