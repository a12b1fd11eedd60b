"""The numbers that a page may go to."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskbell.domain.paging.phones import masked, phone_number


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("+48221234567", "+48221234567"),
        ("+48 22 123-45-67", "+48221234567"),
        ("+82 (2) 312.3456", "+8223123456"),
    ],
)
def test_a_number_is_one_however_it_is_spaced(written: str, number: str) -> None:
    assert phone_number(written) == number


@pytest.mark.parametrize(
    "written",
    [
        "+48 12",
        "112",
        "+112",
        "+1-900-555-0123",
        "+48 700 123 456",
        "+0123456789",
        "0221234567",
        "+" + "4" * 40,
        "call me",
        "",
        "+4822123456٧",
        "+48221234567\n;x",
    ],
)
def test_what_is_none_or_costs_too_much_is_refused(written: str) -> None:
    assert phone_number(written) is None


@given(st.text())
def test_nothing_makes_it_raise(written: str) -> None:
    number = phone_number(written)
    assert number is None or phone_number(number) == number


def test_shown_it_is_not_to_be_called() -> None:
    assert masked("+48221234567") == "+48…67"
