"""I30: approvals end once, as their votes say; each way to break it is found and named."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from deskbell.adapters.memory.books import memory_books
from deskbell.domain.approvals.approval import Approval
from deskbell.domain.approvals.counting import Seat
from deskbell.domain.approvals.outcome import Outcome
from deskbell.domain.ids import EventKey
from deskbell.usecases.audit.books import Books
from deskbell.usecases.audit.invariants import broken
from deskbell.usecases.ports import AuditRow
from tests.builders import ADAM, ANA, BOT, LENA
from tests.functional.approving import Approving
from tests.memory_slack import what_memory_shows


def approving() -> Approving:
    """An approval that Lena has granted, and Adam after her."""
    desk = Approving()
    desk.ask(LENA, ADAM)
    desk.approve(LENA)
    desk.approve(ADAM)
    return desk


def with_approval(books: Books, change: Callable[[Approval], Approval]) -> Books:
    states = {
        ref: change(state) if isinstance(state, Approval) else state
        for ref, state in books.states.items()
    }
    return replace(books, states=states)


def repeated(books: Books, event: str) -> Books:
    """As if it had happened once more, in another version."""

    def twice(rows: list[AuditRow]) -> list[AuditRow]:
        again = [replace(row, cause=EventKey("other")) for row in rows if row.event == event]
        return [*rows, *again]

    return replace(books, audit={ref: twice(list(rows)) for ref, rows in books.audit.items()})


def names(books: Books) -> set[str]:
    return {one.invariant for one in broken(books)}


def test_an_approval_that_was_granted_keeps_every_promise() -> None:
    desk = approving()
    books = memory_books(desk.table, desk.wall(), BOT)
    assert list(broken(books, what_memory_shows(desk.slack))) == []


@pytest.mark.parametrize(
    "change",
    [
        lambda one: replace(one, outcome=Outcome.REJECTED),
        lambda one: replace(one, outcome=None),
        lambda one: replace(one, outcome=Outcome.EXPIRED),
        lambda one: replace(one, asker=LENA),
        lambda one: replace(one, seats=(*one.seats[:1], Seat(ADAM, (ANA,), one.seats[1].vote))),
    ],
    ids=["another outcome", "none", "expired", "who asked", "whom it is for"],
)
def test_an_outcome_that_is_not_that_of_its_votes_is_named(
    change: Callable[[Approval], Approval],
) -> None:
    desk = approving()
    assert "I30" in names(with_approval(memory_books(desk.table, desk.wall(), BOT), change))


@pytest.mark.parametrize("event", ["ApprovalVoted", "ApprovalAnswered"])
def test_an_end_or_a_vote_that_happened_twice_is_named(event: str) -> None:
    desk = approving()
    assert "I30" in names(repeated(memory_books(desk.table, desk.wall(), BOT), event))
