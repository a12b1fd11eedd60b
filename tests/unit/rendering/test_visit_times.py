"""The menu of times for a visit."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from deskbell.adapters.slack.rendering.visit_times import times_menu
from deskbell.domain.loans.policy import OfficeId
from deskbell.domain.loans.visit_claim import VisitClaim, VisitTimes
from tests.block_kit import block_faults

MONDAY = datetime(2026, 11, 23, 17, 0, tzinfo=UTC)
HALF = timedelta(minutes=30)


def times(count: int) -> VisitTimes:
    office = OfficeId("x" * 40)
    starts = [VisitClaim(f"LOAN#{'A' * 26}", MONDAY + n * HALF, office) for n in range(count)]
    return VisitTimes(tuple(starts), HALF)


def options(menu: Any) -> list[str]:
    return [option["text"]["text"] for option in menu["options"]]


@pytest.mark.parametrize(
    ("language", "zone", "shown"),
    [
        ("en", "America/Los_Angeles", "Mon 2026-11-23 09:00–09:30 PST"),
        ("ko", "Asia/Seoul", "화 2026-11-24 02:00–02:30 KST"),
        ("pl", "Europe/Warsaw", "pon. 2026-11-23 18:00–18:30 CET"),
    ],
)
def test_a_time_is_in_the_readers_words_and_zone(language: str, zone: str, shown: str) -> None:
    assert options(times_menu(times(1), language, zone)) == [shown]


def test_it_fits_into_a_message_however_many_are_free() -> None:
    menu = times_menu(times(100), "ko", "Asia/Seoul")
    assert menu is not None
    assert 20 < len(options(menu)) < 100
    assert block_faults([{"type": "actions", "elements": [menu]}]) == []


def test_without_a_time_there_is_no_menu() -> None:
    assert times_menu(times(0), "en", "UTC") is None


def test_what_comes_back_is_what_was_offered() -> None:
    menu: Any = times_menu(times(2), "en", "UTC")
    assert VisitClaim.read(menu["options"][1]["value"]) == times(2).starts[1]
