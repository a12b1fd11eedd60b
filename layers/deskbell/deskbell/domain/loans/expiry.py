"""What a loan's timers mean when they are due; each is only a hint, and the loan knows better."""

from dataclasses import replace

from deskbell.domain.decision import Decision, nothing
from deskbell.domain.effects import Effect, SendDirect
from deskbell.domain.loans import commands as c
from deskbell.domain.loans import events as e
from deskbell.domain.loans.collecting import assume_receipt
from deskbell.domain.loans.ending import cancelled
from deskbell.domain.loans.loan import WITH_THEM, Status
from deskbell.domain.loans.stock import AssetState
from deskbell.domain.loans.telling import tell, tell_office
from deskbell.domain.loans.timers import DEADLINE, ESCALATION, REMINDER
from deskbell.domain.loans.transition import Case, Missed, step, undoable
from deskbell.domain.loans.visit_gate import Validity, validity
from deskbell.domain.loans.visiting import to_send
from deskbell.domain.loans.words import direct, reason
from deskbell.domain.texts import Argument, Instant, Name

STALE = "timer_stale"


def expire(case: Case, command: c.ExpireTimer) -> Decision:
    loan = case.loan
    wanted = {
        DEADLINE: (loan.deadline, _end_status),
        REMINDER: (loan.remind_at, _remind),
        ESCALATION: (loan.escalate_at, _escalate),
    }
    due, act = wanted.get(command.name, (None, _remind))
    return act(case) if due is not None and due <= case.now else nothing(STALE)


def _end_status(case: Case) -> Decision:
    match case.loan.status:
        case Status.OFFERED:
            told = tell(case.loan, case.policy, "offer_expired")
            return cancelled(case, "offer_expired", reason("offer_expired"), [told])
        case Status.RESERVED | Status.READY:
            return _missed(case)
        case Status.SHIPPED:
            return assume_receipt(case)
        case Status.CHECKED_OUT:
            return _fall_due(case)
        case _:
            return nothing(STALE)


def _missed(case: Case) -> Decision:
    """It was kept long enough; the next one gets it."""
    loan = case.loan
    if loan.asset is None:
        return nothing(STALE)
    return step(
        case,
        replace(loan, status=Status.NO_SHOW),
        e.PickUpMissed(loan.asset),
        reason("no_show"),
        effects=[tell(loan, case.policy, "no_show")],
        undo=undoable(case, None, Missed.NO_SHOW, AssetState.AVAILABLE),
    )


def _fall_due(case: Case) -> Decision:
    loan = case.loan
    if loan.asset is None or loan.due is None:
        return nothing(STALE)
    return step(
        case,
        replace(loan, status=Status.OVERDUE),
        e.LoanFellDue(loan.asset, loan.due),
        reason("fell_due", due=Instant(loan.due)),
        effects=[tell(loan, case.policy, "due_now", office=case.policy.name)],
    )


def _remind(case: Case) -> Decision:
    """Whoever has to do something next: them, or who sends it to them."""
    loan, what = case.loan, ""
    facts: dict[str, Argument] = {"office": case.policy.name}
    if loan.status is Status.WAITLISTED:
        what = "still_waiting"
        facts["position"] = case.stock.ahead_of(loan.ref) + 1
    elif loan.status is Status.RESERVED and loan.deadline:
        what = "hold_ends"
        facts["until"] = Instant(loan.deadline)
    elif loan.status is Status.READY and loan.slot is None:
        return _reminded(case, "to_send", to_send(case, loan.delivery))
    elif loan.status is Status.READY and loan.slot:
        worth = validity(case.policy.visit, loan.attestation, loan.slot)
        what = "visit_soon" if worth is Validity.VALID else "attest_again"
        facts["start"] = Instant(loan.slot)
    elif loan.status in WITH_THEM and loan.due:
        what = "due_soon" if loan.status is Status.CHECKED_OUT else "overdue"
        facts["due"] = Instant(loan.due)
    if not what:
        return nothing(STALE)
    return _reminded(case, what, tell(loan, case.policy, what, **facts))


def _reminded(case: Case, of: str, told: Effect) -> Decision:
    return step(
        case,
        replace(case.loan, reminded_at=case.now),
        e.LoanReminded(of),
        reason(f"reminded_{of}"),
        effects=[told],
    )


def _escalate(case: Case) -> Decision:
    """Once a loan, or once again after each extension."""
    loan = case.loan
    if loan.status is not Status.OVERDUE or loan.due is None:
        return nothing(STALE)
    facts: dict[str, Argument] = {"person": Name(loan.requester), "due": Instant(loan.due)}
    told: Effect = (
        SendDirect(loan.manager, direct("escalated", number=loan.number, **facts))
        if loan.manager
        else tell_office(loan, case.policy, "escalated", **facts)
    )
    return step(
        case,
        replace(loan, escalated=True),
        e.LoanEscalated(loan.manager),
        reason("escalated", due=Instant(loan.due)),
        effects=[told],
    )
