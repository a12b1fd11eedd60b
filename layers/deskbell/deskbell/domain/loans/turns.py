"""Whose turn it is when a laptop comes free: an input each, so that each takes theirs by the one
way in, whatever has come since."""

from dataclasses import dataclass
from datetime import datetime
from typing import cast

from deskbell.domain.caused import caused
from deskbell.domain.caused_inputs import CausedInput
from deskbell.domain.effects import FollowUp
from deskbell.domain.ids import Ref
from deskbell.domain.loans.stock import Stock


@dataclass(frozen=True, slots=True)
class LaptopCameFree:
    """In `stock` there is one for `loan`, which waits for it."""

    loan: Ref
    stock: Ref


def turns(before: Stock, after: Stock, now: datetime) -> tuple[FollowUp, ...]:
    """For those who have only now got their turn, in the order in which they wait."""
    called = [one.loan for one in after.waiting if one.loan in after.called - before.called]
    return tuple(
        caused(
            loan,
            after.version,
            cast("CausedInput", LaptopCameFree(loan, after.ref)),
            after,
            now,
            number,
        )
        for number, loan in enumerate(called)
    )
