"""Loans and the stocks of offices as items, and back; `states.py` lists them with the others."""

from deskbell.adapters import wire
from deskbell.adapters.dynamo import keys
from deskbell.adapters.dynamo.loan_items import LoanItem, StockItem
from deskbell.domain.ids import InstallId, PersonId, Ref
from deskbell.domain.loans.loan import Attestation, Loan, Status, Undo
from deskbell.domain.loans.policy import Delivery, OfficeId
from deskbell.domain.loans.stock import Asset, AssetId, Stock, Visit, Waiting


def stock_to_item(stock: Stock) -> StockItem:
    return StockItem(
        *keys.state(stock.ref),
        install=stock.install,
        version=stock.version,
        office=stock.office,
        assets=tuple(map(wire.encode, stock.assets)),
        waiting=tuple(map(wire.encode, stock.waiting)),
        visits=tuple(map(wire.encode, stock.visits)),
    )


def stock_from_item(item: StockItem) -> Stock:
    return Stock(
        ref=Ref.parse(item.pk),
        install=InstallId(item.install),
        version=item.version,
        office=OfficeId(item.office),
        assets=tuple(wire.decode(asset, Asset) for asset in item.assets or ()),
        waiting=tuple(wire.decode(one, Waiting) for one in item.waiting or ()),
        visits=tuple(wire.decode(one, Visit) for one in item.visits or ()),
    )


def loan_to_item(loan: Loan) -> LoanItem:
    return LoanItem(
        *keys.state(loan.ref),
        install=loan.install,
        version=loan.version,
        number=loan.number,
        office=loan.office,
        requester=loan.requester,
        opener=loan.opener,
        manager=loan.manager,
        needed_by=loan.needed_by,
        days=loan.days,
        why=loan.why,
        requested_at=loan.requested_at,
        since=loan.since,
        reminded_at=loan.reminded_at,
        status=loan.status,
        approval=str(loan.approval) if loan.approval else None,
        asset=loan.asset,
        attestation=wire.encode(loan.attestation) if loan.attestation else None,
        delivery=loan.delivery,
        slot=loan.slot,
        ends_at=loan.due,
        extensions=loan.extensions,
        escalated=loan.escalated,
        holder_left=loan.holder_left,
        undo=wire.encode(loan.undo) if loan.undo else None,
        deadline=loan.deadline,
        remind_at=loan.remind_at,
        escalate_at=loan.escalate_at,
        generation=loan.generation,
        request=str(loan.request) if loan.request else None,
    )


def loan_from_item(item: LoanItem) -> Loan:
    return Loan(
        ref=Ref.parse(item.pk),
        install=InstallId(item.install),
        version=item.version,
        number=item.number,
        office=OfficeId(item.office),
        requester=PersonId(item.requester),
        opener=PersonId(item.opener),
        manager=PersonId(item.manager) if item.manager else None,
        needed_by=item.needed_by,
        days=item.days,
        why=item.why,
        requested_at=item.requested_at,
        since=item.since,
        reminded_at=item.reminded_at,
        status=Status(item.status),
        approval=Ref.parse(item.approval) if item.approval else None,
        asset=AssetId(item.asset) if item.asset else None,
        attestation=wire.decode(item.attestation, Attestation) if item.attestation else None,
        delivery=Delivery(item.delivery),
        slot=item.slot,
        due=item.ends_at,
        extensions=item.extensions,
        escalated=item.escalated,
        holder_left=item.holder_left,
        undo=wire.decode(item.undo, Undo) if item.undo else None,
        deadline=item.deadline,
        remind_at=item.remind_at,
        escalate_at=item.escalate_at,
        generation=item.generation,
        request=Ref.parse(item.request) if item.request else None,
    )
