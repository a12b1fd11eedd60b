"""A CSV file of laptops: what is wrong with it, what it would change, and the file we write."""

import csv
import io
import time
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskbell.domain.loans import commands as c
from deskbell.domain.loans import stock_commands as sc
from deskbell.domain.loans.decide_stock import decide_stock
from deskbell.domain.loans.inventory import COLUMNS, Row
from deskbell.domain.loans.inventory_plan import OfficePlan, plan
from deskbell.domain.loans.inventory_reading import (
    MOST_BYTES,
    MOST_ROWS,
    read_inventory,
)
from deskbell.domain.loans.inventory_writing import write_inventory
from deskbell.domain.loans.loan import Status
from deskbell.domain.loans.policy import OfficeId
from deskbell.domain.loans.stock import MOST_ASSETS, Asset, AssetId, AssetState, Stock
from deskbell.domain.sheet_reading import MOST_FAULTS, Fault
from deskbell.domain.spreadsheets import FORMULA_STARTS, QUOTE
from tests.unit.loans.office import (
    AUSTIN,
    HERE,
    MONDAY,
    POLICY,
    SF,
    STRANGER,
    TECHNICIAN,
    Office,
    a_stock,
    an_office,
    loan_ref,
)

OFFICES = (SF, AUSTIN)
HEADER = ",".join(COLUMNS)
LINE = "san_francisco,SF-1,SFSERIAL1,ThinkPad X1,available"
OTHER = "austin,AUS-1,AUSSERIAL1,MacBook Pro,repair"
ROW = Row(2, SF, AssetId("SF-1"), "SFSERIAL1", "ThinkPad X1", AssetState.AVAILABLE)


def read(*lines: str, encoding: str = "utf-8") -> tuple[tuple[Row, ...], tuple[Fault, ...]]:
    return read_inventory("\r\n".join(lines).encode(encoding), OFFICES)


def faults(*lines: str) -> list[tuple[int, str]]:
    rows, found = read(*lines)
    assert rows == ()
    assert all(fault.wrong and fault.remedy for fault in found)
    return [(fault.line, fault.column) for fault in found]


# --- reading ------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_a_file_is_read_however_a_spreadsheet_saved_it(
    encoding: str, separator: str, newline: str
) -> None:
    text = newline.join((HEADER, "", LINE, f"{OTHER}{newline}")).replace(",", separator)
    rows, found = read_inventory(text.encode(encoding), OFFICES)
    assert found == ()
    assert rows == (
        replace(ROW, line=3),
        Row(4, AUSTIN, AssetId("AUS-1"), "AUSSERIAL1", "MacBook Pro", AssetState.REPAIR),
    )


def test_columns_come_in_any_order_and_case_and_values_with_blanks() -> None:
    rows, _ = read("State,Model ,SERIAL,Id,Office", " Available, ThinkPad X1,SFSERIAL1 ,SF-1," + SF)
    assert rows == (ROW,)


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("paris,SF-1,S1,X1,available", (2, "office")),
        ("san_francisco,SF-1,S1,X1,borrowed", (2, "state")),
        ("san_francisco,,S1,X1,available", (2, "id")),
        ("san_francisco,SF 1,S1,X1,available", (2, "id")),
        ("san_francisco,SF-1,=1+1,X1,available", (2, "serial")),
        ("san_francisco,SF-1,S1,=HYPERLINK(1),available", (2, "model")),
        ("san_francisco,SF-1,S1,@X1,available", (2, "model")),
        ("san_francisco,SF-1,S1,＝1+1,available", (2, "model")),
        ('san_francisco,SF-1,S1," =1+1",available', (2, "model")),
        ('san_francisco,SF-1,S1,"X\n1",available', (2, "model")),
        ("san_francisco,SF-1,S1,X\u202e1,available", (2, "model")),
        (f"san_francisco,SF-1,S1,{'x' * 81},available", (2, "model")),
        (f"san_francisco,SF-1,{'1' * 65},X1,available", (2, "serial")),
        ("san_francisco,SF-1,S1,X1", (2, "")),
        ("san_francisco,SF-1,S1,X1,available,", (2, "")),
        ('san_francisco,SF-1,S1,"X"1,available', (2, "")),
        ('san_francisco,SF-1,S1,"X1,available', (2, "")),
    ],
)
def test_what_is_wrong_is_named_with_its_line_and_column(line: str, place: tuple[int, str]) -> None:
    assert faults(HEADER, line) == [place]


