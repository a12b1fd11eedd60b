"""Addresses as people and mail programs write them (bad input 91)."""

import pytest

from deskbell.domain.mail.addresses import address_of, normal, stranger
from tests.builders import ANA


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("Ada@Example.ORG", "ada@example.org"),
        (" ada@example.org ", "ada@example.org"),
        ("ada+printer@example.org", "ada+printer@example.org"),
        ("ada@bücher.example", "ada@xn--bcher-kva.example"),
        ("ada@xn--bcher-kva.example", "ada@xn--bcher-kva.example"),
        ("ada@example.org\r\nBcc: all@example.org", None),
        ("ada@example.org\n", "ada@example.org"),
        (f"{'a' * 300}@example.org", None),
        (f"ada@{'a' * 300}.org", None),
        (f"ada@{'é' * 300}.org", None),
        ("ada@-example.org", None),
        ("ada@example", None),
        ("ada@.", None),
        ("@example.org", None),
        ("ada@", None),
        ("ada", None),
        ("", None),
        ("ada byron@example.org", None),
        ("ада@example.org", None),
    ],
)
def test_an_odd_address_is_made_normal_or_none(written: str, found: str | None) -> None:
    assert normal(written) == found


def test_a_stranger_is_known_by_their_address_and_nobody_of_slack_is_one() -> None:
    assert address_of(stranger("ada@example.org")) == "ada@example.org"
    assert address_of(ANA) is None
