"""Loans and stocks with every field set, and what is said of them, for the contract tests."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from deskbell.domain.decision import Decision
from deskbell.domain.ids import loan_ref, stock_ref
from deskbell.domain.loans.decide_stock import decide_stock
from deskbell.domain.loans.inventory import Row
from deskbell.domain.loans.loan import Attestation, Loan, Snapshot, Status, Undo
from deskbell.domain.loans.policy import Delivery, LoanPolicy, OfficeId
from deskbell.domain.loans.stock import Asset, AssetId, AssetState, Stock, Visit, Waiting
from deskbell.domain.loans.stock_commands import ImportInventory
from tests.builders import ANA, INSTALL, LENA, MINJUN, NOW
from tests.unit.loans.office import POLICY

SF = OfficeId("san_francisco")
DAY = timedelta(days=1)
FIRST, SECOND = loan_ref(INSTALL, "1"), loan_ref(INSTALL, "2")


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


def decisions(office: str) -> Iterator[Decision]:
    """An inventory that leaves few laptops in the office of that name."""
    policy: LoanPolicy = replace(POLICY, name=office, low=3)
    stock = replace(
        a_full_stock(),
        assets=tuple(Asset(AssetId(f"SF-{n}"), f"S{n}", "X1") for n in range(4)),
    )
    for left in (3, 1):
        rows = tuple(
            Row(n + 2, SF, AssetId(f"SF-{n}"), f"S{n}", "X1", AssetState.AVAILABLE)
            for n in range(left)
        )
        yield decide_stock(stock, policy, ImportInventory("adam", rows), NOW)
