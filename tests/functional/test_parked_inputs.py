"""What comes before its ticket, or before our card's place is known, is never left waiting."""

from collections.abc import Callable
from datetime import datetime

import pytest

from deskbell.adapters.memory.workspace import Fault
from deskbell.domain.decision import message_link
from deskbell.domain.ids import Thread
from deskbell.domain.inputs import Envelope, Input
from deskbell.domain.tickets.ticket import Status
from deskbell.usecases.outbox.heal_echo import heal_echo
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


def test_an_answer_is_not_lost_when_the_relay_dies_after_writing_down_the_cards_place(
    desk: MemoryDesk,
) -> None:
    desk.give(desk.form(OLA))
    [card] = desk.ours(IT_HAPPENS)
    thread = Thread(IT_HAPPENS, card.ts)
    link = desk.table.links.pop(message_link(INSTALL, thread))
    desk.give(desk.say(OLA, "It is the left one", card.ts))
    desk.table.links[link.key] = link

    [echo] = [echo for echo in desk.slack.echoes if echo.ts == card.ts]
    assert heal_echo(echo, desk.relay) == "echo_agrees"
    desk.settle()

    assert texts(desk) == ["It is the left one"]


def test_an_answer_is_not_lost_when_no_echo_comes(desk: MemoryDesk) -> None:
    post = desk.slack.post

    def answered_at_once(*args: object) -> object:
        """Somebody replies while Slack's answer is on its way to us."""
        sent = post(*args)  # type: ignore[arg-type]
        [card] = desk.ours(IT_HAPPENS)
        desk.give(desk.say(OLA, "It is the left one", card.ts))
        return sent

    desk.slack.post = answered_at_once  # type: ignore[method-assign,assignment]
    desk.give(desk.form(OLA))

    assert texts(desk) == ["It is the left one"]


def test_what_waits_for_the_root_comes_to_a_ticket_that_moves_there(desk: MemoryDesk) -> None:
    root = desk.say(ANA, "My laptop does not start")
    reply = desk.say(OLA, "Mine too", root.ts)
    desk.give(desk.reaction(BEN, root.ts, "eyes"))
    desk.slack.fail("conversations.replies", Fault(Unknown("timeout")))
    desk.give(desk.reaction(MINJUN, reply.ts, "ticket"))

    assert desk.ticket.message == Thread(IT_HAPPENS, root.ts)
    assert desk.ticket.assignee == BEN
