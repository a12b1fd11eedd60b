"""From a laptop that they have to one that is back: longer, returned, looked at, and the way back
from each mistake."""

from dataclasses import replace
from datetime import datetime, timedelta

from deskbell.domain.decision import Decision
from deskbell.domain.loans import commands as c
from deskbell.domain.loans import events as e
from deskbell.domain.loans.collecting import other_serial, same_serial
from deskbell.domain.loans.loan import OUT, WITH_THEM, Loan, Status, Undo
from deskbell.domain.loans.office_days import closing_after
from deskbell.domain.loans.permissions import LoanAction, can, is_staff
from deskbell.domain.loans.stock import IDLE, AssetState
from deskbell.domain.loans.telling import tell, tell_office, tell_technician
from deskbell.domain.loans.transition import Case, Missed, refuse, step, undoable
from deskbell.domain.loans.words import reason
from deskbell.domain.texts import Instant, Name

GIVEN_UP = (LoanAction.CANCEL, Missed.NO_SHOW)
"""What made their laptop somebody else's to have."""


def extend(case: Case, command: c.Extend) -> Decision:
    """Not while somebody waits; what is overdue counts from today."""
    loan, by, channel = case.loan, command.by, command.channel
    if not can(by, LoanAction.EXTEND, loan, case.policy):
        return refuse(case, by, channel, LoanAction.EXTEND, "not_allowed")
    if loan.status not in WITH_THEM or loan.due is None:
        return refuse(case, by, channel, LoanAction.EXTEND, "stale")
    if not 1 <= command.days <= case.policy.longest:
        return refuse(case, by, channel, LoanAction.EXTEND, "days", count=case.policy.longest)
    if case.stock.waiting:
        waiting = len(case.stock.waiting)
        return refuse(case, by, channel, LoanAction.EXTEND, "somebody_waits", count=waiting)
    if loan.extensions >= case.policy.extensions:
        most = case.policy.extensions
        return refuse(case, by, channel, LoanAction.EXTEND, "extended_enough", count=most)
    due = closing_after(case.policy, max(loan.due, case.now) + timedelta(days=command.days))
    after = replace(
        loan,
        status=Status.CHECKED_OUT,
        due=due,
        extensions=loan.extensions + 1,
        escalated=False,
        reminded_at=case.now,
        undo=None,
    )
    told = tell(after, case.policy, "extended", due=Instant(due), office=case.policy.name)
    return step(
        case,
        after,
        e.LoanExtended(due, command.days),
        reason("extended", by=Name(by.person), due=Instant(due)),
        effects=[told],
    )


def report_returned(case: Case, command: c.ReportReturned) -> Decision:
    """Nobody is reminded from here on; a technician has to look at it before anybody gets it."""
    loan, by, channel = case.loan, command.by, command.channel
    if not can(by, LoanAction.RETURN, loan, case.policy):
        return refuse(case, by, channel, LoanAction.RETURN, "not_allowed")
    if loan.status not in OUT or loan.asset is None:
        return refuse(case, by, channel, LoanAction.RETURN, "stale")
    who = Name(loan.requester)
    return step(
        case,
        replace(loan, status=Status.PENDING_RETURN),
        e.ReturnReported(loan.asset, by.person),
        reason("return_reported", by=Name(by.person)),
        effects=[
            tell(loan, case.policy, "return_reported", by=Name(by.person)),
            tell_office(loan, case.policy, "to_inspect", person=who, asset=loan.asset),
        ],
        undo=undoable(case, by.person, LoanAction.RETURN, AssetState.PENDING_RETURN),
    )


def inspect(case: Case, command: c.Inspect) -> Decision:
    """At the counter it may come straight from whoever had it."""
    loan, by, channel, finding = case.loan, command.by, command.channel, command.finding
    if not can(by, LoanAction.INSPECT, loan, case.policy):
        return refuse(case, by, channel, LoanAction.INSPECT, "not_allowed")
    asset = case.stock.held_by(loan.ref)
    if asset is None or loan.status not in (*OUT, Status.PENDING_RETURN) or finding not in IDLE:
        return refuse(case, by, channel, LoanAction.INSPECT, "stale")
    is_lost = finding is AssetState.LOST
    if not is_lost and not same_serial(asset.serial, command.serial):
        return other_serial(case, command, LoanAction.INSPECT, asset)
    return step(
        case,
        replace(loan, status=Status.LOST if is_lost else Status.RETURNED),
        e.LaptopInspected(asset.id, by.person, finding),
        reason(f"inspected_{finding}", by=Name(by.person), serial=asset.serial),
        effects=[
            tell(loan, case.policy, f"inspected_{finding}"),
            *tell_technician(loan, case.policy, by.person, channel, f"found_{finding}"),
        ],
        undo=undoable(case, by.person, LoanAction.INSPECT, finding),
        left=finding,
    )


def undo(case: Case, command: c.UndoLast) -> Decision:
    """Their own action, or anybody's for who hands laptops out; too late when its laptop has gone
    on already."""
    loan, by, channel, last = case.loan, command.by, command.channel, case.loan.undo
    if not can(by, LoanAction.UNDO, loan, case.policy):
        return refuse(case, by, channel, LoanAction.UNDO, "not_allowed")
    if last is None or case.now > last.until or not _is_left(case, last):
        return refuse(case, by, channel, LoanAction.UNDO, "undo_too_late")
    if last.by not in (None, by.person) and not is_staff(by, case.policy):
        return refuse(case, by, channel, LoanAction.UNDO, "not_allowed")
    return step(
        case,
        _brought_back(case, last),
        e.LoanActionUndone(by.person, last.action),
        reason(f"undone_{last.action}", by=Name(by.person)),
        effects=[tell(loan, case.policy, "undone", by=Name(by.person))],
    )


def _is_left(case: Case, last: Undo) -> bool:
    """Whether the laptop is as the action left it: still theirs, or nobody's and in that state; and
    nobody who waits has a claim to it."""
    loan = case.loan
    asset = case.stock.asset(loan.asset) if loan.asset else None
    if last.action in GIVEN_UP and case.stock.free_for(loan.ref) is None:
        return False
    return loan.has_laptop or (asset is not None and asset.state is last.left)


def _can_come(case: Case, slot: datetime) -> bool:
    others = case.stock.visits_at(slot, case.loan.ref)
    return slot > case.now and others < case.policy.visit.capacity


def _brought_back(case: Case, last: Undo) -> Loan:
    """A time that has passed, or that others have taken meanwhile, is chosen again."""
    loan, was = case.loan, last.before
    had_time = was.status is Status.READY and last.action in GIVEN_UP
    if had_time and loan.slot is not None and not _can_come(case, loan.slot):
        return replace(loan, status=Status.RESERVED, slot=None)
    return replace(
        loan,
        status=was.status,
        due=was.due,
        extensions=was.extensions,
        escalated=was.escalated,
    )
