"""The times at which somebody can come for their laptop, as they are when that is shown to them.

The relay asks for the button of a text that has none of its own (`LOAN_SLOT`), and for the Home
tab; which time is still free when they choose, the decision knows.
"""

from collections.abc import Sequence
from datetime import datetime

from deskbell.domain.effects import Offer
from deskbell.domain.inputs import Button
from deskbell.domain.loans.loan import Loan
from deskbell.domain.loans.office_days import free_slots
from deskbell.domain.loans.timers import hold_until
from deskbell.domain.loans.visit_claim import VisitClaim, VisitTimes
from deskbell.domain.loans.visiting import KEPT
from deskbell.domain.settings.desk import Desk
from deskbell.usecases.loans.offices import loan_named, policy_of, stock_of
from deskbell.usecases.ports import Aggregates


def visit_times(loan: Loan, desk: Desk, aggregates: Aggregates, now: datetime) -> VisitTimes | None:
    """None when there is nothing to choose (any more)."""
    policy = policy_of(desk, loan.office)
    if loan.status not in KEPT or policy is None:
        return None
    stock = stock_of(aggregates, loan.install, loan.office)
    starts = free_slots(policy, stock, loan.ref, now, hold_until(loan, policy))
    claims = tuple(VisitClaim(str(loan.ref), start, loan.office) for start in starts)
    return VisitTimes(claims, policy.visit.slot)


def with_times(
    offers: Sequence[Offer], desk: Desk, aggregates: Aggregates, now: datetime
) -> list[Offer | VisitTimes]:
    """The offers, with the times in place of the one that stands for them."""
    shown: list[Offer | VisitTimes] = []
    for offer in offers:
        if offer.button is not Button.LOAN_SLOT:
            shown.append(offer)
        elif times := _times_of(offer, desk, aggregates, now):
            shown.append(times)
    return shown


def _times_of(offer: Offer, desk: Desk, aggregates: Aggregates, now: datetime) -> VisitTimes | None:
    ref = loan_named(offer.value)
    loan = aggregates.load(ref) if ref else None
    return visit_times(loan, desk, aggregates, now) if isinstance(loan, Loan) else None
