"""What becomes of a stock without a loan: an inventory comes, or a laptop from repair.

Called by the use cases of the inventory; whoever waits gets what is new in their order.
"""

from dataclasses import replace
from datetime import datetime
from typing import assert_never

from deskbell.domain.decision import Decision, nothing
from deskbell.domain.loans import events as e
from deskbell.domain.loans import stock_commands as c
from deskbell.domain.loans.inventory_events import StockImported
from deskbell.domain.loans.inventory_plan import plan_office
from deskbell.domain.loans.permissions import is_staff
from deskbell.domain.loans.policy import LoanPolicy
from deskbell.domain.loans.stock import IDLE, Stock
from deskbell.domain.loans.transition import stocked
from deskbell.domain.loans.words import reason
from deskbell.domain.texts import Name


def decide_stock(
    stock: Stock, policy: LoanPolicy, command: c.StockCommand, now: datetime
) -> Decision:
    """A refusal is counted only: whoever imports has seen the dry run."""
    match command:
        case c.ImportInventory():
            return _import(stock, policy, command, now)
        case c.MarkAsset():
            return _mark(stock, policy, command, now)
    assert_never(command)


def _import(
    stock: Stock, policy: LoanPolicy, command: c.ImportInventory, now: datetime
) -> Decision:
    """All of it or nothing; looked at again, since laptops were lent after the dry run."""
    plan = plan_office(command.rows, stock)
    if plan.faults:
        return nothing("inventory_outdated")
    if not plan.changes_something:
        return nothing("inventory_same")
    after = replace(stock, assets=plan.assets)
    added, changed, removed = map(len, (plan.added, plan.changed, plan.removed))
    event = StockImported(stock.office, added, changed, removed, len(after.available))
    why = reason(
        "stock_imported",
        by=command.operator,
        office=policy.name,
        added=added,
        changed=changed,
        removed=removed,
    )
    return Decision((stocked(stock, after, event, why, policy, now),))


def _mark(stock: Stock, policy: LoanPolicy, command: c.MarkAsset, now: datetime) -> Decision:
    if not is_staff(command.by, policy):
        return nothing("stock_not_theirs")
    asset = stock.asset(command.asset)
    if asset is None or asset.loan is not None or command.state not in IDLE:
        return nothing("asset_not_idle")
    if asset.state is command.state:
        return nothing("asset_marked_already")
    marked = replace(asset, state=command.state)
    after = replace(stock, assets=tuple(marked if one is asset else one for one in stock.assets))
    event = e.AssetMarked(asset.id, command.by.person, command.state)
    why = reason(f"marked_{command.state}", by=Name(command.by.person), asset=asset.id)
    return Decision((stocked(stock, after, event, why, policy, now),))
