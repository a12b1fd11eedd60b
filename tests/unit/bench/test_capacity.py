"""DynamoDB's prices for reads and writes, by its own rules."""

import pytest

from tools.bench.capacity import Index, Item, item_size, read_units, write_units

DUE = Index("due", ("due_partition", "due"), ("install",))


def a_row(**attributes: str) -> dict[str, dict[str, str]]:
    return {name: {"S": text} for name, text in {"pk": "T#1", "sk": "T", **attributes}.items()}


def on_index(due: str = "1795424400") -> dict[str, dict[str, str]]:
    return a_row(due_partition="OUTBOX#1") | {"due": {"N": due}}


def test_an_item_is_as_large_as_its_names_and_values_in_utf8() -> None:
    assert item_size({"pk": {"S": "가"}, "open": {"BOOL": True}}) == 2 + 3 + 4 + 1


def test_lists_and_maps_have_a_weight_of_their_own() -> None:
    cards: Item = {"c": {"L": [{"M": {"a": {"S": "bc"}}}]}}
    assert item_size(cards) == 1 + 3 + 1 + 3 + 1 + 1 + 2


@pytest.mark.parametrize(("length", "units"), [(0, 1), (1012, 1), (1013, 2), (4000, 4)])
def test_a_write_is_paid_by_the_kilobyte(length: int, units: int) -> None:
    row = a_row(text="x" * length)
    assert item_size(row) == 2 + 3 + 2 + 1 + 4 + length
    assert write_units(None, row, [], transaction=False) == units
    assert write_units(row, None, [], transaction=True) == 2 * units


@pytest.mark.parametrize(
    ("before", "after", "units"),
    [
        (None, on_index(), 1),
        (on_index(), None, 1),
        (on_index(), on_index("1795424520"), 2),
        (on_index(), on_index() | a_row(install="T0"), 1),
        (on_index(), on_index() | a_row(text="not projected"), 0),
        (a_row(), a_row(text="not on it"), 0),
    ],
    ids=["comes", "goes", "moves", "changes", "does not notice", "is not there"],
)
def test_an_index_is_paid_for_what_happens_in_it(
    before: Item | None, after: Item | None, units: int
) -> None:
    assert write_units(before, after, [DUE], transaction=False) == 1 + units
    assert write_units(before, after, [DUE], transaction=True) == 2 + units


def test_reading_nothing_costs_as_much_as_reading_little() -> None:
    assert read_units([], consistent=True) == read_units([a_row()], consistent=True) == 1
    assert read_units([], consistent=False) == 0.5


def test_a_query_is_paid_for_the_sum_of_what_it_looks_at() -> None:
    assert read_units([a_row(text="x" * 2100)] * 4, consistent=True) == 3
