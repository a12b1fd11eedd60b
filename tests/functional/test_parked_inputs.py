"""What comes before its ticket, or before our card's place is known, is never left waiting."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from deskbell.adapters.memory.workspace import Fault
from deskbell.domain.decision import message_link
from deskbell.domain.errors import StoreUnavailableError
from deskbell.domain.ids import Thread
from deskbell.domain.inputs import Envelope, Input
from deskbell.domain.tickets.ticket import Status
from deskbell.usecases.outbox.heal_echo import heal_echo
from deskbell.usecases.outbox.send_outbox import LEASE
from deskbell.usecases.slack_ports import Unknown
from tests.builders import ANA, BEN, INSTALL, IT_HAPPENS, MINJUN, OLA
from tests.functional.memory_desk import MemoryDesk


@pytest.fixture
def desk() -> MemoryDesk:
    return MemoryDesk()


def texts(desk: MemoryDesk) -> list[str]:
    return [comment.texts[-1][1] for comment in desk.aggregates.comments(desk.ticket.ref)]


def just_before_it_is_put_aside(
    desk: MemoryDesk, monkeypatch: pytest.MonkeyPatch, happens: Callable[[], object]
) -> None:
    """`happens` between an input's look for its ticket and its being put aside, once."""
    park, todo = desk.ports.parked.park, [happens]

    def late(thread: Thread, envelope: Envelope, until: datetime) -> None:
        if todo:
            todo.pop()()
        park(thread, envelope, until)

    monkeypatch.setattr(desk.ports.parked, "park", late)


@pytest.mark.parametrize("emoji", [None, "eyes"], ids=["reply", "emoji"])
def test_a_ticket_that_opens_at_the_same_moment_misses_nothing(
    desk: MemoryDesk, monkeypatch: pytest.MonkeyPatch, emoji: str | None
) -> None:
    root = desk.say(ANA, "My laptop does not start")
    opening = desk.reaction(MINJUN, root.ts, "ticket")
    just_before_it_is_put_aside(desk, monkeypatch, lambda: desk.give(opening))
    early: Input = (
        desk.reaction(BEN, root.ts, emoji) if emoji else desk.say(OLA, "Mine too", root.ts)
    )
    desk.give(early)

    assert (desk.ticket.assignee == BEN) is (emoji == "eyes")
    assert texts(desk) == ([] if emoji else ["Mine too"])
    assert desk.ports.parked.waiting(INSTALL, Thread(IT_HAPPENS, root.ts), 0.0) == []


def test_an_answer_to_a_card_whose_place_we_do_not_know_yet_is_not_lost(desk: MemoryDesk) -> None:
    desk.slack.fail("chat.postMessage", Fault(Unknown("timeout"), applied=True))
    desk.give(desk.form(OLA))
    [card] = desk.ours(IT_HAPPENS)
    desk.give(desk.say(OLA, "It is the left one", card.ts), desk.reaction(BEN, card.ts, "eyes"))
    assert (texts(desk), desk.ticket.status) == ([], Status.NEW)

    [echo] = [echo for echo in desk.slack.echoes if echo.ts == card.ts]
    desk.give(echo)

    assert (texts(desk), desk.ticket.assignee) == (["It is the left one"], BEN)


def while_slacks_answer_is_on_its_way(desk: MemoryDesk, then: Callable[[], object]) -> None:
    """Somebody replies below the form's card before we know where it is."""
    post, todo = desk.slack.post, [then]

    def answered_at_once(*args: object) -> object:
        sent = post(*args)  # type: ignore[arg-type]
        if todo:
            [card] = desk.ours(IT_HAPPENS)
            desk.give(desk.say(OLA, "It is the left one", card.ts))
            todo.pop()()
        return sent

    desk.slack.post = answered_at_once  # type: ignore[method-assign,assignment]


def test_an_answer_is_not_lost_when_no_echo_comes(desk: MemoryDesk) -> None:
    while_slacks_answer_is_on_its_way(desk, lambda: None)
    desk.give(desk.form(OLA))

    assert texts(desk) == ["It is the left one"]


def test_an_answer_is_not_lost_when_the_inbox_takes_it_only_later(desk: MemoryDesk) -> None:
    def refuse() -> None:
        desk.queue.available = False

    while_slacks_answer_is_on_its_way(desk, refuse)
    desk.give(desk.form(OLA))
    desk.queue.available = True
    assert texts(desk) == []
    desk.later(timedelta(minutes=1))

    assert texts(desk) == ["It is the left one"]
    assert len(desk.ours(IT_HAPPENS)) == 1


@pytest.mark.parametrize("echoes", [True, False], ids=["an echo comes", "no echo comes"])
def test_an_answer_is_not_lost_when_the_relay_dies_after_writing_down_the_cards_place(
    desk: MemoryDesk, monkeypatch: pytest.MonkeyPatch, echoes: bool
) -> None:
    def die(*_: object) -> None:
        raise StoreUnavailableError("the process is gone")

    with monkeypatch.context() as dying:
        while_slacks_answer_is_on_its_way(
            desk, lambda: dying.setattr(desk.relay.parked, "waiting", die)
        )
        with pytest.raises(StoreUnavailableError):
            desk.give(desk.form(OLA))
    [card] = desk.ours(IT_HAPPENS)
    assert desk.aggregates.find(message_link(INSTALL, Thread(IT_HAPPENS, card.ts)))
    if echoes:
        [echo] = [echo for echo in desk.slack.echoes if echo.ts == card.ts]
        assert heal_echo(echo, desk.relay) == "echo_healed"
        desk.settle()
    else:
        desk.later(LEASE + timedelta(minutes=1))

    assert texts(desk) == ["It is the left one"]
    assert desk.ours(IT_HAPPENS) == [card]


def test_what_waits_for_the_root_comes_to_a_ticket_that_moves_there(desk: MemoryDesk) -> None:
    root = desk.say(ANA, "My laptop does not start")
    reply = desk.say(OLA, "Mine too", root.ts)
    desk.give(desk.reaction(BEN, root.ts, "eyes"))
    desk.slack.fail("conversations.replies", Fault(Unknown("timeout")))
    desk.give(desk.reaction(MINJUN, reply.ts, "ticket"))

    assert desk.ticket.message == Thread(IT_HAPPENS, root.ts)
    assert desk.ticket.assignee == BEN
