"""I14: what fewer people may know of is not where others read; each way to break it is named."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from deskbell.adapters.memory.books import memory_books
from deskbell.domain.effects import Place
from deskbell.domain.inputs import Button
from deskbell.domain.tickets.ticket import Privacy
from deskbell.usecases.audit.books import Books, Shown
from deskbell.usecases.audit.invariants import broken
from tests.builders import ANA, BEN, BOT, IT_HAPPENS, IT_TRIAGE, MINJUN, OLA
from tests.functional.memory_desk import MemoryDesk
from tests.memory_slack import what_memory_shows

TEXT = "Somebody reads my mail"


def a_private_desk() -> tuple[Books, Shown]:
    """A ticket that was made private in the middle of its talk."""
    desk = MemoryDesk()
    root = desk.say(ANA, TEXT)
    desk.give(desk.reaction(MINJUN, root.ts, "ticket"))
    desk.give(desk.say(OLA, "I saw it, too", root.ts))
    desk.give(desk.choose(BEN, Button.CONCEAL, desk.ours(IT_TRIAGE)[0]))
    [card] = [post for post in desk.direct(ANA) if post.thread_ts is None]
    desk.give(desk.say(ANA, "It is my manager", card.ts, card.channel))
    return memory_books(desk.table, desk.wall(), BOT), what_memory_shows(desk.slack)


def says(text: str) -> Callable[[Books, Shown], tuple[Books, Shown]]:
    """The card in the thread says it."""

    def leak(books: Books, shown: Shown) -> tuple[Books, Shown]:
        posts = [
            replace(post, text=text) if post.outbox_id and post.channel == IT_HAPPENS else post
            for post in shown.posts
        ]
        return books, replace(shown, posts=posts)

    return leak


def restricted(books: Books, shown: Shown) -> tuple[Books, Shown]:
    """As if its card in the triage channel had not heard of it."""
    states = {
        ref: replace(state, privacy=Privacy.RESTRICTED)  # type: ignore[type-var]
        for ref, state in books.states.items()
    }
    return replace(books, states=states), shown


def without_requester(books: Books, shown: Shown) -> tuple[Books, Shown]:
    states = {
        ref: replace(
            state,  # type: ignore[type-var]
            cards=tuple(c for c in state.cards if c.place is not Place.DIRECT),  # type: ignore[attr-defined]
        )
        for ref, state in books.states.items()
    }
    return replace(books, states=states), shown


def test_a_desk_with_a_private_ticket_keeps_what_it_promises() -> None:
    assert broken(*a_private_desk()) == []


@pytest.mark.parametrize(
    "leak",
    [
        says(f"#1 {TEXT} · New"),
        says("Ola Nowak: I saw it, too"),
        says("Ana Reyes: It is my manager"),
        restricted,
        without_requester,
    ],
)
def test_each_leak_is_named(leak: Callable[[Books, Shown], tuple[Books, Shown]]) -> None:
    found = broken(*leak(*a_private_desk()))
    assert "I14" in {one.invariant for one in found}