def test_a_line_break_inside_quotes_does_not_shift_the_lines_of_what_follows() -> None:
    first = 'san_francisco,SF-1,S1,"X\n1",available'
    assert faults(HEADER, first, "paris,SF-2,S2,X1,available") == [(2, "model"), (4, "office")]


def test_every_fault_is_named_at_once_and_nothing_is_imported() -> None:
    found = faults(HEADER, LINE, "paris,SF-2,S2,X1,gone", OTHER, "paris,,S3,X1,lost")
    assert found == [(3, "office"), (3, "state"), (5, "office"), (5, "id")]


def test_the_same_laptop_twice_is_named_with_the_line_of_the_first() -> None:
    _, found = read(HEADER, LINE, OTHER, "austin,SF-1,sfserial1,X1,available")
    assert [(fault.line, fault.column) for fault in found] == [(4, "id"), (4, "serial")]
    assert "line 2" in str(found[0])


@pytest.mark.parametrize(
    ("lines", "places"),
    [
        (("office,id,serial,model", "x"), [(1, "state")]),
        ((f"{HEADER},id", "x"), [(1, "id")]),
        ((f"{HEADER},notes", "x"), [(1, "notes")]),
        (("office,id,serials,model,state", "x"), [(1, "serial"), (1, "serials")]),
        (("", " , "), [(0, "")]),
        (("",), [(0, "")]),
        (('"office',), [(1, "")]),
    ],
)
def test_the_first_line_names_the_columns(
    lines: tuple[str, ...], places: list[tuple[int, str]]
) -> None:
    assert faults(*lines) == places


def test_a_slip_is_told_what_was_meant() -> None:
    _, found = read(HEADER, "san_fransisco,SF-1,S1,X1,availible")
    office, state = map(str, found)
    assert 'line 2, office: there is no office "san_fransisco"' in office
    assert 'did you mean "san_francisco"?' in office
    assert 'did you mean "available"?' in state


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (f"{HEADER}\n{LINE}\naustin,A-1,S2,Żółw,available".encode("cp1250"), 3),
        (f"{HEADER}\n{LINE}".encode("utf-16-le"), 1),
        (b"\xff\xfe\x00", 1),
        (f"{HEADER}\n{LINE}\0".encode(), 2),
    ],
    ids=["an older code page", "UTF-16 without a mark", "half a sign", "a zero byte"],
)
def test_another_encoding_is_refused_with_what_to_do(data: bytes, line: int) -> None:
    rows, [fault] = read_inventory(data, OFFICES)
    assert rows == ()
    assert (fault.line, fault.remedy) == (line, "save it as CSV UTF-8")


def test_a_huge_file_is_refused_before_anybody_waits_for_it() -> None:
    begun = time.perf_counter()
    [fault] = read_inventory(b"x" * (MOST_BYTES + 1), OFFICES)[1]
    assert "bytes" in fault.wrong
    many = [HEADER, *(f"austin,A{n},S{n},X,lost" for n in range(MOST_ROWS + 1))]
    assert faults(*many) == [(MOST_ROWS + 2, "")]
    assert len(faults(HEADER, *["paris,A,S,X,lost"] * 5_000)) == MOST_FAULTS
    assert faults(HEADER, f'austin,A,S,"{"x" * 200_000}",lost') == [(2, "")]
    assert time.perf_counter() - begun < 30


@given(data=st.binary(max_size=300))
def test_no_file_breaks_the_reader(data: bytes) -> None:
    rows, found = read_inventory(data, OFFICES)
    assert not rows
    assert found


@given(text=st.text(max_size=200), place=st.integers(0, 200))
def test_a_damaged_file_is_read_whole_or_not_at_all(text: str, place: int) -> None:
    good = f"{HEADER}\n{LINE}\n{OTHER}\n"
    damaged = good[:place] + text + good[place:]
    rows, found = read_inventory(damaged.encode("utf-8", "replace"), OFFICES)
    assert bool(rows) != bool(found)


# --- writing ------------------------------------------------------------------------------------

