"""I9: loans and the laptops of an office agree; each way to break it is found and named."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from deskbell.adapters.memory.books import memory_books
from deskbell.domain.inputs import Button
from deskbell.domain.loans.loan import Loan, Status
from deskbell.domain.loans.stock import AssetState, Stock, Waiting
from deskbell.usecases.audit.books import Books
from deskbell.usecases.audit.invariants import broken
from tests.builders import ANA, BOT, MINJUN, NOW, OLA
from tests.functional.borrowing import Borrowing, a_lending_desk
from tests.memory_slack import what_memory_shows
from tests.unit.loans.office import AUSTIN


def lending() -> Borrowing:
    """One is kept for Ana, Minjun waits, then Ola; one is back from Ana already."""
    desk = Borrowing(a_lending_desk())
    desk.brings(1)
    desk.lends(ANA)
    desk.tap(ANA, Button.LOAN_RETURN)
    desk.inspects(desk.loans[0])
    for person in (ANA, MINJUN, OLA):
        desk.ask(person)
    return desk


def books_of(desk: Borrowing) -> Books:
    return memory_books(desk.table, desk.wall(), BOT)


def with_stock(books: Books, change: Callable[[Stock], Stock]) -> Books:
    states = {
        ref: change(state) if isinstance(state, Stock) else state
        for ref, state in books.states.items()
    }
    return replace(books, states=states)


def with_loan(books: Books, status: Status, change: Callable[[Loan], Loan]) -> Books:
    states = {
        ref: change(state) if isinstance(state, Loan) and state.status is status else state
        for ref, state in books.states.items()
    }
    return replace(books, states=states)


def names(books: Books) -> set[str]:
    return {one.invariant for one in broken(books)}


def test_an_office_at_work_keeps_every_promise() -> None:
    desk = lending()
    assert desk.statuses() == [
        *(Status.RETURNED, Status.RESERVED),
        *(Status.WAITLISTED, Status.WAITLISTED),
    ]
    assert list(broken(books_of(desk), what_memory_shows(desk.slack))) == []


@pytest.mark.parametrize(
    "change",
    [
        lambda stock: replace(stock, waiting=stock.waiting[::-1]),
        lambda stock: replace(stock, waiting=stock.waiting[1:]),
        lambda stock: replace(stock, waiting=(*stock.waiting, stock.waiting[-1])),
        lambda stock: replace(
            stock, waiting=(Waiting(stock.assets[0].loan, NOW, NOW), *stock.waiting)
        ),
        lambda stock: replace(stock, assets=()),
        lambda stock: replace(stock, assets=(*stock.assets, stock.assets[0])),
        lambda stock: replace(
            stock, assets=(replace(stock.assets[0], state=AssetState.CHECKED_OUT),)
        ),
        lambda stock: replace(stock, assets=(replace(stock.assets[0], loan=None),)),
        lambda stock: replace(
            stock, assets=(replace(stock.assets[0], loan=stock.waiting[0].loan),)
        ),
    ],
    ids=[
        *("another order", "forgotten", "twice", "who has one", "gone", "doubled"),
        *("another state", "nobody's", "somebody else's"),
    ],
)
def test_a_stock_that_its_loans_do_not_agree_with_is_named(
    change: Callable[[Stock], Stock],
) -> None:
    assert "I9" in names(with_stock(books_of(lending()), change))


def test_a_loan_whose_laptop_is_another_offices_is_named() -> None:
    books = with_loan(
        books_of(lending()), Status.RESERVED, lambda loan: replace(loan, office=AUSTIN)
    )
    assert "I9" in names(books)


def test_a_reminder_of_what_is_back_is_named_unless_that_was_undone() -> None:
    books = books_of(lending())
    [back] = [
        one
        for one in books.states.values()
        if isinstance(one, Loan) and one.status is Status.RETURNED
    ]
    rows = books.audit[back.ref]
    late = replace(rows[-1], event="LoanReminded")
    undone = [
        replace(rows[-1], event="LoanActionUndone", detail={"action": action})
        for action in ("inspect", "return")
    ]
    cases = (([late], True), ([undone[0], late], True), ([*undone, late], False))
    for added, is_named in cases:
        told = replace(books, audit={**books.audit, back.ref: [*rows, *added]})
        assert ("I9" in names(told)) is is_named
