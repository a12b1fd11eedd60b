"""Whose turn it is when a laptop comes free: an input each, so that each takes theirs by the one
way in, whatever has come since."""

from datetime import datetime

from deskbell.domain.caused import caused
from deskbell.domain.caused_inputs import LaptopCameFree
from deskbell.domain.effects import FollowUp
from deskbell.domain.loans.stock import Stock


def turns(before: Stock, after: Stock, now: datetime) -> tuple[FollowUp, ...]:
    """For those who have only now got their turn, in the order in which they wait."""
    called = [one.loan for one in after.waiting if one.loan in after.called - before.called]
    return tuple(
        caused(loan, after.version, LaptopCameFree(loan, after.ref), after, now, number)
        for number, loan in enumerate(called)
    )
