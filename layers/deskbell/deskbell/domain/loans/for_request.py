"""What a guided request hears of the laptop that it asked for; `transition.py` tells it.

The request has no other way to a laptop than anybody who borrows one.
"""

from collections.abc import Iterator
from datetime import datetime

from deskbell.domain.caused import caused
from deskbell.domain.caused_inputs import LoanStood
from deskbell.domain.effects import Effect
from deskbell.domain.loans.loan import Loan, Status
from deskbell.domain.loans.standing import Stands

_NUMBER = 1_000
"""Of this input among those that one decision causes."""

_STANDS = {
    Status.REQUESTED: None,
    Status.APPROVED: None,
    Status.WAITLISTED: Stands.WAITING,
    Status.OFFERED: Stands.WAITING,
    Status.RESERVED: Stands.KEPT,
    Status.READY: Stands.ARRANGED,
    Status.SHIPPED: Stands.ARRANGED,
    Status.CHECKED_OUT: Stands.ARRANGED,
    Status.OVERDUE: Stands.ARRANGED,
    Status.PENDING_RETURN: Stands.ARRANGED,
    Status.RETURNED: Stands.RETURNED,
    Status.LOST: Stands.ARRANGED,
    Status.REFUSED: Stands.GONE,
    Status.CANCELLED: Stands.GONE,
    Status.NO_SHOW: Stands.GONE,
}


def told_request(before: Loan, after: Loan, now: datetime) -> Iterator[Effect]:
    """Each time it stands otherwise than before, in that order."""
    stands = _STANDS[after.status]
    if after.request is None or stands is None or stands is _STANDS[before.status]:
        return
    told = LoanStood(after.request, after.ref, stands)
    yield caused(after.request, after.version, told, after, now, _NUMBER, in_order=True)
