"""What a stock has to say about a loan, derived from the loan: its laptop, its place on the list
and its visit. `transition.py` writes both together, so that they cannot disagree."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from deskbell.domain.errors import ConcurrentChangeError
from deskbell.domain.ids import Ref
from deskbell.domain.loans.loan import ASSET_STATES, Loan, Status
from deskbell.domain.loans.stock import Asset, AssetState, Stock, Visit, Waiting

PAST = timedelta(days=1)
"""A visit is forgotten so long after."""


def shelved(stock: Stock, loan: Loan, now: datetime, left: AssetState) -> Stock:
    """The stock beside `loan` as it is now; what the loan has no more is `left`."""
    return replace(
        stock,
        assets=tuple(_asset(asset, loan, left) for asset in stock.assets),
        waiting=tuple(_waiting(stock, loan)),
        visits=_visits(stock, loan, now),
    )


def must_agree(stock: Stock, loan: Loan) -> None:
    """Raises ConcurrentChangeError unless both are of one moment: they are always written
    together, and read one after the other."""
    held = stock.held_by(loan.ref)
    waits = any(one.loan == loan.ref for one in stock.waiting)
    has = loan.asset if loan.has_laptop else None
    if (held.id if held else None) != has or waits != (loan.status is Status.WAITLISTED):
        raise ConcurrentChangeError(f"{stock.ref} is of another moment than {loan.ref}")


def without(stock: Stock, loan: Ref) -> Stock:
    """The stock for which it waits no more."""
    return replace(stock, waiting=tuple(one for one in stock.waiting if one.loan != loan))


def _asset(asset: Asset, loan: Loan, left: AssetState) -> Asset:
    if loan.has_laptop and asset.id == loan.asset:
        return replace(asset, state=ASSET_STATES[loan.status], loan=loan.ref, due=loan.due)
    if asset.loan == loan.ref:
        return replace(asset, state=left, loan=None, due=None)
    return asset


def _waiting(stock: Stock, loan: Loan) -> Iterator[Waiting]:
    waits = loan.status is Status.WAITLISTED
    yield from (one for one in stock.waiting if waits or one.loan != loan.ref)
    if waits and all(one.loan != loan.ref for one in stock.waiting):
        yield Waiting(loan.ref, loan.since, loan.needed_by)


def _visits(stock: Stock, loan: Loan, now: datetime) -> tuple[Visit, ...]:
    """Those that are over go when something changes anyway."""
    comes = [Visit(loan.ref, loan.slot)] if loan.slot and loan.status is Status.READY else []
    if comes == [one for one in stock.visits if one.loan == loan.ref]:
        return stock.visits
    others = (one for one in stock.visits if one.loan != loan.ref and one.start + PAST > now)
    return (*others, *comes)