MODELS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cf", "Cs", "Zl", "Zp")), max_size=60
).map(lambda text: text.strip() or "X")


@given(models=st.lists(MODELS | st.sampled_from(("=1+1", "'=1", "''", "'x", ';"', "-"))))
def test_what_is_written_computes_nothing_and_is_read_as_it_was(models: list[str]) -> None:
    assets = tuple(
        Asset(AssetId(f"A{n}"), f"S{n}", model, AssetState.REPAIR) for n, model in enumerate(models)
    )
    stock = replace(a_stock(0), assets=assets)
    data = write_inventory([stock])
    cells = [cell for line in csv.reader(io.StringIO(data.decode("utf-8-sig"))) for cell in line]
    assert not any(cell.startswith(tuple(FORMULA_STARTS)) for cell in cells)

    rows, found = read_inventory(data, OFFICES)
    assert found == ()
    assert [row.model for row in rows] == models
    if models:
        [office] = plan(rows, {SF: stock})
        assert not office.changes_something
        assert office.faults == ()


def test_a_formula_that_is_meant_is_written_with_a_quote() -> None:
    line = f"san_francisco,SF-1,SFSERIAL1,{QUOTE}=1+1,available"
    [row], _ = read(HEADER, line)
    assert row.model == "=1+1"


# --- the dry run --------------------------------------------------------------------------------


def rows_of(*stocks: Stock) -> tuple[Row, ...]:
    rows, found = read_inventory(write_inventory(stocks), OFFICES)
    assert found == ()
    return rows


def planned(rows: tuple[Row, ...], *stocks: Stock) -> OfficePlan:
    [office] = plan(rows, {stock.office: stock for stock in stocks})
    return office


def lent() -> Office:
    """SF-1 is lent, SF-2 is there."""
    office = an_office(2)
    office.asks(1)
    return office


def test_the_dry_run_says_what_would_be_new_what_changes_and_what_goes() -> None:
    rows = (
        replace(ROW, model="MacBook Pro"),
        replace(ROW, id=AssetId("SF-9"), serial="NEW9"),
        replace(ROW, id=AssetId("SF-3"), serial="SFSERIAL3"),
    )
    found = planned(rows, a_stock(3))
    assert (found.added, found.changed, found.removed) == (("SF-9",), ("SF-1",), ("SF-2",))
    assert [asset.id for asset in found.assets] == ["SF-1", "SF-3", "SF-9"]
    assert found.faults == ()


def test_what_is_lent_is_not_removed() -> None:
    found = planned((replace(ROW, id=AssetId("SF-2"), serial="SFSERIAL2"),), lent().stock)
    [fault] = found.faults
    assert str(fault) == (
        "the file, id: SF-1 is missing, and it is reserved; add it, or take it back first"
    )


@pytest.mark.parametrize(
    ("change", "column"),
    [({"state": AssetState.AVAILABLE}, "state"), ({"serial": "OTHER"}, "serial")],
)
def test_what_is_lent_keeps_its_state_and_its_serial(
    change: dict[str, object], column: str
) -> None:
    stock = lent().stock
    first, second = rows_of(stock)
    changed = replace(first, **change)  # type: ignore[arg-type]
    [fault] = planned((changed, second), stock).faults
    assert (fault.line, fault.column) == (2, column)
    renamed = replace(first, model="ThinkPad X2")
    assert planned((renamed, second), stock).faults == ()


@pytest.mark.parametrize("state", [AssetState.RESERVED, AssetState.CHECKED_OUT, AssetState.OVERDUE])
def test_no_file_lends_a_laptop(state: AssetState) -> None:
    for stock in (a_stock(1), a_stock(0)):
        [fault] = planned((replace(ROW, state=state),), stock).faults
        assert (fault.line, fault.column) == (2, "state")


def test_a_laptop_that_another_office_has_is_not_there_twice() -> None:
    austin = replace(a_stock(1, AUSTIN), assets=a_stock(1).assets)
    [by_id, by_serial] = planned((ROW,), a_stock(0), austin).faults
    assert (by_id.column, by_serial.column) == ("id", "serial")
    moved = plan((ROW,), {SF: a_stock(0), AUSTIN: a_stock(0, AUSTIN)})
    assert [one.faults for one in moved] == [()]
    both = (replace(ROW), replace(ROW, id=AssetId("AUS-2"), serial="S2", office=AUSTIN))
    assert [one.faults for one in plan(both, {SF: a_stock(0), AUSTIN: austin})] == [(), ()]


