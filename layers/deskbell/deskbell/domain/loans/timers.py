"""When a loan wakes up, derived from how it stands: so a reminder ends with its reason, whoever
ended it. `transition.py` writes them; `expiry.py` looks again before it believes one."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from deskbell.domain.decision import CancelTimer, SetTimer, TimerChange
from deskbell.domain.loans.loan import WITH_THEM, Loan, Status
from deskbell.domain.loans.office_days import closing_after
from deskbell.domain.loans.policy import LoanPolicy

DEADLINE = "deadline"
"""What ends the status if nobody does anything: the offer, the hold, the parcel's way, the loan."""
REMINDER = "reminder"
ESCALATION = "escalation"


def timed(loan: Loan, policy: LoanPolicy) -> Loan:
    """With the timers that belong to it."""
    return replace(
        loan,
        deadline=_deadline(loan, policy),
        remind_at=_remind_at(loan, policy),
        escalate_at=_escalate_at(loan, policy),
    )


def changed(before: Loan | None, after: Loan) -> tuple[TimerChange, ...]:
    """What the rows have to become."""
    had = _timers(before) if before else dict.fromkeys(_timers(after))
    return tuple(_changed(had, after))


def _changed(had: dict[str, datetime | None], after: Loan) -> Iterator[TimerChange]:
    for name, due in _timers(after).items():
        if due == had[name]:
            continue
        yield SetTimer(name, after.version, due) if due else CancelTimer(name)


def _timers(loan: Loan) -> dict[str, datetime | None]:
    return {DEADLINE: loan.deadline, REMINDER: loan.remind_at, ESCALATION: loan.escalate_at}


def hold_until(loan: Loan, policy: LoanPolicy) -> datetime:
    """How long the laptop is kept for them; they choose a time before that."""
    return closing_after(policy, max(loan.since, loan.needed_by) + policy.hold)


def next_reminder(due: datetime, policy: LoanPolicy, after: datetime) -> datetime:
    """The first one later than `after`: several that nobody sent in time are one."""
    ahead = [due + offset for offset in policy.reminders if due + offset > after]
    if ahead:
        return min(ahead)
    last = due + max(policy.reminders, default=policy.remind_every * 0)
    return last + policy.remind_every * ((after - last) // policy.remind_every + 1)


def _deadline(loan: Loan, policy: LoanPolicy) -> datetime | None:
    match loan.status:
        case Status.OFFERED:
            return loan.since + policy.offer
        case Status.RESERVED:
            return hold_until(loan, policy)
        case Status.READY if loan.slot is not None:
            # Whoever is brought back to here, because it was not handed out after all, can come.
            return max(loan.slot + policy.visit.slot, loan.since) + policy.grace
        case Status.SHIPPED:
            return loan.since + policy.transit
        case Status.CHECKED_OUT:
            return loan.due
        case _:
            return None


def _remind_at(loan: Loan, policy: LoanPolicy) -> datetime | None:
    at: datetime | None = None
    if loan.status is Status.WAITLISTED:
        at = loan.needed_by
    elif loan.status is Status.RESERVED:
        at = hold_until(loan, policy) - policy.visit.remind_before
    elif loan.status is Status.READY and loan.slot:
        at = loan.slot - policy.visit.remind_before
    elif loan.status is Status.READY:
        at = loan.reminded_at + policy.remind_every
    elif loan.status in WITH_THEM and loan.due:
        return next_reminder(loan.due, policy, loan.reminded_at)
    return at if at and at > loan.reminded_at else None


def _escalate_at(loan: Loan, policy: LoanPolicy) -> datetime | None:
    if loan.status is not Status.OVERDUE or loan.due is None or loan.escalated:
        return None
    return loan.due + policy.escalate_after
