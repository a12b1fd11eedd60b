"""One step of a loan and of the stock beside it, with everything that follows from that itself.

Every branch of `decide` ends here: no version, laptop, place in the queue, timer, list or word
about a low stock can be forgotten.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from deskbell.domain.decision import Change, Decision, Event, Link, loan_link
from deskbell.domain.effects import Effect, SendNotice, ShowHome, Whisper
from deskbell.domain.ids import ChannelId, PersonId
from deskbell.domain.loans import events as e
from deskbell.domain.loans.for_request import told_request
from deskbell.domain.loans.loan import Loan, Snapshot, Undo
from deskbell.domain.loans.permissions import LoanAction
from deskbell.domain.loans.policy import LoanPolicy
from deskbell.domain.loans.shelf import shelved
from deskbell.domain.loans.stock import AssetState, Stock
from deskbell.domain.loans.timers import changed, timed
from deskbell.domain.loans.turns import turns
from deskbell.domain.loans.words import notice, reason, whisper
from deskbell.domain.texts import Argument, Name, Text
from deskbell.domain.tickets.permissions import Member
from deskbell.domain.workflows.watch import watch


class Missed(StrEnum):
    """What time has done, and can be undone."""

    NO_SHOW = "no_show"


@dataclass(frozen=True, slots=True)
class Case:
    """What is decided on: a loan, its office's stock and policy, and when; `now` is in UTC."""

    loan: Loan
    stock: Stock
    policy: LoanPolicy
    now: datetime


def begin(loan: Loan, policy: LoanPolicy, effects: Sequence[Effect] = ()) -> Change:
    """The first version."""
    first = timed(replace(loan, version=1), policy)
    event = e.LoanRequested(
        number=loan.number,
        office=loan.office,
        requester=loan.requester,
        manager=loan.manager,
        needed_by=loan.needed_by,
        days=loan.days,
    )
    why = reason("requested", by=Name(loan.opener), office=policy.name)
    return Change(
        before=None,
        after=first,
        event=event,
        reason=why,
        effects=(ShowHome(loan.requester), *effects),
        timers=watch(None, first, loan.requested_at),
        rows=(Link(loan_link(loan.install, loan.number), loan.ref),),
    )


def step(
    case: Case,
    after: Loan,
    event: Event,
    why: Text,
    *,
    effects: Sequence[Effect] = (),
    undo: Undo | None = None,
    left: AssetState = AssetState.AVAILABLE,
) -> Decision:
    """The loan becomes `after`; its version and timers are set here. `left` is what its laptop is
    when the loan has it no more; `undo` takes it back, until the next change of the status."""
    before, now = case.loan, case.now
    if after.status is not before.status:
        after = replace(after, since=now, reminded_at=now, undo=undo)
    after = timed(replace(after, version=before.version + 1), case.policy)
    home = [ShowHome(after.requester)] if after.status is not before.status else []
    change = Change(
        before=before,
        after=after,
        event=event,
        reason=why,
        effects=(*effects, *home, *told_request(before, after, now)),
        timers=(*changed(before, after), *watch(before, after, now)),
    )
    stock = shelved(case.stock, after, now, left)
    beside = [] if stock == case.stock else [stock_step(case, stock, after, why)]
    return Decision((change, *beside))


def then(case: Case, first: Decision) -> Case:
    """What the next step of the same decision is decided on."""
    for change in first.changes:
        match change.after:
            case Loan() as loan:
                case = replace(case, loan=loan)
            case Stock() as stock:
                case = replace(case, stock=stock)
    return case


def stock_step(case: Case, after: Stock, loan: Loan, why: Text) -> Change:
    """The stock becomes `after` because of `loan`."""
    asset = after.asset(loan.asset) if loan.asset else None
    event = e.StockChanged(
        loan=loan.ref,
        asset=asset.id if asset else None,
        state=asset.state if asset else None,
        available=len(after.available),
        waiting=len(after.waiting),
    )
    return stocked(case.stock, after, event, why, case.policy, case.now)


def stocked(
    before: Stock, after: Stock, event: Event, why: Text, policy: LoanPolicy, now: datetime
) -> Change:
    """Whoever has got their turn hears of it, and the channel that there are few left."""
    after = replace(after, version=before.version + 1)
    return Change(
        before=before if before.version else None,
        after=after,
        event=event,
        reason=why,
        effects=(*turns(before, after, now), *_low(before, after, policy)),
    )


def _low(before: Stock, after: Stock, policy: LoanPolicy) -> Iterator[Effect]:
    """Once, as it gets so low."""
    had, has = len(before.available), len(after.available)
    if had > policy.low >= has:
        text = notice("stock_low", office=policy.name, count=has, waiting=len(after.waiting))
        yield SendNotice(policy.channel, text)


def undoable(
    case: Case, by: PersonId | None, action: LoanAction | Missed, left: AssetState
) -> Undo | None:
    """What `step` keeps of a one-tap action that leaves the laptop as `left`."""
    if not case.policy.undo_window:
        return None
    loan = case.loan
    was = Snapshot(loan.status, loan.due, loan.extensions, loan.escalated)
    return Undo(by, action, case.now + case.policy.undo_window, was, left)


def refuse(
    case: Case,
    by: Member,
    channel: ChannelId | None,
    action: LoanAction,
    why: str,
    **args: Argument,
) -> Decision:
    """Nothing changes; they are told why where they pressed, and the history knows who wanted
    what."""
    return step(
        case,
        case.loan,
        e.LoanActionRefused(by.person, action, why),
        reason(f"refused_{why}", by=Name(by.person)),
        effects=[Whisper(by.person, channel, None, whisper(why, **args))] if channel else [],
    )
