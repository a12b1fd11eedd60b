"""A loan that ends before anything has left the office, and one whose holder has left."""

from collections.abc import Sequence
from dataclasses import replace

from deskbell.domain.caused import caused
from deskbell.domain.caused_inputs import ApprovalUnneeded
from deskbell.domain.decision import Decision, nothing
from deskbell.domain.effects import Effect, SendDirect
from deskbell.domain.ids import PersonId
from deskbell.domain.loans import commands as c
from deskbell.domain.loans import events as e
from deskbell.domain.loans.loan import BEFOREHAND, OUT, Status, Undo
from deskbell.domain.loans.permissions import LoanAction, can
from deskbell.domain.loans.stock import AssetState
from deskbell.domain.loans.telling import tell, tell_office, tell_technician
from deskbell.domain.loans.transition import Case, refuse, step, undoable
from deskbell.domain.loans.words import direct, reason
from deskbell.domain.texts import Argument, Name, Text


def cancel(case: Case, command: c.CancelLoan) -> Decision:
    """What was kept for them is free."""
    loan, by = case.loan, command.by
    if not can(by, LoanAction.CANCEL, loan, case.policy):
        return refuse(case, by, command.channel, LoanAction.CANCEL, "not_allowed")
    if loan.status not in BEFOREHAND:
        return refuse(case, by, command.channel, LoanAction.CANCEL, "stale")
    why = reason("cancelled", by=Name(by.person))
    told: list[Effect] = []
    if by.person != loan.requester:
        told.append(tell(loan, case.policy, "cancelled", by=Name(by.person)))
    back = None
    if loan.has_laptop:  # what was only waited for, is asked for again
        back = undoable(case, by.person, LoanAction.CANCEL, AssetState.AVAILABLE)
        told += tell_technician(loan, case.policy, by.person, command.channel, "cancelled")
    return cancelled(case, "wish", why, told, by.person, back)


def cancelled(
    case: Case,
    why: str,
    because: Text,
    told: Sequence[Effect] = (),
    by: PersonId | None = None,
    undo: Undo | None = None,
) -> Decision:
    """Its requester hears what `told` says, and nobody has to approve it any more."""
    loan = case.loan
    effects = list(told)
    if loan.status is Status.REQUESTED and loan.approval:
        unneeded = ApprovalUnneeded(loan.approval)
        effects.append(caused(loan.approval, loan.version + 1, unneeded, loan, case.now))
    return step(
        case,
        replace(loan, status=Status.CANCELLED),
        e.LoanCancelled(by, why),
        because,
        effects=effects,
        undo=undo,
    )


def unneeded(case: Case) -> Decision:
    """What was asked for by a guided request that is over; what they have, they have."""
    if case.loan.status not in BEFOREHAND:
        return nothing("nothing_kept")
    told = tell(case.loan, case.policy, "request_over")
    return cancelled(case, "request", reason("request_over"), [told])


def holder_left(case: Case) -> Decision:
    """Whoever has a laptop of ours has to give it back, and somebody has to see to it: once."""
    loan, policy = case.loan, case.policy
    if loan.status in BEFOREHAND:
        return cancelled(case, "left", reason("requester_left"))
    if loan.status not in OUT or loan.holder_left or loan.asset is None:
        return nothing("nothing_out")
    facts: dict[str, Argument] = {"person": Name(loan.requester), "asset": loan.asset}
    effects: list[Effect] = [tell_office(loan, policy, "holder_left", **facts)]
    if loan.manager:
        told = direct("holder_left", number=loan.number, **facts)
        effects.append(SendDirect(loan.manager, told))
    return step(
        case,
        replace(loan, holder_left=True),
        e.HolderLeft(loan.requester, loan.asset),
        reason("holder_left"),
        effects=effects,
    )
