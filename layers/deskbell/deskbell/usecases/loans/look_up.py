"""What is lent and what is there, for `/loaner …`; the relay asks when it answers.

Everybody may know how many laptops an office has; who has which, only whoever hands them out there.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime

from deskbell.domain.ids import InstallId
from deskbell.domain.loans.asset import Asset
from deskbell.domain.loans.loan import Loan
from deskbell.domain.loans.lookup import Lookup, Topic
from deskbell.domain.loans.permissions import is_staff
from deskbell.domain.loans.policy import LoanPolicy
from deskbell.domain.loans.stock import Stock
from deskbell.domain.people import Standing
from deskbell.domain.settings.desk import Desk
from deskbell.domain.tickets.permissions import Member
from deskbell.usecases.home.loans import loans_of
from deskbell.usecases.loans.looked_up import Lent, LookedUp, OfficeStock
from deskbell.usecases.loans.offices import stock_of
from deskbell.usecases.ports import Aggregates, TicketLists

MOST_SHOWN = 15


def look_up(
    asked: Lookup,
    who: Member,
    desk: Desk,
    aggregates: Aggregates,
    lists: TicketLists,
    now: datetime,
) -> LookedUp:
    install = desk.workspace.install
    policies = [policy for policy in desk.loans.values() if _is_meant(policy, asked)]
    works_there = [policy for policy in policies if is_staff(who, policy)]
    match asked.topic:
        case None:
            return LookedUp(asked)
        case Topic.MINE:
            mine = loans_of(install, who.person, desk, lists, aggregates, now)
            return LookedUp(asked, mine=mine, total=len(mine))
        case Topic.STOCK:
            stocks = [_counted(policy, aggregates, install) for policy in policies]
            shown = stocks if who.standing is Standing.MEMBER else []
            return LookedUp(asked, shown, total=len(stocks), refused=len(shown) < len(stocks))
        case Topic.DUE | Topic.ASSET:
            found = list(_found(asked, works_there, aggregates, install))
            lent = [_lent(asset, policy, aggregates) for asset, policy in found[:MOST_SHOWN]]
            refused = not works_there and bool(policies)
            return LookedUp(asked, lent=lent, total=len(found), refused=refused)


def _is_meant(policy: LoanPolicy, asked: Lookup) -> bool:
    """Without a name, each office is; a laptop is looked for in all."""
    if asked.topic is Topic.ASSET or not asked.of:
        return True
    return asked.of.casefold() in (policy.name.casefold(), policy.office.casefold())


def _counted(policy: LoanPolicy, aggregates: Aggregates, install: InstallId) -> OfficeStock:
    stock = stock_of(aggregates, install, policy.office)
    counts = Counter(asset.state for asset in stock.assets)
    return OfficeStock(policy.name, counts, len(stock.waiting))


def _found(
    asked: Lookup, policies: Sequence[LoanPolicy], aggregates: Aggregates, install: InstallId
) -> Iterator[tuple[Asset, LoanPolicy]]:
    """What is out, the longest overdue first; or the one that is named."""
    stocks = [(stock_of(aggregates, install, policy.office), policy) for policy in policies]
    if asked.topic is Topic.ASSET:
        yield from ((asset, policy) for stock, policy in stocks for asset in _named(stock, asked))
        return
    out = [
        (asset.due, asset.id, asset, policy)
        for stock, policy in stocks
        for asset in stock.assets
        if asset.due is not None
    ]
    yield from ((asset, policy) for _, _, asset, policy in sorted(out, key=lambda one: one[:2]))


def _named(stock: Stock, asked: Lookup) -> Iterator[Asset]:
    wanted = asked.of.casefold()
    return (one for one in stock.assets if wanted in (one.id.casefold(), one.serial.casefold()))


def _lent(asset: Asset, policy: LoanPolicy, aggregates: Aggregates) -> Lent:
    loan = aggregates.load(asset.loan) if asset.loan else None
    if not isinstance(loan, Loan):
        return Lent(asset, policy.name)
    return Lent(asset, policy.name, loan.number, loan.requester)
