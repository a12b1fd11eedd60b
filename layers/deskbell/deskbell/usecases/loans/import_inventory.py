"""An operator brought an inventory; process_input calls this, once an office."""

from deskbell.domain.decision import Cause, Decision, State
from deskbell.domain.ids import stock_ref
from deskbell.domain.inputs import InventoryImported
from deskbell.domain.loans.decide_stock import decide_stock
from deskbell.domain.loans.stock import Stock
from deskbell.domain.loans.stock_commands import ImportInventory
from deskbell.usecases.change import Handled, change, ignored
from deskbell.usecases.kinds import of_kind
from deskbell.usecases.ports import Aggregates, Settings


def import_inventory(
    settings: Settings, aggregates: Aggregates, given: InventoryImported, cause: Cause
) -> Handled:
    policy = settings.current().loans.get(given.office)
    if policy is None:
        return ignored("no_such_office")
    ref = stock_ref(cause.install, given.office)
    command = ImportInventory(given.operator, given.rows)

    def decided(state: State | None) -> Decision:
        stock = of_kind(Stock, state) or Stock(ref, cause.install, 0, given.office)
        return decide_stock(stock, policy, command, cause.at)

    return change(aggregates, ref, cause, decided)
