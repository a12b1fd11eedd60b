"""Loans and stocks with every field set, and what is said of them, for the contract tests."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from deskbell.domain.approvals.commands import Ask
from deskbell.domain.approvals.counting import POLICIES
from deskbell.domain.approvals.outcome import Outcome
from deskbell.domain.decision import Decision
from deskbell.domain.graphemes import cut
from deskbell.domain.ids import approval_ref, loan_ref, request_ref, stock_ref
from deskbell.domain.loans import commands as c
from deskbell.domain.loans.decide import decide
from deskbell.domain.loans.decide_stock import decide_stock
from deskbell.domain.loans.inventory import Row
from deskbell.domain.loans.loan import (
    ASSET_STATES,
    OUT,
    Attestation,
    Loan,
    Snapshot,
    Status,
    Undo,
)
from deskbell.domain.loans.office_days import free_slots
from deskbell.domain.loans.outlook import Elsewhere
from deskbell.domain.loans.policy import Delivery, LoanPolicy, OfficeId
from deskbell.domain.loans.shelf import shelved
from deskbell.domain.loans.stock import (
    MOST_WAITING,
    Asset,
    AssetId,
    AssetState,
    Stock,
    Visit,
    Waiting,
)
from deskbell.domain.loans.stock_commands import ImportInventory
from deskbell.domain.loans.timers import DEADLINE, ESCALATION, REMINDER
from deskbell.domain.loans.transition import Case
from deskbell.domain.loans.visiting import KEPT
from deskbell.domain.people import Standing
from deskbell.domain.tickets.permissions import Member
from tests.builders import ANA, GUS, INSTALL, IT_TRIAGE, LENA, MINJUN, NOW, OLA
from tests.unit.loans.office import ANSWERS, POLICY, TECHNICIAN

SF = OfficeId("san_francisco")
DAY = timedelta(days=1)
LATE = NOW + DAY / 2
FIRST, SECOND = loan_ref(INSTALL, "1"), loan_ref(INSTALL, "2")
UNDONE = Snapshot(Status.CHECKED_OUT, NOW, 0, escalated=False)


def a_full_stock() -> Stock:
    """No field has its default, and each of its assets is in another state."""
    assets = tuple(
        Asset(AssetId(f"SF-{n}"), f"S/{n}", "노트북 <ż>", state, FIRST, NOW + n * DAY)
        for n, state in enumerate(AssetState)
    )
    return Stock(
        ref=stock_ref(INSTALL, SF),
        install=INSTALL,
        version=1,
        office=SF,
        assets=(*assets, Asset(AssetId("SF-9"), "S9", "X1")),
        waiting=(Waiting(SECOND, NOW, NOW + DAY),),
        visits=(Visit(FIRST, NOW + DAY),),
    )


def a_full_loan() -> Loan:
    """No field has its default."""
    before = Snapshot(Status.CHECKED_OUT, NOW, 1, escalated=True)
    return Loan(
        ref=FIRST,
        install=INSTALL,
        version=1,
        number=7,
        office=SF,
        requester=ANA,
        opener=MINJUN,
        manager=LENA,
        needed_by=NOW + DAY,
        days=14,
        why="고장 났어요",
        requested_at=NOW,
        since=NOW + timedelta(seconds=1),
        reminded_at=NOW + timedelta(seconds=2),
        status=Status.OVERDUE,
        approval=SECOND,
        asset=AssetId("SF-1"),
        attestation=Attestation(True, "v1", NOW + DAY),
        delivery=Delivery.SHIP,
        slot=NOW + DAY,
        due=NOW + 2 * DAY,
        extensions=2,
        escalated=True,
        holder_left=True,
        undo=Undo(LENA, "return", NOW, before, AssetState.PENDING_RETURN),
        deadline=NOW + 3 * DAY,
        remind_at=NOW + 4 * DAY,
        escalate_at=NOW + 5 * DAY,
        generation=3,
        request=request_ref(INSTALL, "asks"),
    )


def a_first_loan() -> Loan:
    """Of the fields that can be empty, all are."""
    return Loan(
        ref=FIRST,
        install=INSTALL,
        version=1,
        number=8,
        office=SF,
        requester=ANA,
        opener=ANA,
        manager=None,
        needed_by=NOW,
        days=1,
        why="",
        requested_at=NOW,
        since=NOW,
        reminded_at=NOW,
    )


def decisions(text: str) -> Iterator[Decision]:
    """Everything that can be asked of a loan in every state, by everybody, and of a stock; the
    office is called `text`, as far as an admin may, and people write it."""
    policy = replace(POLICY, name=cut(text, 40) or "x", low=3, needs_approval=False)
    yield from _inventories(policy)
    yield from _requests(text, policy)
    for case in _cases(policy):
        yield from (decide(*_of(case), command, LATE) for command in _by_itself(text))
        for by in (Member(ANA), TECHNICIAN, Member(OLA)):
            yield from (decide(*_of(case), command, NOW) for command in _commands(by))


def _inventories(policy: LoanPolicy) -> Iterator[Decision]:
    """One that leaves few laptops."""
    stock = replace(a_full_stock(), assets=tuple(_laptops(4)))
    for left in (3, 1):
        rows = tuple(
            Row(n + 2, SF, asset.id, asset.serial, "X1", AssetState.AVAILABLE)
            for n, asset in enumerate(_laptops(left))
        )
        yield decide_stock(stock, policy, ImportInventory("adam", rows), NOW)


def _requests(text: str, policy: LoanPolicy) -> Iterator[Decision]:
    """With none left, one that comes back, one elsewhere, and one here; with an approval, without
    anybody for it, and by who gets none."""
    out = Asset(AssetId("SF-9"), "S9", "X1", AssetState.CHECKED_OUT, SECOND, NOW + DAY / 2)
    there = Elsewhere(policy.name, _stock(1, office=OfficeId("austin")))
    first = a_first_loan()
    wish = c.RequestLoan(
        *(FIRST, INSTALL, first.number, Member(ANA), ANA, LENA, NOW + DAY, 7, text or "x")
    )
    ask = Ask(
        ref=approval_ref(INSTALL, "loan"),
        install=INSTALL,
        subject=FIRST,
        label="#8",
        what=text or "x",
        asker=ANA,
        requester=ANA,
        policy=POLICIES["all"],
        approvers=(LENA,),
        due=NOW + DAY,
        remind_every=DAY,
    )
    careful = replace(policy, needs_approval=True)
    full = replace(_stock(0), waiting=(Waiting(SECOND, NOW, NOW),) * MOST_WAITING)
    for stock in (_stock(1), replace(_stock(0), assets=(out,)), _stock(0)):
        for others in ((), (there,)):
            wanted = replace(wish, others=others)
            yield decide(None, stock, policy, wanted, NOW)
            yield decide(None, stock, careful, replace(wanted, ask=ask), NOW)
    yield decide(None, _stock(1), careful, wish, NOW)
    yield decide(
        None, _stock(1), policy, replace(wish, by=Member(GUS, standing=Standing.GUEST)), NOW
    )
    yield decide(None, full, policy, wish, NOW)


def _cases(policy: LoanPolicy) -> Iterator[Case]:
    """A loan in each state, with what visitors can have answered, and its stock beside it."""
    worth = Attestation(True, policy.visit.version, LATE + DAY)
    given = (None, worth, replace(worth, passed=False), replace(worth, version="v0"))
    visits = [*given, replace(worth, expires=NOW)]
    for status in Status:
        out = status in (*OUT, Status.PENDING_RETURN)
        loan = replace(
            a_first_loan(),
            office=SF,
            manager=LENA,
            needed_by=NOW + DAY,
            status=status,
            approval=approval_ref(INSTALL, "loan") if status is Status.REQUESTED else None,
            asset=AssetId("SF-0") if status in ASSET_STATES else None,
            due=NOW + DAY / 2 if out else None,
            undo=Undo(ANA, "return", LATE, UNDONE, ASSET_STATES[status]) if out else None,
        )
        for attested in visits if status in KEPT else [None]:
            slot = NOW + DAY / 3 if status is Status.READY else None
            yield _shelved(replace(loan, attestation=attested, slot=slot), policy)
        if status in (Status.WAITLISTED, Status.RESERVED):
            long_ago = replace(
                loan, attestation=worth, needed_by=NOW - 9 * DAY, since=NOW - 9 * DAY
            )
            yield _shelved(long_ago, policy)
        if status is Status.READY:
            for how in (Delivery.SHIP, Delivery.DESKSIDE):
                yield _shelved(replace(loan, delivery=how), policy)
        if status in OUT:
            several = replace(loan, manager=None, extensions=policy.extensions)
            yield _shelved(several, policy)
            yield _shelved(loan, policy, waiting=1)


def _shelved(loan: Loan, policy: LoanPolicy, waiting: int = 0) -> Case:
    stock = shelved(_stock(2), loan, NOW, AssetState.AVAILABLE)
    if loan.status is Status.WAITLISTED:
        stock = replace(stock, assets=stock.assets[:1])
    queue = (*stock.waiting, *(Waiting(SECOND, NOW, NOW),) * waiting)
    timed = {"deadline": LATE, "remind_at": LATE, "escalate_at": LATE}
    return Case(replace(loan, **timed), replace(stock, waiting=queue), policy, NOW)  # type: ignore[arg-type]


def _of(case: Case) -> tuple[Loan, Stock, LoanPolicy]:
    return case.loan, case.stock, case.policy


def _by_itself(text: str) -> Iterator[c.LoanChange]:
    """What time, an approval and those who leave ask of it."""
    yield from (c.ExpireTimer(name) for name in (DEADLINE, REMINDER, ESCALATION))
    for outcome in Outcome:
        yield c.HearOfApproval(outcome, LENA)
    yield c.HearOfApproval(Outcome.REJECTED, LENA, text or "x")
    yield c.RecordUnreached(ANA, "x" * 250)
    yield c.TakeTurn()
    yield c.RecordUnneeded()
    yield c.RecordLeaver()


def _commands(by: Member) -> Iterator[c.LoanChange]:
    """Each command of a person, and what can be wrong with it."""
    here = IT_TRIAGE
    austin = replace(POLICY, office=OfficeId("austin"), name="Austin")
    ill = {name: "no" for name in ANSWERS}
    first, *_, last = free_slots(POLICY, _stock(1), FIRST, NOW, NOW + 3 * DAY)
    yield c.AcceptOffer(by, here)
    for count in (0, 1):
        yield c.GoElsewhere(by, here, _stock(count, office=austin.office), austin)
    careful = replace(austin, needs_approval=True)
    yield c.GoElsewhere(by, here, _stock(1, office=austin.office), careful)
    yield c.Attest(by, here, ANSWERS)
    for start, answers in ((first, None), (first, ANSWERS), (first, ill), (NOW, None), (last, {})):
        yield c.BookVisit(by, here, start, answers)
    yield from (c.ChooseDelivery(by, here, how) for how in Delivery)
    yield from (c.HandOut(by, here, serial) for serial in ("S0", "S/<9>"))
    yield c.ConfirmReceipt(by, here)
    yield from (c.Extend(by, here, days) for days in (0, 3))
    yield c.ReportReturned(by, here)
    yield from (c.Inspect(by, here, finding, "S0") for finding in AssetState)
    yield c.UndoLast(by, here)
    yield c.CancelLoan(by, here)


def _laptops(count: int) -> Iterator[Asset]:
    return (Asset(AssetId(f"SF-{n}"), f"S{n}", "X1") for n in range(count))


def _stock(count: int, office: OfficeId = SF) -> Stock:
    return Stock(stock_ref(INSTALL, office), INSTALL, 1, office, tuple(_laptops(count)))