def test_an_office_has_no_more_than_its_row_can_hold() -> None:
    rows = tuple(
        Row(n + 2, SF, AssetId(f"A{n}"), f"S{n}", "X", AssetState.AVAILABLE)
        for n in range(MOST_ASSETS + 1)
    )
    [fault] = planned(rows, a_stock(0)).faults
    assert fault.line == MOST_ASSETS + 2
    assert planned(rows[:-1], a_stock(0)).faults == ()


# --- the import ---------------------------------------------------------------------------------


def brought(office: Office, rows: tuple[Row, ...]) -> str | None:
    command = sc.ImportInventory("assumed-role/Admin/adam", rows)
    decision = decide_stock(office.stock, POLICY, command, MONDAY)
    office.commit(decision)
    office.take_turns()
    return decision.ignored


def test_who_waits_gets_what_is_new_in_their_order() -> None:
    office = an_office(0)
    for number in (1, 2, 3):
        office.asks(number)
    assert brought(office, rows_of(a_stock(2))) is None
    assert office.status(1, 2, 3) == [Status.RESERVED, Status.RESERVED, Status.WAITLISTED]
    assert office.loan(1).asset == "SF-1"


def test_the_same_file_again_changes_nothing() -> None:
    office = an_office(0)
    rows = rows_of(a_stock(2))
    assert brought(office, rows) is None
    assert brought(office, rows) == "inventory_same"


def test_what_was_lent_after_the_dry_run_is_not_taken_away() -> None:
    office = an_office(2)
    rows = rows_of(a_stock(2))[1:]
    assert planned(rows, office.stock).faults == ()
    office.asks(1)
    before = office.stock
    assert brought(office, rows) == "inventory_outdated"
    assert office.stock == before


@pytest.mark.parametrize(
    ("state", "asset", "ignored"),
    [
        (AssetState.REPAIR, "SF-2", None),
        (AssetState.AVAILABLE, "SF-2", "asset_marked_already"),
        (AssetState.RESERVED, "SF-2", "asset_not_idle"),
        (AssetState.LOST, "SF-1", "asset_not_idle"),
        (AssetState.LOST, "SF-9", "asset_not_idle"),
    ],
)
def test_only_what_nobody_has_is_marked(state: AssetState, asset: str, ignored: str | None) -> None:
    command = sc.MarkAsset(TECHNICIAN, AssetId(asset), state)
    assert decide_stock(lent().stock, POLICY, command, MONDAY).ignored == ignored


def test_what_comes_from_repair_goes_to_who_waits() -> None:
    office = lent()
    office.comes(1)
    office.asks(2)
    office.asks(3)
    office.do(2, c.CancelLoan(office.member(2), HERE))
    assert office.status(3) == [Status.RESERVED]
    office.do(3, c.CancelLoan(office.member(3), HERE))
    mark = sc.MarkAsset(TECHNICIAN, AssetId("SF-2"), AssetState.REPAIR)
    office.commit(decide_stock(office.stock, POLICY, mark, office.now))
    office.asks(4)
    assert office.status(4) == [Status.WAITLISTED]
    back = replace(mark, state=AssetState.AVAILABLE)
    office.commit(decide_stock(office.stock, POLICY, back, office.now))
    office.take_turns()
    assert office.status(4) == [Status.RESERVED]
    assert office.stock.held_by(loan_ref(4)) is not None


def test_nobody_changes_a_stock_but_who_works_there() -> None:
    command = sc.MarkAsset(STRANGER, AssetId("SF-1"), AssetState.LOST)
    assert decide_stock(a_stock(1), POLICY, command, MONDAY).ignored == "stock_not_theirs"


def test_an_office_that_the_file_does_not_name_stays_as_it_is() -> None:
    stocks = {SF: a_stock(2), AUSTIN: a_stock(1, AUSTIN, "AUS")}
    assert [one.office for one in plan(rows_of(a_stock(1)), stocks)] == [OfficeId(SF)]
