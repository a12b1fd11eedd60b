"""The words behind `/loaner`, and the time for a visit on its way through Slack."""

from datetime import UTC, datetime

import pytest

from deskbell.domain.loans.lookup import Lookup, Topic, understood
from deskbell.domain.loans.policy import OfficeId
from deskbell.domain.loans.visit_claim import VisitClaim


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("stock", Lookup(Topic.STOCK)),
        ("재고 서울", Lookup(Topic.STOCK, "서울")),
        ("  STAN   San Francisco ", Lookup(Topic.STOCK, "San Francisco")),
        ("moje", Lookup(Topic.MINE)),
        ("asset SF-1", Lookup(Topic.ASSET, "SF-1")),
        ("laptops", Lookup(None)),
        ("", Lookup(None)),
    ],
)
def test_people_ask_in_their_own_words(text: str, asked: Lookup) -> None:
    assert understood(text) == asked


AT = datetime(2026, 11, 23, 17, 0, tzinfo=UTC)


def test_a_time_comes_back_as_it_was_offered() -> None:
    claim = VisitClaim("LOAN#A", AT, OfficeId("warsaw"))
    assert VisitClaim.read(claim.written()) == claim


@pytest.mark.parametrize(
    "text",
    [
        *("", "LOAN#A", "LOAN#A|soon|warsaw", "LOAN#A|2026-11-23|warsaw"),
        *("LOAN#A|2026-11-23T18:00:00+01:00|warsaw", "LOAN#A|2026-11-23T17:00:00+00:00|w|w"),
    ],
)
def test_anything_else_is_no_time_of_ours(text: str) -> None:
    assert VisitClaim.read(text) is None
