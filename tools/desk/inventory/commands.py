"""`./deskbell inventory import|export`: its arguments, and what each does.

An import is an input like any other, one an office: it goes through the inbox, is decided on and
committed with the operator as its actor. Its key names the file's rows and the stock that they were
compared with, so that asking twice changes nothing.
"""

import argparse
import hashlib
import sys
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

from deskbell.adapters import wire
from deskbell.adapters.dynamo.aggregates import DynamoAggregates
from deskbell.domain.errors import StoreError
from deskbell.domain.ids import EventKey, InstallId, stock_ref
from deskbell.domain.inputs import Envelope, InventoryImported
from deskbell.domain.loans.inventory import Row
from deskbell.domain.loans.inventory_plan import OfficePlan, plan
from deskbell.domain.loans.inventory_reading import MOST_BYTES, read_inventory
from deskbell.domain.loans.inventory_writing import write_inventory
from deskbell.domain.loans.policy import OfficeId
from deskbell.domain.loans.stock import Stock
from deskbell.domain.settings.desk import Desk
from deskbell.domain.sheet_reading import Fault
from deskbell.usecases.kinds import of_kind
from tools.desk.bound_table import bind_table, pushed_desk
from tools.desk.deployment import Account, describe
from tools.desk.errors import OperatorError
from tools.desk.inbox import inbox_of, operator_of
from tools.desk.inventory import report

TELL_EVERY = 10
"""Offices."""
MOST_WIRE = 250_000
"""Bytes of a message on the inbox, with some room."""


def add_to(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]",
    where: argparse.ArgumentParser,
    as_json: argparse.ArgumentParser,
) -> None:
    inventory = commands.add_parser(
        "inventory",
        help="bring the laptops that offices lend as a CSV file, or write them as one",
        description="The laptops of the offices that `loans` in desk.yaml names.",
    )
    actions = inventory.add_subparsers(dest="action", required=True, metavar="ACTION")

    bring = actions.add_parser(
        "import",
        parents=[where, as_json],
        help="make a file's laptops those of the offices that it names",
        description="Reads a CSV file with the columns office, id, serial, model and state. Of "
        "each office in it, these are all its laptops from then on; the others stay as they are. "
        "With any fault nothing is imported. Interrupted, run it again.",
    )
    bring.add_argument("file", type=Path, metavar="FILE", help="as `inventory export` writes it")
    bring.add_argument("--dry-run", action="store_true", help="say what would change")

    export = actions.add_parser(
        "export",
        parents=[where],
        help="write the laptops of all offices as a CSV file that can be imported again",
    )
    export.add_argument("file", type=Path, nargs="?", metavar="FILE", help="(default: the output)")


def run(chosen: argparse.Namespace, account: Account, now: datetime) -> int:
    """The exit code; `now` is the desk's time. Raises what AWS says, and OperatorError."""
    data = _read(chosen.file) if chosen.action == "import" else b""
    stack = describe(account)
    bind_table(account, stack.output("TableName"))
    desk = _desk()
    if chosen.action == "export":
        _write(chosen.file, write_inventory(_stocks(desk).values()))
        return 0
    rows, faults = read_inventory(data, desk.loans)
    if faults:
        return _complain(chosen, faults)
    _tell(f"laptops read: {len(rows)}")
    stocks = _stocks(desk)
    plans = plan(rows, stocks)
    if faults := tuple(fault for one in plans for fault in one.faults):
        return _complain(chosen, faults)
    if not chosen.dry_run:
        operator = operator_of(account)
        wanted = _requests(rows, plans, stocks, operator, now)
        inbox = inbox_of(account, stack)
        for number, envelope in enumerate(wanted, start=1):
            inbox.put(envelope)
            if number % TELL_EVERY == 0:
                _tell(f"{number} of {len(wanted)} offices so far")
    tell = report.plans_as_json if chosen.json else report.plans_as_text
    print(tell(plans, dry_run=chosen.dry_run))
    return 0


def _complain(chosen: argparse.Namespace, faults: Sequence[Fault]) -> int:
    if chosen.json:
        print(report.faults_as_json(faults))
    else:
        _tell(report.faults_as_text(str(chosen.file), faults))
    return 1


def _tell(line: str) -> None:
    """Beside the report, as it goes."""
    print(line, file=sys.stderr, flush=True)


def _read(path: Path) -> bytes:
    """No more than can be wrong: a larger file is a fault by its size alone."""
    try:
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except OSError as error:
        raise OperatorError(f"{path}: cannot be read ({error.strerror})", "name another") from error


def _write(path: Path | None, data: bytes) -> None:
    if path is None:
        sys.stdout.buffer.write(data)
        return
    try:
        path.write_bytes(data)
    except OSError as error:
        wrong = f"{path}: cannot be written ({error.strerror})"
        raise OperatorError(wrong, "name another") from error


def _desk() -> Desk:
    desk = pushed_desk()
    if not desk.loans:
        raise OperatorError(
            "no office lends laptops", "add loans to desk.yaml (docs/settings.md), and push it"
        )
    return desk


def _stocks(desk: Desk) -> dict[OfficeId, Stock]:
    """Of every office; one without laptops has an empty one."""
    install = desk.workspace.install
    return {office: _stock(install, office) for office in desk.loans}


def _stock(install: InstallId, office: OfficeId) -> Stock:
    ref = stock_ref(install, office)
    try:
        stored = of_kind(Stock, DynamoAggregates().load(ref))
    except StoreError as error:
        raise OperatorError(str(error), "see what AWS says, and try again") from error
    return stored or Stock(ref, install, 0, office)


def _requests(
    rows: Sequence[Row],
    plans: Sequence[OfficePlan],
    stocks: Mapping[OfficeId, Stock],
    operator: str,
    now: datetime,
) -> list[Envelope]:
    """Of the offices that change, all made before the first is sent."""
    changing = [one.office for one in plans if one.changes_something]
    return [
        _request(stocks[office], tuple(row for row in rows if row.office == office), operator, now)
        for office in changing
    ]


def _request(stock: Stock, rows: tuple[Row, ...], operator: str, now: datetime) -> Envelope:
    given = InventoryImported(stock.office, rows, operator)
    content = wire.encode(given)
    if len(content) > MOST_WIRE:
        raise OperatorError(
            f"the rows of {stock.office} take {len(content)} bytes, {MOST_WIRE} are allowed",
            "shorten its models",
        )
    digest = hashlib.sha256(content.encode()).hexdigest()
    return Envelope(
        key=EventKey(f"inventory:{stock.office}:{stock.version}:{digest}"),
        install=stock.install,
        group=f"{stock.install}:{stock.ref}",
        occurred_at=now,
        received_at=now,
        input=given,
    )
