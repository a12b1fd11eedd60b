"""From the request to a laptop that is kept, or to the waiting list.

Of N who want M laptops exactly M get one and the rest wait in their order: whoever takes one
writes the stock, and can take only what nobody who waits longer has a claim to.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from deskbell.domain.approvals.asking import ask
from deskbell.domain.approvals.outcome import Outcome
from deskbell.domain.decision import Change, Decision, nothing
from deskbell.domain.effects import Effect
from deskbell.domain.loans import commands as c
from deskbell.domain.loans import events as e
from deskbell.domain.loans.loan import Loan, Status
from deskbell.domain.loans.outlook import Outlook, outlook
from deskbell.domain.loans.permissions import LoanAction, can, may_request
from deskbell.domain.loans.policy import LoanPolicy
from deskbell.domain.loans.shelf import without
from deskbell.domain.loans.stock import MOST_WAITING, Asset, Stock
from deskbell.domain.loans.telling import tell, tell_of_others
from deskbell.domain.loans.transition import Case, begin, refuse, step, stock_step, then
from deskbell.domain.loans.words import reason
from deskbell.domain.texts import Argument, Instant, Name, Passage


def request(command: c.RequestLoan, stock: Stock, policy: LoanPolicy, now: datetime) -> Decision:
    """They hear at once what to expect, or why not; where nobody has to approve it, they get it,
    too. What the form has said beside its fields is not said again."""
    if not 1 <= command.days <= policy.longest:
        return nothing("loan_of_no_length")
    if command.needed_by > now + timedelta(days=policy.ahead):
        return nothing("loan_too_far_ahead")
    loan = Loan(
        ref=command.ref,
        install=command.install,
        version=0,
        number=command.number,
        office=policy.office,
        requester=command.requester,
        opener=command.by.person,
        manager=command.manager,
        needed_by=command.needed_by,
        days=command.days,
        why=command.why,
        requested_at=now,
        since=now,
        reminded_at=now,
        request=command.request,
    )
    asked = ask(command.ask, now) if command.ask and policy.needs_approval else None
    if why := _impossible(command, stock, policy, asked):
        return _refused_at_once(Case(loan, stock, policy, now), why)
    ahead = outlook(stock, command.others, command.needed_by)
    if asked is not None:
        told = tell(loan, policy, f"asked_{ahead.prospect}", **_facts(ahead))
        waits = replace(loan, approval=asked.after.ref)
        return Decision((begin(waits, policy, [told]), asked))
    first = Decision((begin(loan, policy),))
    decision = _reserved_or_waiting(then(Case(loan, stock, policy, now), first), ahead)
    return Decision((*first.changes, *decision.changes))


def _impossible(
    command: c.RequestLoan, stock: Stock, policy: LoanPolicy, asked: Change | None
) -> str | None:
    by_themselves = command.by.person == command.requester
    if not may_request(command.by, by_themselves, policy):
        return "not_allowed"
    if len(stock.waiting) >= MOST_WAITING:
        return "list_full"
    return "nobody_to_approve" if policy.needs_approval and asked is None else None


def _refused_at_once(case: Case, why: str) -> Decision:
    """Nothing was kept for it, and its history says why."""
    first = Decision((begin(case.loan, case.policy),))
    begun, opener = then(case, first), Name(case.loan.opener)
    refused = step(
        begun,
        replace(begun.loan, status=Status.REFUSED),
        e.LoanRefused(None, why),
        reason(f"impossible_{why}", by=opener),
        effects=[tell(begun.loan, case.policy, f"impossible_{why}", office=case.policy.name)],
    )
    return Decision((*first.changes, *refused.changes))


def hear_of_approval(case: Case, command: c.HearOfApproval) -> Decision:
    """Silence is no consent."""
    loan = case.loan
    if loan.status is not Status.REQUESTED:
        return nothing("approval_over")
    if command.outcome is Outcome.APPROVED:
        approved = step(
            case,
            replace(loan, status=Status.APPROVED),
            e.LoanApproved(command.by),
            reason("approval_approved", **_decider(command)),
        )
        ahead = outlook(case.stock, command.others, loan.needed_by)
        decision = _reserved_or_waiting(then(case, approved), ahead)
        return Decision((*approved.changes, *decision.changes))
    said = f"{command.outcome}_because" if command.why else str(command.outcome)
    why = Passage(command.why)
    told = tell(loan, case.policy, f"approval_{said}", why=why, **_decider(command))
    return step(
        case,
        replace(loan, status=Status.REFUSED),
        e.LoanRefused(command.by, str(command.outcome)),
        reason(f"approval_{command.outcome}", **_decider(command)),
        effects=[told],
    )


def take_turn(case: Case) -> Decision:
    """The one who waits longest; whoever needed it before now is asked whether they still do."""
    loan, asset = case.loan, case.stock.free_for(case.loan.ref)
    if loan.status is not Status.WAITLISTED or asset is None:
        return nothing("not_their_turn")
    if loan.needed_by > case.now:
        return _reserved(case, asset)
    until = case.now + case.policy.offer
    return step(
        case,
        replace(loan, status=Status.OFFERED, asset=asset.id),
        e.LoanOffered(asset.id, until),
        reason("offered", needed_by=Instant(loan.needed_by)),
        effects=[tell(loan, case.policy, "offered", until=Instant(until))],
    )


def accept_offer(case: Case, command: c.AcceptOffer) -> Decision:
    loan = case.loan
    if not can(command.by, LoanAction.ARRANGE, loan, case.policy):
        return refuse(case, command.by, command.channel, LoanAction.ARRANGE, "not_allowed")
    asset = case.stock.held_by(loan.ref)
    if loan.status is not Status.OFFERED or asset is None:
        return refuse(case, command.by, command.channel, LoanAction.ARRANGE, "stale")
    return _reserved(case, asset)


def go_elsewhere(case: Case, command: c.GoElsewhere) -> Decision:
    """They leave one waiting list, and only if the other office has one for them."""
    loan, asset = case.loan, command.stock.free_for(case.loan.ref)
    if not can(command.by, LoanAction.ARRANGE, loan, case.policy):
        return refuse(case, command.by, command.channel, LoanAction.ARRANGE, "not_allowed")
    if loan.status is not Status.WAITLISTED or command.policy.office == loan.office:
        return refuse(case, command.by, command.channel, LoanAction.ARRANGE, "stale")
    unapproved = command.policy.needs_approval and loan.approval is None
    if asset is None or unapproved:
        return refuse(
            case,
            command.by,
            command.channel,
            LoanAction.ARRANGE,
            "approval_there" if unapproved else "none_there",
            office=command.policy.name,
        )
    there = Case(loan, command.stock, command.policy, case.now)
    moved = replace(loan, office=command.policy.office, status=Status.RESERVED, asset=asset.id)
    why = reason("moved_office", by=Name(command.by.person), office=command.policy.name)
    decision = step(
        there,
        moved,
        e.LoanMovedOffice(loan.office, command.policy.office, asset.id),
        why,
        effects=_told_reserved(there, asset),
    )
    left = stock_step(case, without(case.stock, loan.ref), loan, why)
    return Decision((*decision.changes, left))


def _reserved_or_waiting(case: Case, ahead: Outlook) -> Decision:
    loan, asset = case.loan, case.stock.free_for(case.loan.ref)
    if asset is not None:
        return _reserved(case, asset)
    what, facts = f"queued_{ahead.prospect}", _facts(ahead)
    return step(
        case,
        replace(loan, status=Status.WAITLISTED),
        e.LoanWaitlisted(ahead.position),
        reason("waitlisted", office=case.policy.name, position=ahead.position),
        effects=[tell_of_others(loan, case.policy, what, ahead.offices, **facts)],
    )


def _reserved(case: Case, asset: Asset) -> Decision:
    return step(
        case,
        replace(case.loan, status=Status.RESERVED, asset=asset.id),
        e.LoanReserved(asset.id),
        reason("reserved", office=case.policy.name, asset=asset.id),
        effects=_told_reserved(case, asset),
    )


def _told_reserved(case: Case, asset: Asset) -> Sequence[Effect]:
    facts: dict[str, Argument] = {"office": case.policy.name, "model": asset.model}
    return [tell(case.loan, case.policy, "reserved", **facts)]


def _decider(command: c.HearOfApproval) -> dict[str, Argument]:
    return {"by": Name(command.by)} if command.by else {}


def _facts(ahead: Outlook) -> dict[str, Argument]:
    facts: dict[str, Argument] = {"position": ahead.position}
    if ahead.back_at:
        facts["back_at"] = Instant(ahead.back_at)
    if ahead.offices:
        facts["offices"] = ", ".join(one.name for one in ahead.offices)
    return facts
