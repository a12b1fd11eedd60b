"""What the table and its memory twin promise about loans and the laptops of an office."""

from dataclasses import MISSING, fields, replace

import pytest

from deskbell.domain.decision import Change, Decision, Role, State
from deskbell.domain.errors import ConcurrentChangeError
from deskbell.domain.ids import stock_ref
from deskbell.domain.loans.inventory_events import StockImported
from deskbell.domain.loans.loan import Loan, Status
from deskbell.domain.loans.stock import MOST_ASSETS, Stock
from deskbell.domain.texts import Text
from tests.builders import ANA, INSTALL, a_cause
from tests.contracts.loans import SF, a_first_loan, a_full_loan, a_full_stock
from tests.contracts.stores import Store


def put(store: Store, *pairs: tuple[State | None, State]) -> None:
    event = StockImported(SF, 1, 0, 0, 1)
    changes = tuple(Change(before, after, event, Text("test.changed")) for before, after in pairs)
    versions = " ".join(f"{after.ref} {after.version}" for _, after in pairs)
    store.aggregates.commit(Decision(changes), a_cause(versions))


@pytest.mark.parametrize("full", [a_full_stock(), a_full_loan()], ids=["stock", "loan"])
def test_what_these_tests_keep_leaves_no_field_at_its_default(full: Stock | Loan) -> None:
    at_default = [
        field.name
        for field in fields(full)
        if field.default is not MISSING and getattr(full, field.name) == field.default
    ]
    assert at_default == []


@pytest.mark.parametrize(
    "kept",
    [
        a_full_stock(),
        Stock(stock_ref(INSTALL, SF), INSTALL, 1, SF),
        a_full_loan(),
        a_first_loan(),
        *(replace(a_first_loan(), status=status) for status in Status),
    ],
    ids=lambda kept: f"{kept.ref.kind.name} {getattr(kept, 'status', '')}",
)
def test_it_reads_back_as_it_was_committed(store: Store, kept: Stock | Loan) -> None:
    put(store, (None, kept))
    assert store.aggregates.load(kept.ref) == kept


def test_an_office_with_as_many_laptops_as_it_may_have_fits(store: Store) -> None:
    [*assets, last] = a_full_stock().assets
    many = (replace(last, id=last.id, model="로" * 80), *assets)
    stock = replace(a_full_stock(), assets=(many * MOST_ASSETS)[:MOST_ASSETS])
    put(store, (None, stock))
    assert store.aggregates.load(stock.ref) == stock


def test_a_loan_is_on_its_borrowers_list_until_it_is_over(store: Store) -> None:
    loan = a_first_loan()
    put(store, (None, loan))
    assert store.lists.of_person(INSTALL, ANA, Role.BORROWER) == [loan.ref]
    assert store.lists.of_person(INSTALL, ANA, Role.REQUESTER) == []
    put(store, (loan, replace(loan, version=2, status=Status.RETURNED)))
    assert store.lists.of_person(INSTALL, ANA, Role.BORROWER) == []
    assert store.lists.past_of_person(INSTALL, ANA, Role.BORROWER, 5) == [loan.ref]


def test_a_loan_and_its_stock_are_written_together_or_not_at_all(store: Store) -> None:
    stock, loan = a_full_stock(), a_full_loan()
    put(store, (None, stock), (None, loan))
    newer = replace(stock, version=2, waiting=())
    put(store, (stock, newer))
    with pytest.raises(ConcurrentChangeError):
        put(store, (stock, replace(stock, version=2)), (loan, replace(loan, version=2, days=1)))
    assert store.aggregates.load(stock.ref) == newer
    assert store.aggregates.load(loan.ref) == loan
