"""I9: what the loans say of an office's laptops is what its stock says, nobody who waits is passed
over, and nobody is reminded of what is back (A1-07). `invariants.py` lists them."""

from collections.abc import Iterator, Mapping
from itertools import pairwise

from deskbell.domain.decision import State
from deskbell.domain.ids import Ref, stock_ref
from deskbell.domain.loans.events import (
    LaptopInspected,
    LoanActionUndone,
    LoanEscalated,
    LoanFellDue,
    LoanReminded,
    ReturnReported,
    StockChanged,
)
from deskbell.domain.loans.loan import ASSET_STATES, Loan, Status
from deskbell.domain.loans.stock import IDLE, Asset, Stock
from deskbell.usecases.audit.books import Books, Violation

BACK = {ReturnReported.__name__: "return", LaptopInspected.__name__: "inspect"}
"""By the name with which each is undone."""
REMINDED = {LoanReminded.__name__, LoanFellDue.__name__, LoanEscalated.__name__}


def i9_stock_and_loans_are_the_total(books: Books) -> Iterator[Violation]:
    """A laptop is on the shelf or with one loan, which says the same of it; and each loan that has
    one has one of its own."""
    held = set[Ref]()
    for stock in _stocks(books):
        for asset in stock.assets:
            if why := _wrong_holder(asset, stock, books.states):
                yield Violation("I9", str(stock.ref), f"{asset.id} {why}")
            elif asset.loan:
                if asset.loan in held:
                    yield Violation("I9", str(asset.loan), "has two laptops")
                held.add(asset.loan)
    for loan in _loans(books):
        if loan.has_laptop and loan.ref not in held:
            yield Violation("I9", str(loan.ref), f"is {loan.status}, and no laptop is its own")


def i9_who_waits_waits_in_their_order(books: Books) -> Iterator[Violation]:
    """Each on the list of their office once, in the order in which they came to it."""
    listed = set[Ref]()
    for stock in _stocks(books):
        came = _came(books, stock)
        for earlier, later in pairwise(str(one.loan) for one in stock.waiting):
            if came.get(earlier, 0) > came.get(later, 0):
                yield Violation("I9", later, f"came before {earlier}")
        for one in stock.waiting:
            loan = books.states.get(one.loan)
            waits = isinstance(loan, Loan) and loan.status is Status.WAITLISTED
            if not waits or one.loan in listed:
                yield Violation("I9", str(one.loan), "is on a waiting list, and does not wait")
            listed.add(one.loan)
    for loan in _loans(books):
        if loan.status is Status.WAITLISTED and loan.ref not in listed:
            yield Violation("I9", str(loan.ref), "waits, and is on no list")


def i9_nobody_is_reminded_of_what_is_back(books: Books) -> Iterator[Violation]:
    """Until somebody says that it is not back after all."""
    for loan in _loans(books):
        said = set[object]()
        for row in books.audit.get(loan.ref, ()):
            if row.event == LoanActionUndone.__name__:
                said.discard(row.detail["action"])
            elif row.event in BACK:
                said.add(BACK[row.event])
            elif said and row.event in REMINDED:
                yield Violation("I9", str(loan.ref), f"is back, and {row.event} came after that")


def _wrong_holder(asset: Asset, stock: Stock, states: Mapping[Ref, State]) -> str | None:
    if asset.loan is None:
        return None if asset.state in IDLE else f"is {asset.state}, and nobody has it"
    loan = states.get(asset.loan)
    if not isinstance(loan, Loan) or not loan.has_laptop or loan.asset != asset.id:
        return f"is {asset.state} for {asset.loan}, which does not have it"
    if stock.ref != stock_ref(loan.install, loan.office):
        return f"is of another office than {asset.loan}"
    expected = ASSET_STATES[loan.status]
    return None if asset.state is expected else f"is {asset.state}, and its loan {loan.status}"


def _came(books: Books, stock: Stock) -> dict[str, int]:
    """The version of the stock that first knew of each loan: nobody's clock counts."""
    came = dict[str, int]()
    for row in books.audit.get(stock.ref, ()):
        if row.event == StockChanged.__name__:
            came.setdefault(str(row.detail["loan"]), row.version)
    return came


def _stocks(books: Books) -> Iterator[Stock]:
    return (state for state in books.states.values() if isinstance(state, Stock))


def _loans(books: Books) -> Iterator[Loan]:
    return (state for state in books.states.values() if isinstance(state, Loan))
