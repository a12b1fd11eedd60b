"""A loan that ends before anything has left the office, and one whose holder has left."""

from dataclasses import replace

from deskbell.domain.caused import caused
from deskbell.domain.caused_inputs import ApprovalUnneeded
from deskbell.domain.decision import Decision, nothing
from deskbell.domain.effects import Effect, SendDirect, SendNotice
from deskbell.domain.ids import PersonId
from deskbell.domain.loans import commands as c
from deskbell.domain.loans import events as e
from deskbell.domain.loans.loan import BEFOREHAND, OUT, Status
from deskbell.domain.loans.permissions import LoanAction, can
from deskbell.domain.loans.transition import Case, refuse, step
from deskbell.domain.loans.words import direct, notice, reason
from deskbell.domain.texts import Argument, Name, Text


def cancel(case: Case, command: c.CancelLoan) -> Decision:
    """What was kept for them is free."""
    loan, by = case.loan, command.by
    if not can(by, LoanAction.CANCEL, loan, case.policy):
        return refuse(case, by, command.channel, LoanAction.CANCEL, "not_allowed")
    if loan.status not in BEFOREHAND:
        return refuse(case, by, command.channel, LoanAction.CANCEL, "stale")
    why = reason("cancelled", by=Name(by.person))
    told = direct("cancelled", number=loan.number, by=Name(by.person))
    return cancelled(case, "wish", why, None if by.person == loan.requester else told, by.person)


def cancelled(
    case: Case, why: str, because: Text, told: Text | None, by: PersonId | None = None
) -> Decision:
    """Its requester is `told`, and nobody has to approve it any more."""
    loan = case.loan
    effects: list[Effect] = [SendDirect(loan.requester, told)] if told else []
    if loan.status is Status.REQUESTED and loan.approval:
        unneeded = ApprovalUnneeded(loan.approval)
        effects.append(caused(loan.approval, loan.version + 1, unneeded, loan, case.now))
    return step(
        case,
        replace(loan, status=Status.CANCELLED),
        e.LoanCancelled(by, why),
        because,
        effects=effects,
    )


def holder_left(case: Case) -> Decision:
    """Whoever has a laptop of ours has to give it back, and somebody has to see to it: once."""
    loan, policy = case.loan, case.policy
    if loan.status in BEFOREHAND:
        return cancelled(case, "left", reason("requester_left"), None)
    if loan.status not in OUT or loan.holder_left or loan.asset is None:
        return nothing("nothing_out")
    facts: dict[str, Argument] = {
        "number": loan.number,
        "person": Name(loan.requester),
        "asset": loan.asset,
    }
    effects: list[Effect] = [SendNotice(policy.channel, notice("holder_left", **facts))]
    if loan.manager:
        effects.append(SendDirect(loan.manager, direct("holder_left", **facts)))
    return step(
        case,
        replace(loan, holder_left=True),
        e.HolderLeft(loan.requester, loan.asset),
        reason("holder_left"),
        effects=effects,
    )
