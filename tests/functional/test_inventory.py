"""An operator brings an inventory: what becomes of it, who hears of it, what the history says."""

from dataclasses import replace
from datetime import timedelta

import pytest

from deskbell.adapters.memory.books import memory_books
from deskbell.domain.ids import InboxId, Ref, stock_ref
from deskbell.domain.inputs import InventoryImported, RetryRequested
from deskbell.domain.loans.inventory import Row
from deskbell.domain.loans.policy import OfficeId
from deskbell.domain.loans.stock import AssetId, AssetState, Stock
from deskbell.usecases.audit.invariants import broken
from deskbell.usecases.ports import RowState
from tests.builders import BOT, INSTALL, IT_TRIAGE, a_desk
from tests.functional.memory_desk import MemoryDesk
from tests.unit.loans.office import POLICY

ADAM = "assumed-role/Admin/adam"
SF = OfficeId("san_francisco")
HERE = stock_ref(INSTALL, SF)


@pytest.fixture
def desk() -> MemoryDesk:
    """San Francisco lends, and says so in triage when two laptops are left."""
    policy = replace(POLICY, inbox=InboxId("it"), channel=IT_TRIAGE, low=2)
    return MemoryDesk(a_desk(loans={SF: policy}))


def laptops(count: int, **changes: AssetState) -> tuple[Row, ...]:
    rows = [
        Row(n + 1, SF, AssetId(f"SF-{n}"), f"SERIAL{n}", "X1", AssetState.AVAILABLE)
        for n in range(1, count + 1)
    ]
    return tuple(
        replace(row, state=changes.get(row.id.replace("-", "_"), row.state)) for row in rows
    )


def bring(desk: MemoryDesk, rows: tuple[Row, ...], key: str, office: OfficeId = SF) -> str | None:
    """Why it was ignored, if it was."""
    [handled] = desk.give(InventoryImported(office, rows, ADAM), key=f"inventory:{key}")
    return handled.ignored


def stock(desk: MemoryDesk, ref: Ref = HERE) -> Stock:
    found = desk.aggregates.load(ref)
    assert isinstance(found, Stock)
    return found


def said(desk: MemoryDesk) -> list[str]:
    return [post.shown.text for post in desk.ours(IT_TRIAGE)]


def test_a_files_laptops_are_the_offices_laptops_from_then_on(desk: MemoryDesk) -> None:
    assert bring(desk, laptops(4), "1") is None
    assert [asset.id for asset in stock(desk).available] == ["SF-1", "SF-2", "SF-3", "SF-4"]

    assert bring(desk, laptops(3, SF_1=AssetState.REPAIR), "2") is None
    assert [asset.id for asset in stock(desk).assets] == ["SF-1", "SF-2", "SF-3"]
    assert [asset.id for asset in stock(desk).available] == ["SF-2", "SF-3"]
    assert broken(memory_books(desk.table, desk.wall(), BOT)) == []


def test_the_history_says_who_brought_it_and_what_it_changed(desk: MemoryDesk) -> None:
    bring(desk, laptops(3), "1")
    bring(desk, laptops(2, SF_1=AssetState.LOST), "2")
    told = desk.history(HERE)[-1]
    assert (told.event, told.actor, told.cause) == (
        "StockImported",
        f"operator:{ADAM}",
        "inventory:2",
    )
    assert told.detail == {"office": SF, "added": 0, "changed": 1, "removed": 1, "available": 1}
    assert told.reason.key == "reason.loan_stock_imported"
    assert told.reason.args == {
        **{"by": ADAM, "office": "San Francisco"},
        **{"added": 0, "changed": 1, "removed": 1},
    }


def test_the_same_file_again_changes_nothing(desk: MemoryDesk) -> None:
    bring(desk, laptops(3), "1")
    assert bring(desk, laptops(3), "1") in ("duplicate", "inventory_same")
    assert bring(desk, laptops(3), "2") == "inventory_same"
    assert len(desk.history(HERE)) == 1


def test_the_channel_hears_once_that_few_are_left(desk: MemoryDesk) -> None:
    bring(desk, laptops(3), "1")
    assert said(desk) == []
    bring(desk, laptops(2), "2")
    bring(desk, laptops(1), "3")
    [text] = said(desk)
    assert "2 laptops are left to lend in San Francisco" in text


def test_an_office_that_lends_nothing_any_more_gets_no_laptops(desk: MemoryDesk) -> None:
    assert bring(desk, laptops(1), "1", OfficeId("paris")) == "no_such_office"
    assert desk.aggregates.load(stock_ref(INSTALL, "paris")) is None


def test_no_file_lends_a_laptop_whatever_the_dry_run_said(desk: MemoryDesk) -> None:
    lent = laptops(3, SF_2=AssetState.CHECKED_OUT)
    assert bring(desk, lent, "1") == "inventory_outdated"
    assert desk.aggregates.load(HERE) is None


def test_word_that_the_channel_could_not_take_stays_parked_and_can_be_sent_again(
    desk: MemoryDesk,
) -> None:
    bring(desk, laptops(3), "1")
    desk.slack.archived.add(IT_TRIAGE)
    bring(desk, laptops(1), "2")
    [row] = [row for row in desk.table.outbox.values() if row.state is RowState.PARKED]
    assert (row.ref, row.code, len(stock(desk).assets)) == (HERE, "is_archived", 1)

    desk.slack.archived.clear()
    desk.later(timedelta(minutes=1))
    desk.give(RetryRequested(row.ref, row.id, ADAM), key=f"retry:{row.id}")

    assert "1 laptop is left" in said(desk)[0]
    assert desk.history(HERE)[-1].event == "DeliveryRetried"
    assert broken(memory_books(desk.table, desk.wall(), BOT)) == []
