"""What an inventory would change, before anybody changes it: the dry run (bad inputs 97, 98).

A file says all there is in each office that it names. What is lent stays as it is: neither its
state nor its place is the file's to say.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from deskbell.domain.loans.inventory import Row
from deskbell.domain.loans.policy import OfficeId
from deskbell.domain.loans.stock import IDLE, MOST_ASSETS, Asset, AssetId, Stock
from deskbell.domain.sheet_reading import Fault


@dataclass(frozen=True, slots=True)
class OfficePlan:
    """Of one office; `assets` are those it has afterwards, if there are no `faults`."""

    office: OfficeId
    assets: tuple[Asset, ...]
    added: tuple[AssetId, ...]
    changed: tuple[AssetId, ...]
    removed: tuple[AssetId, ...]
    faults: tuple[Fault, ...]

    @property
    def changes_something(self) -> bool:
        return bool(self.added or self.changed or self.removed)


def plan(rows: Sequence[Row], stocks: Mapping[OfficeId, Stock]) -> tuple[OfficePlan, ...]:
    """For each office that the file names, in its order; `stocks` has every office there is."""
    offices = tuple(dict.fromkeys(row.office for row in rows))
    elsewhere = {
        name: (office, asset)
        for office, stock in stocks.items()
        if office not in offices
        for asset in stock.assets
        for name in (asset.id, asset.serial.casefold())
    }
    plans = []
    for office in offices:
        own = tuple(row for row in rows if row.office == office)
        found = plan_office(own, stocks[office])
        doubled = tuple(_doubled(own, elsewhere))
        plans.append(replace(found, faults=(*found.faults, *doubled)))
    return tuple(plans)


def plan_office(rows: Sequence[Row], stock: Stock) -> OfficePlan:
    """What is there stays in its place, so that the order in which laptops are lent does not
    depend on the file."""
    had = {asset.id: asset for asset in stock.assets}
    wanted = {row.id: row for row in rows}
    kept = {name: _as(row, had.get(name)) for name, row in wanted.items()}
    order = [*(name for name in had if name in kept), *(name for name in kept if name not in had)]
    return OfficePlan(
        office=stock.office,
        assets=tuple(kept[name] for name in order),
        added=tuple(name for name in order if name not in had),
        changed=tuple(name for name in order if name in had and kept[name] != had[name]),
        removed=tuple(name for name in had if name not in wanted),
        faults=tuple(_faults(rows, had, stock)),
    )


def _as(row: Row, had: Asset | None) -> Asset:
    asset = had or Asset(row.id, row.serial, row.model)
    return replace(asset, serial=row.serial, model=row.model, state=row.state)


def _faults(rows: Sequence[Row], had: Mapping[AssetId, Asset], stock: Stock) -> Iterator[Fault]:
    for row in rows:
        asset = had.get(row.id)
        if asset and asset.loan:
            if row.state is not asset.state:
                wrong = f"it is {asset.state} by a loan"
                yield Fault(row.line, "state", wrong, "take it back first, or leave it so")
            if row.serial != asset.serial:
                yield Fault(row.line, "serial", "it is lent", "take it back first")
        elif row.state not in IDLE:
            wrong = f"no laptop is {row.state} without a loan"
            yield Fault(row.line, "state", wrong, f"one of: {', '.join(IDLE)}")
    named = {row.id for row in rows}
    for asset in had.values():
        if asset.loan and asset.id not in named:
            wrong = f"{asset.id} is missing, and it is {asset.state}"
            yield Fault(0, "id", wrong, "add it, or take it back first")
    if len(rows) > MOST_ASSETS:
        line, wrong = rows[MOST_ASSETS].line, f"{stock.office} has more than {MOST_ASSETS} laptops"
        yield Fault(line, "office", wrong, "make two offices of it")


def _doubled(
    rows: Sequence[Row], elsewhere: Mapping[str, tuple[OfficeId, Asset]]
) -> Iterator[Fault]:
    for row in rows:
        for column, name in (("id", row.id), ("serial", row.serial.casefold())):
            if found := elsewhere.get(name):
                wrong = f"{found[0]} has it as {found[1].id}"
                yield Fault(row.line, column, wrong, f"put {found[0]} into the file, too")
